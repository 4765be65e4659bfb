#include "evidence/evidence_words_pages.h"

#include <algorithm>

#include <fmt/format.h>

#include "web/lists.h"

namespace touchstone::evidence {

using namespace evaluations;

using web::text;

namespace {

template <class Values>
std::vector<web::Option> options_of_keys(const Values& values) {
    std::vector<web::Option> options;
    for (const auto& value : values) options.push_back({value.key, value.title, {}});
    return options;
}

std::string months(int count) {
    return count == 0 ? text("evaluations.currency.no_month") : web::counted("evaluations.currency.months", count);
}

std::string currency_said(const std::string& how, const frameworks::Framework& framework, const Evidence& item, Date at) {
    const int age = age_in_months(item.to, at);
    return text(how + name_of(currency_of(age, half_life_in_months(framework, item.source))), {{"months", months(age)}});
}

}  // namespace

std::optional<EvidenceHead> evidence_at(const web::Visit& visit) { return visit.object<EvidenceHead>("evidence"); }

web::List gaps_of(const std::vector<NotShared>& not_shared) {
    web::List gaps;
    for (const auto& gap : not_shared) {
        const auto owner = gap.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : gap.owner_name;
        if (gap.items > 0) gaps.push_back(web::counted("evaluations.sharing.gap", gap.items, {{"owner", owner}}));
    }
    return gaps;
}

std::string ages_in_words(const std::vector<Line>& lines, Date at) {
    const auto ages = ages_of(lines, at);
    if (!ages) return {};
    return ages->newest == ages->oldest
               ? text("evaluations.currency.one_age", {{"months", months(ages->newest)}})
               : text("evaluations.currency.ages", {{"newest", months(ages->newest)}, {"oldest", months(ages->oldest)}});
}

std::string currency_in_words(const frameworks::Framework& framework, const Evidence& item, Date at) {
    return currency_said("evaluations.currency.", framework, item, at);
}

std::string currency_since_its_end(const frameworks::Framework& framework, const Evidence& item, Date at) {
    return currency_said("evaluations.currency.rests.", framework, item, at);
}

web::Data quote_of(const std::string& excerpt, const std::string& place, const std::string& language) {
    if (excerpt.empty()) return false;
    return web::Object{{"excerpt", excerpt}, {"place", web::or_false(place)}, {"language", web::or_false(language)}};
}

std::string source_word(const frameworks::Framework& framework, const Source& source) {
    const auto found = std::ranges::find(framework.sources, source.key, &frameworks::EvidenceSource::key);
    if (found != framework.sources.end()) return found->title;
    auto words = source.key;  // of another framework: "peer_review"
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string icon_of(const Source& source) {
    const bool is_of_the_four =
        source == Source::performance_data || source == Source::documentation || source == Source::views || source == Source::observation;
    return is_of_the_four ? source.key : "other_source";
}

namespace {
std::string text_or_title(const std::string& key, const frameworks::Framework& framework, const Source& source) {
    return web::has_text(key) ? text(key) : source_word(framework, source);
}
}  // namespace

std::string short_source_word(const frameworks::Framework& framework, const Source& source) {
    return text_or_title("evaluations.source_short." + source.key, framework, source);
}

std::string plain_source_word(const frameworks::Framework& framework, const Source& source) {
    return text_or_title("evaluations.source_name." + source.key, framework, source);
}

std::string group_word(const frameworks::Framework& framework, const std::string& key) {
    const auto found = std::ranges::find(framework.stakeholder_groups, key, &frameworks::StakeholderGroup::key);
    return found == framework.stakeholder_groups.end() ? std::string() : found->title;
}

web::Offers offers_of(const frameworks::Framework& framework) {
    std::vector<web::Option> sources, views{{"", text("evaluations.evidence.nobody"), {}}},
        origins{{"", text("evaluations.evidence.own_source"), {}}};
    for (const auto& source : framework.sources) {
        sources.push_back({source.key, source.title, source.about});
        origins.push_back({source.key, source.title, {}});
    }
    for (const auto& group : options_of_keys(framework.stakeholder_groups)) views.push_back(group);
    std::vector<web::Option> languages;
    for (const auto& tag : quoted_languages()) languages.push_back({tag, web::name_of_language(tag), {}});
    web::sort_by_label(languages);
    languages.insert(languages.begin(), {"", text("evaluations.evidence.own_language"), {}});
    return {{"source", sources},
            {"line_source", origins},
            {"language", languages},
            {"whose_view", views},
            {"security", options_of(all_securities(), "evaluations.security")},
            {"outcomes", options_of_keys(framework.outcomes)},
            {"groups", options_of_keys(framework.children_groups)}};
}

web::Object finding_card(const frameworks::Framework& framework, const OnTheme& on, const EvaluationId& evaluation, Date at) {
    return web::Object{
        {"id", fmt::format("finding_{}_{}", on.finding.text, on.theme.theme)},
        {"kind", name_of(on.kind)},
        {"kind_word", text("evaluations.finding.kind." + name_of(on.kind))},
        {"source", icon_of(on.evidence.source)},
        {"source_word", source_word(framework, on.evidence.source)},
        {"statement", on.statement},
        {"whose_view", web::or_false(group_word(framework, on.evidence.whose_view))},
        {"line", web::or_false(on.evidence.line)},
        {"period", period_in_words(on.evidence.from, on.evidence.to) + " (" + currency_in_words(framework, on.evidence, at) + ")"},
        {"quote", quote_of(on.excerpt, on.place, on.evidence.language)},
        {"security_word", text("evaluations.security." + name_of(on.evidence.security) + ".name")},
        {"link", web::link("/evidence/" + on.evidence.id.text + (evaluation.is_empty() ? "" : "?evaluation=" + evaluation.text),
                           on.evidence.title)}};
}

bool needs_sharing(const Evaluation& evaluation, const Evidence& item) { return evaluation.owner.is_empty() && !item.owner.is_empty(); }

std::vector<web::Option> theme_options(const std::vector<const frameworks::Framework*>& all) {
    std::vector<web::Option> options;
    for (const auto* framework : all)
        for (const auto& indicator : framework->indicators)
            for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme)
                options.push_back({text_of(LinkedTheme{framework->id, {indicator.code, theme}}),
                                   indicator.code + "/" + std::to_string(theme) + " " + frameworks::listed_title(indicator, theme),
                                   {}});
    return options;
}

std::vector<web::Option> outcome_options(const std::vector<const frameworks::Framework*>& all) {
    std::vector<web::Option> options;
    for (const auto& outcome : worded_by(all).outcomes) options.push_back({outcome.key, outcome.title, {}});
    return options;
}

web::Data security_radios(const web::Visit& visit, const Problems& problems) {
    return web::radios({.name = "security",
                        .legend = text("evaluations.evidence.field.security"),
                        .hint = {},
                        .options = evaluations::options_of(all_securities(), "evaluations.security"),
                        .chosen = {visit.form.text("security")}},
                       problems);
}

}  // namespace touchstone::evidence
