// What an evaluation looks at, in tables.
#pragma once
#include <string>
#include <vector>

#include "db/trip.h"
#include "evaluations/scope.h"

namespace touchstone::evaluations {

// Of all indicators that somebody has chosen about, in their order, or of one.
db::Answer<std::vector<ScopeChoice>> ask_scope(db::Trip&, const PartnershipId&, const EvaluationId&, const std::string& indicator = {});
std::vector<ScopeChoice> list_scope(db::Read&, const PartnershipId&, const EvaluationId&);
// What is not named stays as it is.
void replace_scope(db::Write&, const By&, const EvaluationId&, const frameworks::Framework&, const std::vector<ScopeChoice>& before,
                   const std::vector<ScopeChoice>& after);
// Rows alone, for a verb that says in the history why the scope changes.
void write_scope(db::Write&, const PartnershipId&, const EvaluationId&, const std::vector<ScopeChoice>&);

}  // namespace touchstone::evaluations
