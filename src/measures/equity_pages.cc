// Groups of people beside everybody else, at the latest period and over time; and what is not known of whom.
#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.h"
#include "frameworks/framework_pages.h"
#include "measures/equity.h"
#include "measures/measure_pages.h"
#include "measures/pages.h"
#include "web/components.h"
#include "web/language.h"
#include "web/numbers.h"
#include "web/texts.h"

namespace touchstone::measures {
namespace {

using web::text;

struct Group {
    const Series* series;
    Beside beside;
};

std::vector<Group> groups_of(const Told& told) {
    std::vector<Group> groups;
    for (const auto& series : told.series) {
        if (series.whose.people.empty()) continue;
        auto all = series.whose;
        all.people.clear();
        const auto everybody = std::ranges::find(told.series, all, &Series::whose);
        if (everybody != told.series.end())
            groups.push_back(
                {&series, {told.of(series.id), told.of(everybody->id), told.pooled_of(series.id), told.pooled_of(everybody->id)}});
    }
    return groups;
}

// "-8.1", of a difference of shares.
std::string points(double share) { return web::in_figures(std::round(share * 1000) / 10 + 0.0, 1); }

std::string difference_words(const Definition& definition, const Gap& gap) {
    if (definition.unit == Unit::per_cent) return text("measures.equity.points", {{"points", points(*gap.difference)}});
    return charts::number_words(*gap.difference, unit_of(definition), charts::computed_digits);
}

std::string periods_in_words(const Gap& gap) {
    return gap.is_pooled() ? text("measures.equity.periods", {{"from", words_of(gap.from)}, {"to", words_of(gap.to)}}) : words_of(gap.to);
}

// No more than is known.
std::string sentence_of(const Definition& definition, const Gap& gap) {
    std::string sentence;
    if (gap.bounds)
        sentence = text("measures.equity.between", {{"lower", points(gap.bounds->lower)}, {"upper", points(gap.bounds->upper)}});
    else if (gap.difference)
        sentence = text("measures.equity.gap_is", {{"gap", difference_words(definition, gap)}});
    else
        sentence =
            text(gap.group.state == FigureState::withheld || gap.beside.state == FigureState::withheld ? "measures.equity.gap_withheld"
                                                                                                       : "measures.equity.gap_missing");
    if (gap.is_pooled()) sentence += " " + text("measures.equity.pooled");
    return sentence;
}

std::string count_words(const Observation& figure) { return figure.denominator ? web::in_figures(*figure.denominator, 2) : std::string(); }

// Everybody else where that is known of all of them, everybody where of none.
std::string beside_words(const std::vector<Gap>& gaps) {
    const auto others = std::ranges::count_if(gaps, &Gap::is_beside_others);
    return text(others == 0                                       ? "measures.series.everybody"
                : static_cast<std::size_t>(others) == gaps.size() ? "measures.equity.others"
                                                                  : "measures.equity.others_or_everybody");
}

charts::DumbbellRow row_of(const Definition& definition, const std::string& label, const Gap& gap) {
    const auto level = [&](const Observation& figure) {
        const auto value = value_of(definition, figure);
        return value ? std::optional(in_chart(definition, *value)) : std::nullopt;
    };
    return {label, level(gap.group), level(gap.beside)};
}

struct Labelled {
    std::vector<std::string> labels;
    std::vector<Gap> gaps;
};

// The gaps of the rows with how far they are known: what a dumbbell's own table does not say.
web::Object table_of(const Definition& definition, const std::string& id, const std::string& caption, const std::string& row_head,
                     const Labelled& rows) {
    const auto beside = beside_words(rows.gaps), base = text("statistics.picture.denominator");
    const auto period = text("statistics.column.period");
    const bool names_periods = row_head == period;
    web::Table table{.id = id, .caption = caption, .heads = {{row_head, {}}}, .rows = {}};
    if (!names_periods) table.heads.push_back({period, {}});
    table.heads.insert(table.heads.end(), {{text("measures.equity.group"), {}, true},
                                           {base, {}, true},
                                           {beside, {}, true},
                                           {base, {}, true},
                                           {text("statistics.picture.gap"), {}, true},
                                           {text("statistics.picture.said"), {}}});
    for (std::size_t i = 0; i < rows.gaps.size(); ++i) {
        const auto& gap = rows.gaps[i];
        auto& row = table.rows.emplace_back(std::vector<web::Cell>{{rows.labels[i], {}}});
        if (!names_periods) row.push_back({periods_in_words(gap), {}});
        row.insert(row.end(), {{words_of(definition, gap.group), {}, true},
                               {count_words(gap.group), {}, true},
                               {words_of(definition, gap.beside), {}, true},
                               {count_words(gap.beside), {}, true},
                               {gap.difference ? difference_words(definition, gap) : text("statistics.picture.no_gap"), {}, true},
                               {sentence_of(definition, gap), {}}});
    }
    return web::table(table);
}

web::Object figure_of(const Definition& definition, const std::string& id, const std::string& title, const std::string& sentence,
                      const std::string& row_head, const Labelled& rows) {
    charts::Dumbbell picture{.id = id,
                             .title = title,
                             .sentence = sentence,
                             .measure = unit_of(definition),
                             .words = charts::dumbbell_words(unit_of(definition)),
                             .rows = {}};
    picture.words.row = row_head;
    picture.words.withheld = text("measures.equity.not_shown");
    picture.words.first = text("measures.equity.group");
    picture.words.second = beside_words(rows.gaps);
    for (std::size_t i = 0; i < rows.gaps.size(); ++i) picture.rows.push_back(row_of(definition, rows.labels[i], rows.gaps[i]));
    auto figure = charts::dumbbell_figure(picture);
    figure["table"] = table_of(definition, id + "_gaps", title, row_head, rows);
    figure["is_open"] = true;
    return figure;
}

Labelled latest_of(const Definition& definition, const std::vector<Group>& groups) {
    Labelled rows;
    for (const auto& each : groups)
        if (auto gap = latest_gap(definition, each.beside)) {
            rows.labels.push_back(words_of(*each.series));
            rows.gaps.push_back(std::move(*gap));
        }
    return rows;
}

web::Object latest_figure(const Definition& definition, const Labelled& rows) {
    const auto title = text("measures.equity.latest"), head = text("measures.equity.group");
    const auto sentence = rows.gaps.size() == 1 ? sentence_of(definition, rows.gaps.front()) : text("measures.equity.latest_sentence");
    return figure_of(definition, "latest", title, sentence, head, rows);
}

web::Data trend_part(const Told& told, const std::vector<Group>& groups, const std::string& wanted) {
    const auto& definition = told.measure().definition;
    const auto named = std::ranges::find_if(groups, [&](const Group& each) { return each.series->id == wanted; });
    const auto& chosen = named == groups.end() ? groups.front() : *named;
    Labelled rows{.labels = {}, .gaps = gaps_of(definition, chosen.beside.group, chosen.beside.everybody)};
    if (rows.gaps.size() < 2) return false;
    for (const auto& gap : rows.gaps) rows.labels.push_back(words_of(gap.to));
    web::List links;
    if (groups.size() > 1)
        for (const auto& each : groups)
            links.push_back(web::Object{{"href", address_of(told.measure().id) + "/equity?group=" + each.series->id + "#trend"},
                                        {"text", words_of(*each.series)},
                                        {"is_current", each.series == chosen.series}});
    const auto title = text("measures.equity.trend", {{"group", words_of(*chosen.series)}}), head = text("statistics.column.period");
    return web::Object{{"groups", links},
                       {"figure", figure_of(definition, "over_time", title, sentence_of(definition, rows.gaps.back()), head, rows)}};
}

web::List words_of(const Gradient& gradient) {
    using Refusal = Gradient::Refusal;
    if (gradient.refusal == Refusal::no_shares) return {text("measures.equity.no_shares")};
    if (gradient.refusal == Refusal::nobody_counts) return {text("measures.equity.nobody_counts")};
    if (gradient.refusal == Refusal::missing) {
        std::vector<std::string> missing;
        for (const int quintile : gradient.missing) missing.push_back(std::to_string(quintile));
        return {text("measures.equity.quintiles_missing", {{"quintiles", web::joined(missing)}, {"period", words_of(gradient.period)}})};
    }
    const auto& index = *gradient.index;
    return {text("measures.equity.slope", {{"slope", points(index.slope_index)},
                                           {"lower", points(index.slope_bounds.lower)},
                                           {"upper", points(index.slope_bounds.upper)},
                                           {"period", words_of(gradient.period)}}),
            text("measures.equity.relative", {{"relative", web::in_figures(index.relative_index, 2)}})};
}

// A part for each place that has figures of quintiles.
web::List gradients(const Told& told) {
    std::map<Whose, std::map<int, Line>> places;
    std::map<Whose, Series> names;
    for (const auto& series : told.series)
        if (const auto quintile = quintile_of(series.whose.people)) {
            auto place = series;
            place.whose.people.clear();
            places[place.whose][*quintile] = told.of(series.id);
            names[place.whose] = place;
        }
    web::List parts;
    for (const auto& [whose, lines] : places)
        if (const auto gradient = gradient_of(told.measure().definition, lines))
            parts.push_back(web::Object{{"place", words_of(names.at(whose))}, {"sentences", words_of(*gradient)}});
    return parts;
}

// Of the groups that the framework names, those of which there is no series.
web::List unknown_groups(const Told& told, const std::vector<const frameworks::Framework*>& all) {
    web::List unknown;
    if (all.empty()) return unknown;
    for (const auto& group : all.front()->children_groups)
        if (std::ranges::none_of(told.series, [&](const Series& series) { return is_same_to_a_reader(series.whose.people, group.title); }))
            unknown.push_back(group.title);
    return unknown;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    const auto& definition = told->measure().definition;
    const auto groups = groups_of(*told);
    const auto latest = latest_of(definition, groups);
    const bool is_empty = latest.gaps.empty();
    auto unknown = unknown_groups(*told, frameworks::latest_frameworks(db));
    auto parts = gradients(*told);
    const bool has_gradients = !parts.empty(), has_unknown = !unknown.empty();
    const bool writes = visit.may(Ability::evaluate, "measure");
    return measure_page(
        "measures/equity", text("measures.equity.title"), told->measure(),
        {{"header", web::header(definition.title, text("measures.equity.title"), text("measures.equity.lead"))},
         {"nothing", is_empty},
         {"latest", is_empty ? web::Data(false) : web::Data(latest_figure(definition, latest))},
         {"trend", is_empty ? web::Data(false) : trend_part(*told, groups, visit.query.text("group"))},
         {"has_gradients", has_gradients},
         {"gradients", std::move(parts)},
         {"has_unknown", has_unknown},
         {"unknown", std::move(unknown)},
         {"enter", writes ? web::Data(web::link(address_of(told->measure().id) + "/figures/entry", text("measures.entry.link")))
                          : web::Data(false)}});
}

}  // namespace

void add_equity_pages(web::Router& router) { router.get("/measures/{measure}/equity", may::read, show); }

}  // namespace touchstone::measures
