// Evaluations and their scope in tables. Every query names the partnership: another partnership's evaluation is not there.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "db/only.h"
#include "evaluations/evaluation.h"
#include "evaluations/scope_store.h"
#include "evaluations/sharing_store.h"

namespace touchstone::evaluations {

std::optional<Evaluation> find_evaluation(db::Read&, const PartnershipId&, const EvaluationId&);

// An evaluation in a list: how far people have come.
struct EvaluationSummary {
    Evaluation evaluation;  // without its services
    std::string created_by_name;
    Extent extent = Extent::nothing;
    int in_scope = 0, judged = 0, evidence = 0;  // 0 where they are not shared
    int to_judge_alone = 0;                      // indicators that the one who looks has not judged alone, where that is how it is done
};
// Those that are there for the one who looks, the latest first.
std::vector<EvaluationSummary> list_evaluations(db::Read&, const Sight&, const db::Only& = {});

// What a new evaluation may be set up under.
struct ParentCandidate {
    Related evaluation;
    EvaluationId parent;
    Seen seen;
};
// At a level that others may be set under, seen or not; the latest first.
db::Answer<std::vector<ParentCandidate>> ask_parents(db::Trip&, const Sight&, const db::Only& = {});

void add_evaluation(db::Write&, const PartnershipId&, const Evaluation&);
// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_evaluation(db::Write&, const PartnershipId&, const Evaluation&);

// The next one looks at what the last one looked at, and uses these of its items. What was decided on conflicts between them still holds,
// until a finding comes that the decision did not weigh.
void carry_over(db::Write&, const PartnershipId&, const EvaluationId& last, const EvaluationId& next, const std::vector<EvidenceId>&);
// Indicators and themes that are not in this framework leave the scope, and what was decided on them goes.
void fit_to_framework(db::Write&, const PartnershipId&, const EvaluationId&, const frameworks::Framework&);

// What an owner shares of an evaluation without sharing all of it.
struct SharedPart {
    std::map<std::string, int> levels;           // as judged, by indicator; empty where only the summary is shared
    std::map<std::string, std::string> caveats;  // that travel with them
    struct Concluded {
        std::string statement, caveat;
    };
    std::map<std::string, Concluded> conclusions;  // by part
};
SharedPart read_shared(db::Read&, const PartnershipId&, const EvaluationId&, Extent);

}  // namespace touchstone::evaluations
