#pragma once
#include <map>
#include <string>
#include <vector>

#include "db/db.h"
#include "evaluations/evaluation_store.h"
#include "evidence/evidence_store.h"

namespace touchstone::judging {

struct OverThemes {
    std::map<std::string, frameworks::Depth> scope;  // by indicator
    std::vector<evidence::OnTheme> findings;         // in the order of indicator, theme and source
    std::vector<evidence::NotShared> not_shared;
};
// Of everything that the evaluation uses and the one who looks may see; one trip.
OverThemes read_over_themes(db::Read&, const Sight&, const EvaluationId&);

}  // namespace touchstone::judging
