#include "evaluations/parts_pages.h"

#include <algorithm>

#include <fmt/format.h>

#include "evaluations/judgement.h"
#include "web/texts.h"

namespace touchstone::evaluations {

using web::text;

namespace {

template <class Object>
std::optional<Object> object_at(const web::Visit& visit, const char* kind) {
    const auto seen = visit.seen.find(kind);
    const auto* object = seen == visit.seen.end() ? nullptr : std::any_cast<Object>(&seen->second.object);
    return object ? std::optional(*object) : std::nullopt;
}

}  // namespace

std::optional<Evaluation> evaluation_at(const web::Visit& visit) { return object_at<Evaluation>(visit, "evaluation"); }
std::optional<EvidenceHead> evidence_at(const web::Visit& visit) { return object_at<EvidenceHead>(visit, "evidence"); }

std::string address_of(const EvaluationId& evaluation) { return "/evaluations/" + evaluation.text; }
std::string desk_address(const EvaluationId& evaluation, const std::string& indicator) {
    return address_of(evaluation) + "/indicators/" + indicator;
}

web::Response evaluation_page(const std::string& view, const std::string& title, const Evaluation& evaluation, web::Object data,
                              web::Status status) {
    auto response = web::page(view, title, std::move(data), status);
    response.crumbs = {{"/evaluations", text("evaluations.list.title")}, {address_of(evaluation.id), evaluation.title}};
    response.who_can_see = seen_by(evaluation.owner_name);
    return response;
}

std::string seen_by(const std::string& owner_name) {
    return owner_name.empty() ? text("evaluations.sharing.seen_by_all")
                              : text("evaluations.sharing.seen_by_owner", {{"owner", owner_name}});
}

web::List gaps_of(const std::vector<NotShared>& not_shared) {
    web::List gaps;
    for (const auto& gap : not_shared) {
        const auto owner = gap.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : gap.owner_name;
        if (gap.items > 0) gaps.push_back(web::counted("evaluations.sharing.gap", gap.items, {{"owner", owner}}));
    }
    return gaps;
}

std::string period_in_words(Date from, Date to) { return from == to ? in_words(from) : in_words(from) + " – " + in_words(to); }

std::string level_word(const frameworks::Framework& framework, int level) {
    const auto found = std::ranges::find(framework.scale, level, &frameworks::ScaleLevel::level);
    return found == framework.scale.end() ? std::string() : found->name;
}

web::Data level_tag(const frameworks::Framework& framework, int level) {
    return web::Object{{"number", std::to_string(level)}, {"word", level_word(framework, level)}};
}

std::string bracket_in_words(const std::vector<Placement>& placements) {
    std::string words;
    for (const auto& [position, count] : bracket_of(placements))
        words += (words.empty() ? "" : ", ") + web::counted("evaluations.placement.count." + name_of(position), count);
    return words;
}

std::string source_word(const frameworks::Framework& framework, Source source) {
    const auto found = std::ranges::find(framework.sources, name_of(source), &frameworks::EvidenceSource::key);
    return found == framework.sources.end() ? name_of(source) : found->title;
}

std::string group_word(const frameworks::Framework& framework, const std::string& key) {
    const auto found = std::ranges::find(framework.stakeholder_groups, key, &frameworks::StakeholderGroup::key);
    return found == framework.stakeholder_groups.end() ? std::string() : found->title;
}

std::string part_title(const frameworks::Framework& framework, const Part& part) {
    if (part.kind == Part::Kind::component) return text("evaluations.capacity.component." + part.key + ".name");
    if (part.kind == Part::Kind::area) return frameworks::find_key_area(framework, part.key)->title;
    return std::ranges::find_if(framework.questions, [&](const auto& question) { return part_of_question(question.number) == part; })
        ->title;
}

web::Object evidence_strip(const frameworks::Framework& framework, const std::vector<Line>& lines, bool is_compact) {
    const auto distinct = triangulate(lines).lines;
    web::List sources;
    std::string sentence;
    for (const auto source : all_sources()) {
        const auto count = std::ranges::count(distinct, source, &Line::source);
        const auto word = source_word(framework, source);
        sources.push_back(web::Object{{"source", name_of(source)},
                                      {"word", word},
                                      {"count", std::to_string(count)},
                                      {"fill", std::to_string(std::min<std::ptrdiff_t>(count, 3))}});
        sentence += fmt::format("{}{}: {}", sentence.empty() ? "" : ", ", word, count);
    }
    return web::Object{
        {"sentence", text("evaluations.lines_by_source", {{"counts", sentence}})}, {"is_compact", is_compact}, {"sources", sources}};
}

namespace {
std::string months(int count) {
    return count == 0 ? text("evaluations.currency.no_month") : web::counted("evaluations.currency.months", count);
}
}  // namespace

std::string ages_in_words(const std::vector<Line>& lines, Date at) {
    const auto ages = ages_of(lines, at);
    if (!ages) return {};
    return ages->newest == ages->oldest
               ? text("evaluations.currency.one_age", {{"months", months(ages->newest)}})
               : text("evaluations.currency.ages", {{"newest", months(ages->newest)}, {"oldest", months(ages->oldest)}});
}

std::string currency_in_words(const frameworks::Framework& framework, const Evidence& item, Date at) {
    const int age = age_in_months(item.to, at);
    return text("evaluations.currency." + name_of(currency_of(age, half_life_in_months(framework, item.source))),
                {{"months", months(age)}});
}

web::Data quote_of(const std::string& excerpt, const std::string& place) {
    if (excerpt.empty()) return false;
    return web::Object{{"excerpt", excerpt}, {"place", web::or_false(place)}};
}

std::string reason_in_words(const Triangulation& triangulation) {
    std::string names;
    for (const auto& line : triangulation.lines)
        names += (names.empty() ? "" : "; ") + fmt::format("{} ({})", line.name, text("evaluations.source_short." + name_of(line.source)));
    return text(triangulation.reason, {{"lines", std::to_string(triangulation.lines.size())},
                                       {"sources", std::to_string(triangulation.sources.size())},
                                       {"names", names}});
}

web::Object finding_card(const frameworks::Framework& framework, const OnTheme& on, const EvaluationId& evaluation, Date at) {
    return web::Object{
        {"id", fmt::format("finding_{}_{}", on.finding.text, on.theme.theme)},
        {"kind", name_of(on.kind)},
        {"kind_word", text("evaluations.finding.kind." + name_of(on.kind))},
        {"source", name_of(on.evidence.source)},
        {"source_word", source_word(framework, on.evidence.source)},
        {"statement", on.statement},
        {"whose_view", web::or_false(group_word(framework, on.evidence.whose_view))},
        {"line", web::or_false(on.evidence.line)},
        {"period", period_in_words(on.evidence.from, on.evidence.to) + " (" + currency_in_words(framework, on.evidence, at) + ")"},
        {"quote", quote_of(on.excerpt, on.place)},
        {"security_word", text("evaluations.security." + name_of(on.evidence.security) + ".name")},
        {"link", web::link("/evidence/" + on.evidence.id.text + (evaluation.is_empty() ? "" : "?evaluation=" + evaluation.text),
                           on.evidence.title)}};
}

web::Data owner_choice(const std::vector<Owner>& owners, const std::string& chosen, const Problems& problems) {
    if (owners.size() < 2) return false;
    std::vector<web::Option> options;
    for (const auto& owner : owners)
        options.push_back(
            {text_of(owner), owner.organisation.is_empty() ? text("evaluations.sharing.whole_partnership") : owner.name,
             text(owner.organisation.is_empty() ? "evaluations.sharing.owner_all_about" : "evaluations.sharing.owner_about")});
    return web::radios({.name = "owner", .legend = text("evaluations.sharing.owner"), .hint = {}, .options = options, .chosen = {chosen}},
                       problems);
}

std::vector<Owner> possible_owners(const web::Visit& visit, db::Read& db, Ability ability) {
    return named_owners(list_owners(db, visit.actor, ability, visit.now));
}

bool needs_sharing(const Evaluation& evaluation, const Evidence& item) { return evaluation.owner.is_empty() && !item.owner.is_empty(); }

std::vector<Owner> named_owners(std::vector<Owner> owners) {
    for (auto& owner : owners)
        if (!owner.service.is_empty()) owner.name = text("evaluations.sharing.owner_of_service", {{"service", owner.name}});
    return owners;
}

std::optional<Owner> owner_from(const std::vector<Owner>& owners, const std::string& chosen) {
    if (owners.size() == 1) return owners.front();
    const auto found = std::ranges::find_if(owners, [&](const Owner& owner) { return text_of(owner) == chosen; });
    return found == owners.end() ? std::nullopt : std::optional(*found);
}

}  // namespace touchstone::evaluations
