// Objectives, their targets, action points and effects in tables.
#pragma once
#include "db/db.h"
#include "plans/content.h"

namespace touchstone::plans {

// What happened to them stands in the history of the plan.
void add_objective(db::Write&, const By&, const Objective&);
// False, and nothing changes, when someone else saved after this one's version was shown. So it is below, too.
[[nodiscard]] bool save_objective(db::Write&, const By&, const Objective& before, const Objective& after);

void add_target(db::Write&, const By&, const Objective&, const Target&);
[[nodiscard]] bool save_target(db::Write&, const By&, const PlanId&, const Target& before, const Target& after);
void add_value(db::Write&, const By&, const PlanId&, const Target&, const Value&);
void add_effect(db::Write&, const By&, const Objective&, const Effect&);

void add_action(db::Write&, const By&, const PlanId&, const ActionPoint&);
[[nodiscard]] bool save_action(db::Write&, const By&, const PlanId&, ActionStep, const ActionPoint& before, const ActionPoint& after);
// Milestones are written down as a change of the action point, so that it does not look forgotten.
void add_milestone(db::Write&, const By&, const PlanId&, const ActionId&, const Milestone&);
// False when there is no such milestone, or it has been reached.
[[nodiscard]] bool reach_milestone(db::Write&, const By&, const PlanId&, const ActionId&, const Milestone&);

}  // namespace touchstone::plans
