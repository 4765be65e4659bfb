// What is known already of the services that an evaluation looks at: where a scope starts from (part 3.4).
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "evaluations/evaluation.h"
#include "evaluations/evidence.h"

namespace touchstone::evaluations {

// An earlier or other evaluation of the same services, or of services above or below them.
struct KnownEvaluation {
    EvaluationId id;
    std::string title, owner_name;
    Kind kind = Kind::self_evaluation;
    Date from{}, to{};
    bool is_finished = false;
    bool shows_levels = false;
    std::map<std::string, int> levels;  // as people awarded them, by indicator
};
struct KnownItem {
    Evidence item;         // id, title, source, period, security
    bool is_used = false;  // by the evaluation itself
};
struct KnownBefore {
    std::vector<KnownEvaluation> evaluations;  // the latest first
    std::vector<KnownItem> items;              // about the services, or used by those evaluations; the latest first
};
// As far as it is there for the one who looks; one statement.
KnownBefore read_known(db::Read&, const Sight&, const EvaluationId&);

}  // namespace touchstone::evaluations
