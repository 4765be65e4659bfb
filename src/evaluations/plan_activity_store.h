#pragma once
#include <vector>

#include "db/db.h"
#include "evaluations/plan_activity.h"

namespace touchstone::evaluations {

// In the order in which they were proposed; one statement.
std::vector<PlanActivity> list_activities(db::Read&, const PartnershipId&, const EvaluationId&);
void add_activity(db::Write&, const PartnershipId&, const EvaluationId&, const PlanActivity&);
// False when there is none.
[[nodiscard]] bool save_state(db::Write&, const PartnershipId&, const EvaluationId&, const ActivityId&, ActivityState);

}  // namespace touchstone::evaluations
