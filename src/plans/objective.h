// An improvement objective: what will be different for children, from which areas for improvement it comes, and how much it matters.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "plans/plan.h"

namespace touchstone::plans {

// Stored: never renumber.
enum class Priority { high = 1, medium, low };

// An area for improvement as an evaluation found it.
struct AreaRef {
    EvaluationId evaluation;
    FindingId finding;
    auto operator<=>(const AreaRef&) const = default;
};
struct IndicatorRef {
    EvaluationId evaluation;
    std::string indicator;
    auto operator<=>(const IndicatorRef&) const = default;
};

struct Objective {
    ObjectiveId id;
    PlanId plan;
    std::string title;
    std::string difference;  // that children will notice, in words
    Priority priority = Priority::medium;
    std::vector<AreaRef> areas;
    std::vector<IndicatorRef> indicators;
    AccountId created_by;
    Instant created_at;
    std::optional<Instant> closed_at;
    std::string closing;  // why it was closed
    int version = 0;
    std::vector<std::string> outcomes = {};  // keys of the outcomes for children that it serves (part 1.2)
};

// Areas as "<evaluation>/<finding>", indicators as "<evaluation>/<code>".
struct ObjectiveDraft {
    std::string title, difference, priority;
    std::vector<std::string> areas, indicators;
    int seen_version = 0;
    std::vector<std::string> outcomes = {};
};
[[nodiscard]] const Fields<ObjectiveDraft>& objective_fields();
[[nodiscard]] ObjectiveDraft draft_of(const Objective&);

// `areas` and `indicators` are those that whoever writes can see, `outcomes` the keys that may be chosen; an objective keeps the others
// that it has.
[[nodiscard]] Outcome<Objective> set_objective(const Objective& before, const ObjectiveDraft&, const std::vector<AreaRef>& areas,
                                               const std::vector<IndicatorRef>& indicators, const std::vector<std::string>& outcomes = {});
struct StateDraft {
    std::string state, closing;
    int seen_version = 0;
};
[[nodiscard]] const Fields<StateDraft>& state_fields();
// With the reason in words; not while work on it is open.
[[nodiscard]] Outcome<Objective> close_objective(const Objective&, const std::string& words, bool has_open_actions, Instant now);
[[nodiscard]] Outcome<Objective> reopen_objective(const Objective&);

[[nodiscard]] std::string text_of(const AreaRef&);
[[nodiscard]] std::string text_of(const IndicatorRef&);
[[nodiscard]] std::string name_of(Priority);
[[nodiscard]] std::optional<Priority> priority_from(const std::string&);
[[nodiscard]] const std::vector<Priority>& all_priorities();

}  // namespace touchstone::plans
