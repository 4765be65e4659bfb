// What a proposal for the scope rests on, and what people answered.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "evaluations/proposal.h"

namespace touchstone::evaluations {

// Selects for the workspace's statement: areas for improvement in the evidence that is there, and answers with what spoke for them.
[[nodiscard]] const std::string& proposal_parts();
// False where the row is of another part. Rows come in the order of their ids.
bool read_proposal_part(std::vector<Weakness>&, std::vector<ScopeAnswer>& latest_first, const db::Row&);

void add_answer(db::Write&, const PartnershipId&, const EvaluationId&, const ScopeAnswer&);

}  // namespace touchstone::evaluations
