// Evaluations in a list.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "db/only.h"
#include "db/trip.h"
#include "evaluations/evaluation.h"

namespace touchstone::workspace {

// An evaluation in a list: how far people have come.
struct EvaluationSummary {
    evaluations::Evaluation evaluation;  // without its services
    std::string created_by_name;
    Extent extent = Extent::nothing;
    int in_scope = 0, judged = 0, evidence = 0;  // 0 where they are not shared
    int to_judge_alone = 0;                      // indicators that the one who looks has not judged alone, where that is how it is done
};
// Those that are there for the one who looks, the latest first.
db::Answer<std::vector<EvaluationSummary>> ask_evaluations(db::Trip&, const Sight&, const db::Only& = {});
std::vector<EvaluationSummary> list_evaluations(db::Read&, const Sight&, const db::Only& = {});

}  // namespace touchstone::workspace
