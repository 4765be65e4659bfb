// Judgements that were taken back, in tables.
#pragma once
#include "db/db.h"
#include "evaluations/withdrawal.h"

namespace touchstone::evaluations {

// False, and nothing changes, when the judgement is not the one that was shown any more.
[[nodiscard]] bool withdraw_judgement(db::Write&, const PartnershipId&, const EvaluationId&, const Withdrawal&);
[[nodiscard]] bool withdraw_first_judgement(db::Write&, const PartnershipId&, const EvaluationId&, const Withdrawal&);

}  // namespace touchstone::evaluations
