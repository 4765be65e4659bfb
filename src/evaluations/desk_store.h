// What the indicator desk shows beside the framework's own words: scope, judgement and findings, in one statement.
#pragma once
#include <optional>
#include <vector>

#include "evaluations/evaluation_store.h"
#include "evaluations/evidence_store.h"
#include "evaluations/judgement_store.h"
#include "evaluations/scope.h"

namespace touchstone::evaluations {

struct DeskFacts {
    std::optional<ScopeChoice> choice;
    std::optional<Judged> judged;
    std::vector<OnTheme> findings;      // in the order of theme and source
    std::vector<NotShared> not_shared;  // items that speak about this indicator
};
DeskFacts read_desk(db::Read&, const Sight&, const EvaluationId&, const std::string& indicator);

}  // namespace touchstone::evaluations
