#include "evaluations/evaluation.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/named.h"

namespace touchstone::evaluations {
namespace {

const Names<Kind> kinds{{Kind::self_evaluation, "self_evaluation"},   {Kind::single_service_inspection, "single_service_inspection"},
                        {Kind::joint_inspection, "joint_inspection"}, {Kind::thematic_review, "thematic_review"},
                        {Kind::plan_formulation, "plan_formulation"}, {Kind::monitoring, "monitoring"}};
const Names<ServiceLevel> service_levels{
    {ServiceLevel::strategic, "strategic"}, {ServiceLevel::operational, "operational"}, {ServiceLevel::delivery, "delivery"}};
const Names<Judging> judgings{{Judging::together, "together"}, {Judging::alone_first, "alone_first"}};

std::vector<std::string> texts_of(const std::vector<ServiceId>& services) {
    std::vector<std::string> texts;
    for (const auto& service : services) texts.push_back(service.text);
    return texts;
}

}  // namespace

const Fields<EvaluationDraft>& set_up_fields() {
    using field::choice, field::choices, field::day, field::lines, field::needed, field::words;
    using Draft = EvaluationDraft;
    static const Fields<Draft> fields{
        "evaluations.setup",
        {needed(words("title", &Draft::title, title_max_characters)), needed(choice("kind", &Draft::kind, names_in(kinds))),
         needed(lines("why", &Draft::why, statement_max_characters)), needed(choice("level", &Draft::level, names_in(service_levels))),
         choice("parent", &Draft::parent), choice("judging", &Draft::judging, names_in(judgings)), choices("services", &Draft::services),
         needed(words("children", &Draft::children, title_max_characters)), choices("groups", &Draft::groups),
         words("neighbourhood", &Draft::neighbourhood, title_max_characters), needed(day("from", &Draft::from)),
         needed(day("to", &Draft::to))},
        &Draft::seen_version};
    return fields;
}

EvaluationDraft draft_of(const Evaluation& evaluation) {
    return {.title = evaluation.title,
            .kind = name_of(evaluation.kind),
            .why = evaluation.why,
            .level = name_of(evaluation.level),
            .services = texts_of(evaluation.services),
            .children = evaluation.children,
            .from = iso(evaluation.from),
            .to = iso(evaluation.to),
            .seen_version = evaluation.version,
            .judging = name_of(evaluation.judging),
            .parent = evaluation.parent.text,
            .groups = evaluation.groups,
            .neighbourhood = evaluation.neighbourhood};
}

Outcome<Evaluation> set_up(const Evaluation& before, const EvaluationDraft& draft, const std::vector<ServiceId>& services,
                           const std::vector<Related>& parents, const std::vector<std::string>& groups) {
    if (before.is_finished()) return refuse({{"", "evaluations.finished"}});

    Problems problems;
    require_text(problems, "evaluations.setup", "title", draft.title, title_max_characters);
    const auto kind = kind_from(draft.kind);
    if (!kind) problems.push_back({"kind", "evaluations.setup.kind_missing"});
    require_text(problems, "evaluations.setup", "why", draft.why, statement_max_characters);
    const auto level = service_level_from(draft.level);
    if (!level) problems.push_back({"level", "evaluations.setup.level_missing"});
    std::vector<ServiceId> chosen;
    for (const auto& service : draft.services) chosen.push_back({service});
    const bool all_known = std::ranges::all_of(chosen, [&](const auto& id) { return std::ranges::find(services, id) != services.end(); });
    // A partnership that has named no services yet can evaluate all the same.
    if ((chosen.empty() && !services.empty()) || !all_known) problems.push_back({"services", "evaluations.setup.services_missing"});
    const auto parent = std::ranges::find(parents, draft.parent, [](const Related& it) { return it.id.text; });
    if (!draft.parent.empty() && (parent == parents.end() || (level && parent->level >= *level)))
        problems.push_back({"parent", "evaluations.setup.parent_wrong"});
    require_text(problems, "evaluations.setup", "children", draft.children, title_max_characters);
    std::vector<std::string> about;
    for (const auto& group : draft.groups)
        if (std::ranges::find(about, group) == about.end()) about.push_back(group);
    if (std::ranges::any_of(about, [&](const auto& group) {
            return std::ranges::find(groups, group) == groups.end() && std::ranges::find(before.groups, group) == before.groups.end();
        }))
        problems.push_back({"groups", "evaluations.setup.group_unknown"});
    std::ranges::sort(about);  // as they are read again: in another order they are the same
    limit_text(problems, "evaluations.setup", "neighbourhood", draft.neighbourhood, title_max_characters);
    const auto period = require_period(problems, "evaluations.setup", draft.from, draft.to);
    const auto judging = draft.judging.empty() ? std::optional(Judging::together) : value_in(judgings, draft.judging);
    if (!judging) problems.push_back({"judging", "evaluations.setup.judging_wrong"});
    if (!problems.empty()) return refuse(problems);

    Evaluation after = before;
    after.judging = *judging;
    after.title = draft.title;
    after.kind = *kind;
    after.why = draft.why;
    after.level = *level;
    after.services = std::move(chosen);
    after.children = draft.children;
    after.groups = std::move(about);
    after.neighbourhood = draft.neighbourhood;
    after.from = period->from;
    after.to = period->to;
    after.parent = {draft.parent};
    after.version = draft.seen_version;
    return after;
}

Outcome<Evaluation> finish(const Evaluation& evaluation, Instant now) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    auto after = evaluation;
    after.finished_at = now;
    return after;
}

Outcome<Evaluation> reopen(const Evaluation& evaluation) {
    if (!evaluation.is_finished()) return refuse({{"", "evaluations.not_finished"}});
    auto after = evaluation;
    after.finished_at.reset();
    after.archived_at.reset();
    return after;
}

Outcome<Evaluation> archive(const Evaluation& evaluation, Instant now) {
    if (!evaluation.is_finished()) return refuse({{"", "evaluations.not_finished"}});
    auto after = evaluation;
    if (!after.archived_at) after.archived_at = now;
    return after;
}

Outcome<Evaluation> take_out_of_archive(const Evaluation& evaluation) {
    auto after = evaluation;
    after.archived_at.reset();
    return after;
}

std::string as_json(const Evaluation& evaluation) {
    return nlohmann::json{
        {"title", evaluation.title},          {"kind", name_of(evaluation.kind)},          {"why", evaluation.why},
        {"level", name_of(evaluation.level)}, {"services", texts_of(evaluation.services)}, {"children", evaluation.children},
        {"groups", evaluation.groups},        {"neighbourhood", evaluation.neighbourhood}, {"from", iso(evaluation.from)},
        {"to", iso(evaluation.to)},           {"judging", name_of(evaluation.judging)},    {"part_of", evaluation.parent.text}}
        .dump();
}

std::string name_of(Kind kind) { return name_in(kinds, kind); }
std::string name_of(ServiceLevel level) { return name_in(service_levels, level); }
std::string name_of(Judging judging) { return name_in(judgings, judging); }
const std::vector<Judging>& all_judgings() {
    static const auto all = values_in(judgings);
    return all;
}
std::optional<Kind> kind_from(const std::string& name) { return value_in(kinds, name); }
std::optional<ServiceLevel> service_level_from(const std::string& name) { return value_in(service_levels, name); }
const std::vector<Kind>& all_kinds() {
    static const auto all = values_in(kinds);
    return all;
}
const std::vector<ServiceLevel>& all_service_levels() {
    static const auto all = values_in(service_levels);
    return all;
}

}  // namespace touchstone::evaluations
