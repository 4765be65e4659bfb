// The register of conflicts: findings that contradict each other, and what people made of them.
#pragma once
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "evaluations/conflict.h"

namespace touchstone::evaluations {

// On all conflicts of the evaluation, by theme, or on those of one indicator.
db::Answer<std::vector<Decision>> ask_decisions(db::Trip&, const PartnershipId&, const EvaluationId&, const std::string& indicator = {});
std::vector<Decision> list_decisions(db::Read&, const PartnershipId&, const EvaluationId&);
// False, and nothing changes, when somebody else decided after this one's version was shown.
[[nodiscard]] bool record_decision(db::Write&, const PartnershipId&, const EvaluationId&, const Decision&);

}  // namespace touchstone::evaluations
