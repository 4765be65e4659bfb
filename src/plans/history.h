// For the history of a plan: what stands in it and in the things in it, by field, as JSON.
#pragma once
#include <string>

#include "plans/action.h"
#include "plans/effect.h"
#include "plans/objective.h"
#include "plans/plan.h"
#include "plans/target.h"

namespace touchstone::plans {

[[nodiscard]] std::string as_json(const Plan&);
[[nodiscard]] std::string as_json(const Signature&);
[[nodiscard]] std::string as_json(const Objective&);
[[nodiscard]] std::string as_json(const Target&);
[[nodiscard]] std::string as_json(const Value&);
[[nodiscard]] std::string as_json(const Effect&);
[[nodiscard]] std::string as_json(const LevelAnswer&);
[[nodiscard]] std::string as_json(const ActionPoint&);
[[nodiscard]] std::string as_json(const Milestone&);

}  // namespace touchstone::plans
