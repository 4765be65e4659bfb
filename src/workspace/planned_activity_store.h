#pragma once
#include <vector>

#include "db/db.h"
#include "db/only.h"
#include "evaluations/sharing_store.h"
#include "workspace/planned_activity.h"

namespace touchstone::workspace {

struct Planning {
    std::vector<ProposedActivity> activities;    // in the order in which they were proposed
    std::vector<evaluations::Partner> partners;  // that could do the work, by name
};
// One trip.
Planning read_planning(db::Read&, const PartnershipId&, const EvaluationId&, const db::Only& partners = {});
void add_activity(db::Write&, const By&, const EvaluationId&, const ProposedActivity&);
void save_state(db::Write&, const By&, const EvaluationId&, const ProposedActivity& before, ActivityState);

}  // namespace touchstone::workspace
