#pragma once
#include "base/permission.h"
#include "db/db.h"
#include "evaluations/evaluation.h"
#include "evidence/evidence.h"
#include "removal/standing.h"

namespace touchstone::removal {

// In two trips.
Standing find_standing(db::Read&, const PartnershipId&, const evaluations::Evaluation&, Instant now);
Standing find_standing(db::Read&, const PartnershipId&, const evidence::Evidence&);

// What stood there stays in the event. That nothing stands against it has been asked in the same transaction.
void remove_evaluation(db::Write&, const By&, const evaluations::Evaluation&);
void remove_evidence(db::Write&, const By&, const evidence::Evidence&);

}  // namespace touchstone::removal
