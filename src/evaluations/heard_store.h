#pragma once
#include <vector>

#include "evaluations/evidence_used_store.h"
#include "evaluations/heard.h"

namespace touchstone::evaluations {

struct HeardFacts {
    std::vector<Trace> stakeholders;  // whose view it is
    std::vector<Trace> children;      // whom it speaks about
    std::vector<NotShared> not_shared;
};
// Of what the evaluation uses and the one who looks may see; one trip.
HeardFacts read_heard(db::Read&, const Sight&, const EvaluationId&);

}  // namespace touchstone::evaluations
