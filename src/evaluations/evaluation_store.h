// Evaluations and their scope in tables. Every query names the partnership: another partnership's evaluation is not there.
#pragma once
#include <optional>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "db/only.h"
#include "db/words.h"
#include "evaluations/evaluation.h"
#include "evaluations/scope_store.h"
#include "evaluations/sharing_store.h"

namespace touchstone::evaluations {

std::optional<Evaluation> find_evaluation(db::Read&, const PartnershipId&, const EvaluationId&);

// What a new evaluation may be set up under.
struct ParentCandidate {
    Related evaluation;
    EvaluationId parent;
    Seen seen;
};
// At a level that others may be set under, seen or not; the latest first.
db::Answer<std::vector<ParentCandidate>> ask_parents(db::Trip&, const Sight&, const db::Only& = {});

// Those that are there for the one who looks, whose titles hold all the words: the latest first, so many at most.
struct FoundEvaluations {
    std::vector<Evaluation> latest;  // without their services
    int total = 0;
};
db::Answer<FoundEvaluations> ask_evaluations_titled(db::Trip&, const Sight&, const db::Words&, int most);

void add_evaluation(db::Write&, const By&, const Evaluation&);
// Sets it up differently, finishes it or opens it again. False, and nothing changes, when someone else saved after this one's version was
// shown.
[[nodiscard]] bool save_evaluation(db::Write&, const By&, const Evaluation& before, const Evaluation& after);
// For what hangs on an evaluation without a version of its own. False when someone else saved after this version was shown.
[[nodiscard]] bool raise_version(db::Write&, const PartnershipId&, const EvaluationId&, int seen_version);

// Rows alone, for a verb that says in the history how an evaluation goes on: the next one, which looks at what the last one looked at.
void write_evaluation(db::Write&, const PartnershipId&, const Evaluation&);
void carry_scope(db::Write&, const PartnershipId&, const EvaluationId& last, const EvaluationId& next);
// Indicators and themes that are not in this framework leave the scope.
void fit_scope(db::Write&, const PartnershipId&, const EvaluationId&, const frameworks::Framework&);

// Of its services of which only a part of the work concerns children: name and that part, in their order.
db::Answer<std::vector<std::pair<std::string, std::string>>> ask_children_parts(db::Trip&, const PartnershipId&, const EvaluationId&);
// The names of its services, in their order.
db::Answer<std::vector<std::string>> ask_services_of(db::Trip&, const PartnershipId&, const EvaluationId&);

}  // namespace touchstone::evaluations
