// What a proposal for the scope rests on, and what people answered.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "workspace/proposal.h"

namespace touchstone::workspace {

// Areas for improvement in the evidence that is there, in the order in which they were found.
db::Answer<std::vector<Weakness>> ask_weaknesses(db::Trip&, const Sight&, const EvaluationId&);

// What people answered to proposals, and what spoke for each.
struct ScopeAnswers {
    db::Answer<std::vector<ScopeAnswer>> answers;
    db::Answer<std::vector<std::pair<ScopeAnswerId, Because>>> reasons;
    [[nodiscard]] std::vector<ScopeAnswer> latest_first() const;
};
ScopeAnswers ask_scope_answers(db::Trip&, const Sight&, const EvaluationId&);

// What is looked at of the indicator, `now`, changes as the answer says.
void add_answer(db::Write&, const By&, const EvaluationId&, const frameworks::Framework&, const evaluations::ScopeChoice& now,
                const ScopeAnswer&);
// The answer about all that are not decisive.
void leave_out(db::Write&, const By&, const EvaluationId&, const ScopeAnswer&);

}  // namespace touchstone::workspace
