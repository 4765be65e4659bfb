// Objectives, their targets, action points and effects in tables.
#pragma once
#include "db/db.h"
#include "plans/content.h"

namespace touchstone::plans {

void add_objective(db::Write&, const PartnershipId&, const Objective&);
// False, and nothing changes, when someone else saved after this one's version was shown. So it is below, too.
[[nodiscard]] bool save_objective(db::Write&, const PartnershipId&, const Objective&);

void add_target(db::Write&, const PartnershipId&, const ObjectiveId&, const Target&);
[[nodiscard]] bool save_target(db::Write&, const PartnershipId&, const Target&);
void add_value(db::Write&, const PartnershipId&, const TargetId&, const Value&);
void add_effect(db::Write&, const PartnershipId&, const ObjectiveId&, const Effect&);

void add_action(db::Write&, const PartnershipId&, const ActionPoint&);
[[nodiscard]] bool save_action(db::Write&, const PartnershipId&, const ActionPoint&);
void add_milestone(db::Write&, const PartnershipId&, const ActionId&, const Milestone&);
// False when there is no such milestone, or it has been reached.
[[nodiscard]] bool reach_milestone(db::Write&, const PartnershipId&, const ActionId&, const MilestoneId&, Instant now);

}  // namespace touchstone::plans
