#include "plans/objective.h"

#include <algorithm>

#include "base/checks.h"
#include "base/named.h"

namespace touchstone::plans {
namespace {

const Names<Priority> priorities{{Priority::high, "high"}, {Priority::medium, "medium"}, {Priority::low, "low"}};

const std::string& text_of(const std::string& key) { return key; }

// Those chosen among the known ones, and those that are there and not known to whoever chooses. False when something else is chosen.
template <class Ref>
bool choose(std::vector<Ref>& refs, const std::vector<std::string>& chosen, const std::vector<Ref>& known) {
    std::erase_if(refs, [&](const Ref& ref) { return std::ranges::find(known, ref) != known.end(); });
    for (const auto& text : chosen) {
        const auto found = std::ranges::find_if(known, [&](const Ref& ref) { return text_of(ref) == text; });
        if (found == known.end()) return false;
        if (std::ranges::find(refs, *found) == refs.end()) refs.push_back(*found);
    }
    return true;
}

}  // namespace

const Fields<ObjectiveDraft>& objective_fields() {
    using field::choice, field::choices, field::lines, field::needed, field::words;
    static const Fields<ObjectiveDraft> fields{
        "plans.objective",
        {needed(words("title", &ObjectiveDraft::title, title_max_characters)),
         needed(lines("difference", &ObjectiveDraft::difference, words_max_characters)), choices("outcomes", &ObjectiveDraft::outcomes),
         needed(choice("priority", &ObjectiveDraft::priority, names_in(priorities))), choices("areas", &ObjectiveDraft::areas),
         choices("indicators", &ObjectiveDraft::indicators)},
        &ObjectiveDraft::seen_version};
    return fields;
}

ObjectiveDraft draft_of(const Objective& objective) {
    ObjectiveDraft draft{objective.title, objective.difference, name_of(objective.priority), {}, {}, objective.version};
    draft.outcomes = objective.outcomes;
    for (const auto& area : objective.areas) draft.areas.push_back(text_of(area));
    for (const auto& indicator : objective.indicators) draft.indicators.push_back(text_of(indicator));
    return draft;
}

const Fields<StateDraft>& state_fields() {
    using field::choice, field::lines, field::needed;
    static const Fields<StateDraft> fields{
        "plans.objective",
        {needed(choice("state", &StateDraft::state, {"closed", "open"})), lines("closing", &StateDraft::closing, words_max_characters)},
        &StateDraft::seen_version};
    return fields;
}

Outcome<Objective> set_objective(const Objective& before, const ObjectiveDraft& draft, const std::vector<AreaRef>& areas,
                                 const std::vector<IndicatorRef>& indicators, const std::vector<std::string>& outcomes) {
    Problems problems;
    auto objective = before;
    require_text(problems, "plans.objective", "title", draft.title, title_max_characters);
    require_text(problems, "plans.objective", "difference", draft.difference, words_max_characters);
    if (!choose(objective.outcomes, draft.outcomes, outcomes)) problems.push_back({"outcomes", "plans.objective.outcome_unknown"});
    const auto priority = priority_from(draft.priority);
    if (!priority) problems.push_back({"priority", "plans.objective.priority_missing"});
    if (!choose(objective.areas, draft.areas, areas)) problems.push_back({"areas", "plans.objective.area_unknown"});
    if (!choose(objective.indicators, draft.indicators, indicators))
        problems.push_back({"indicators", "plans.objective.indicator_unknown"});
    if (before.closed_at) problems.push_back({"", "plans.objective.is_closed"});
    if (!problems.empty()) return refuse(problems);
    objective.title = draft.title;
    objective.difference = draft.difference;
    objective.priority = *priority;
    objective.version = draft.seen_version;
    return objective;
}

Outcome<Objective> close_objective(const Objective& before, const std::string& words, bool has_open_actions, Instant now) {
    Problems problems;
    if (before.closed_at) problems.push_back({"", "plans.objective.is_closed"});
    if (has_open_actions) problems.push_back({"closing", "plans.objective.has_open_actions"});
    require_text(problems, "plans.objective", "closing", words, words_max_characters);
    if (!problems.empty()) return refuse(problems);
    auto objective = before;
    objective.closed_at = now;
    objective.closing = words;
    return objective;
}

Outcome<Objective> reopen_objective(const Objective& before) {
    if (!before.closed_at) return refuse({{"", "plans.objective.is_open"}});
    auto objective = before;
    objective.closed_at.reset();
    objective.closing.clear();
    return objective;
}

std::string text_of(const AreaRef& ref) { return ref.evaluation.text + "/" + ref.finding.text; }
std::string text_of(const IndicatorRef& ref) { return ref.evaluation.text + "/" + ref.indicator; }
std::string name_of(Priority priority) { return name_in(priorities, priority); }
std::optional<Priority> priority_from(const std::string& name) { return value_in(priorities, name); }
const std::vector<Priority>& all_priorities() {
    static const auto all = values_in(priorities);
    return all;
}

}  // namespace touchstone::plans
