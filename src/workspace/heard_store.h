#pragma once
#include <vector>

#include "evidence/evidence_used_store.h"
#include "workspace/heard.h"

namespace touchstone::workspace {

struct HeardFacts {
    std::vector<Trace> stakeholders;  // whose view it is
    std::vector<Trace> children;      // whom it speaks about
    std::vector<evidence::NotShared> not_shared;
};
// Of what the evaluation uses and the one who looks may see; one trip.
HeardFacts read_heard(db::Read&, const Sight&, const EvaluationId&);

}  // namespace touchstone::workspace
