// The register of conflicts: findings that contradict each other, and what people made of them.
#pragma once
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "judging/conflict.h"

namespace touchstone::judging {

// On all conflicts of the evaluation, by theme, or on those of one indicator.
db::Answer<std::vector<Decision>> ask_decisions(db::Trip&, const PartnershipId&, const EvaluationId&, const std::string& indicator = {});
std::vector<Decision> list_decisions(db::Read&, const PartnershipId&, const EvaluationId&);
// False, and nothing changes, when somebody else decided after this one's version was shown. `before` is null for the first one.
[[nodiscard]] bool record_decision(db::Write&, const By&, const EvaluationId&, const Decision* before, const Decision& after);

// Rows alone, for a verb that says in the history how an evaluation goes on: what was decided on conflicts still holds in the next
// evaluation, until a finding comes that the decision did not weigh.
void carry_decisions(db::Write&, const PartnershipId&, const EvaluationId& last, const EvaluationId& next);
// What was decided on themes that are not in this framework goes. Before the scope is made to fit.
void fit_decisions(db::Write&, const PartnershipId&, const EvaluationId&, const frameworks::Framework&);

}  // namespace touchstone::judging
