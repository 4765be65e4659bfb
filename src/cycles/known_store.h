// What is known already of the services that an evaluation looks at: where a scope starts from (part 3.4).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "evaluations/evaluation.h"
#include "evidence/evidence.h"
#include "measures/reading.h"
#include "plans/action.h"

namespace touchstone::cycles {

// An earlier or other evaluation of the same services, or of services above or below them.
struct KnownEvaluation {
    EvaluationId id;
    std::string title, owner_name;
    evaluations::Kind kind = evaluations::Kind::self_evaluation;
    Date from{}, to{};
    bool is_finished = false;
    bool shows_levels = false;
    bool is_of_another = false;         // framework: its levels say nothing about these indicators
    std::map<std::string, int> levels;  // as people awarded them, by indicator
};
struct KnownItem {
    evidence::Evidence item;  // id, title, source, period, security
    bool is_used = false;     // by the evaluation itself
};
// An open action point of a plan that draws on one of them.
struct KnownAction {
    plans::ActionId id;
    std::string title, plan_title, lead_name;
    std::optional<Date> due;
    plans::ActionState state = plans::ActionState::not_started;
};
// What such a plan measures, with the latest value.
struct KnownMeasure {
    plans::ObjectiveId objective;
    std::string measure, unit, baseline, latest, aim;  // `baseline` and `latest` are empty where they are not known
    std::optional<Date> measured_on;
    measures::MeasureId read_from = {};
};
// A measure on a theme of the evaluation's framework.
struct KnownReading {
    measures::Reading reading;
    bool is_evidence = false;  // it was made into an item that is there
    bool is_used = false;      // by the evaluation itself
};
struct KnownBefore {
    std::vector<KnownEvaluation> evaluations;  // the latest first
    std::vector<KnownItem> items;              // about the services, or used by those evaluations; the latest first
    std::vector<KnownAction> actions;          // by the day on which they are due
    std::vector<KnownMeasure> measures;
    std::vector<KnownReading> readings;  // by title
};
// As far as it is there for the one who looks; one trip.
KnownBefore read_known(db::Read&, const Sight&, const EvaluationId&);

}  // namespace touchstone::cycles
