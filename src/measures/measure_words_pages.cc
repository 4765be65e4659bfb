#include "measures/measure_words_pages.h"

#include <algorithm>

#include "base/text.h"
#include "evaluations/evaluation_words_pages.h"
#include "web/language.h"
#include "web/texts.h"

namespace touchstone::measures {

using web::text;

charts::Measure unit_of(const Definition& definition) {
    switch (definition.unit) {
        case Unit::per_cent:
            return {.is_share = true, .unit = {}};
        case Unit::rate:
            return {.is_share = false, .unit = text("measures.unit.per", {{"per", definition.per}})};
        case Unit::pounds:
            return {.is_share = false, .unit = text("measures.unit.pounds")};
        case Unit::number:
            return {};
    }
    throw std::logic_error("no such unit");
}

charts::Better better_of(const Definition& definition) {
    switch (definition.better) {
        case Direction::higher:
            return charts::Better::higher;
        case Direction::lower:
            return charts::Better::lower;
        case Direction::neither:
            return charts::Better::neither;
    }
    throw std::logic_error("no such direction");
}

std::string address_of(const MeasureId& id) { return "/measures/" + id.text; }

web::Response measure_page(const std::string& view, const std::string& title, const KeptMeasure& kept, web::Object data,
                           web::Status status) {
    auto response = web::page(view, title, std::move(data), status);
    response.crumbs = {{"/measures", text("measures.list.title")}};
    if (!kept.id.is_empty()) response.crumbs.push_back({address_of(kept.id), kept.definition.title});
    response.who_can_see = evaluations::seen_by_owner_only(kept.owner_name);
    return response;
}

std::string words_of(const Series& series) {
    std::vector<std::string> parts;
    for (const auto& part : {series.organisation_name, series.whose.area_name, series.whose.people})
        if (!part.empty()) parts.push_back(part);
    if (parts.empty()) return text("measures.series.everybody");
    std::string words = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) words += " · " + parts[i];
    return words;
}

std::string whose_before(const std::vector<std::pair<MeasureId, Series>>& all, const MeasureId& id) {
    for (const auto& [measure, series] : all)
        if (measure == id && series.whose != Whose{}) return text("measures.series.before", {{"whose", words_of(series)}}) + " ";
    return {};
}

std::string words_of(const Definition& definition, const Observation& it) {
    if (it.state == FigureState::withheld) return text("measures.figure.withheld");
    const auto value = value_of(definition, it);
    if (!value) return text("measures.figure.missing");
    return charts::number_words(in_chart(definition, *value), unit_of(definition),
                                it.denominator ? charts::computed_digits : charts::counted_digits);
}

std::string words_of(const Period& period) { return charts::period_words(text_of(period)); }

std::vector<std::string> why_withheld(const Told& told, const Series& series) {
    std::vector<std::string> sentences;
    for (auto it = told.figures.rbegin(); it != told.figures.rend() && sentences.size() < reasons_said; ++it) {
        if (it->series != series.id || (it->telling != Telling::beside && it->telling != Telling::waiting)) continue;
        const auto period = words_of(it->figure.period);
        const auto earlier = std::ranges::find(told.series, it->against_series, &Series::id);
        if (it->telling == Telling::waiting)
            sentences.push_back(text("measures.why_withheld.waiting", {{"period", period}}));
        else if (earlier == told.series.end())
            sentences.push_back(text("measures.why_withheld.beside", {{"period", period}}));
        else if (it->against_series == series.id && it->against_period == text_of(it->figure.period))
            sentences.push_back(text("measures.why_withheld.corrected", {{"period", period}}));
        else
            sentences.push_back(
                text("measures.why_withheld.against",
                     {{"period", period}, {"whose", words_of(*earlier)}, {"earlier", charts::period_words(it->against_period)}}));
    }
    return sentences;
}

std::string sentence_of(const Definition& definition, const OverTime& it) {
    if (it.series.empty()) return {};
    return charts::sentence_of(it.chart, better_of(definition));
}

charts::OverTime drawn(const std::string& id, const std::string& title, const Definition& definition, const OverTime& it) {
    charts::OverTime picture{.id = id,
                             .title = title,
                             .sentence = sentence_of(definition, it),
                             .measure = unit_of(definition),
                             .series = it.series,
                             .chart = it.chart,
                             .breaks = {},
                             .target = it.target,
                             .words = charts::over_time_words(definition.chart)};
    if (definition.unit == Unit::rate)  // the table shows what was counted
        for (auto& point : picture.series) point.denominator *= definition.factor();
    for (std::size_t i = 0; i < it.breaks.size(); ++i) picture.breaks.push_back({it.breaks[i], it.why[i].why});
    if (!definition.numerator.empty()) picture.words.numerator = definition.numerator;
    if (!definition.denominator.empty()) picture.words.denominator = definition.denominator;
    return picture;
}

evidence::Evidence evidence_of(const KeptMeasure& kept, const Series& series, const std::vector<Observation>& figures,
                               const std::string& sentence, evidence::Security security, const std::string& address) {
    evidence::Evidence item;
    const auto& definition = kept.definition;
    const bool is_of_everybody = series.whose == Whose{};
    item.title = definition.title;
    if (!is_of_everybody) {
        const auto named = text("measures.evidence.title_of", {{"title", definition.title}, {"whose", words_of(series)}});
        if (characters(named) <= evaluations::title_max_characters) item.title = named;
    }
    item.source = evidence::Source::performance_data;
    item.line = definition.source.empty() ? definition.title : definition.source + ": " + definition.title;
    item.from = figures.front().period.first;
    item.to = figures.back().period.last;
    item.security = security;
    item.summary = text("measures.evidence.summary", {{"counted", definition.counted},
                                                      {"value", words_of(definition, figures.back())},
                                                      {"period", words_of(figures.back().period)},
                                                      {"sentence", sentence}});
    if (!is_of_everybody) item.summary = text("measures.evidence.whose", {{"whose", words_of(series)}}) + " " + item.summary;
    item.link = address.empty() ? address : address + "?series=" + series.id;
    item.owner = kept.owner;
    item.outcomes = definition.outcomes;
    return item;
}

}  // namespace touchstone::measures
