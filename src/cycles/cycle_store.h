// The last evaluation and the one that goes on from it, side by side, on one trip.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "cycles/cycle.h"
#include "db/db.h"
#include "measures/reading.h"

namespace touchstone::cycles {

// A plan that draws on one of the two: how far it has come since.
struct PlanSince {
    plans::PlanId id;
    std::string title;
    OrganisationId owner;
    bool draws_on_last = false, draws_on_now = false;
    int done = 0, open = 0, overdue = 0, dropped = 0;       // action points
    int shown = 0, not_shown = 0, effect_not_yet_said = 0;  // objectives, by the latest that was said of their effect
};
// Confidence that people stated last time, in a part of the capacity for improvement.
struct Stated {
    conclusions::Part part;
    judging::Confidence confidence;
    std::string statement, caveat;
};
struct Since {
    EvaluationId last_id;    // empty: the first one
    std::string last_title;  // empty where it is not shared
    Date last_from{}, last_to{};
    Extent last_extent = Extent::nothing;
    Side last, now;
    std::vector<Stated> stated;
    std::vector<conclusions::ContextFactor> factors;  // as they stood last time
    std::vector<PlanSince> plans;
    std::vector<Weighed> weighed;
    std::vector<measures::Reading> readings;  // of measures on the framework's themes, by title
};
// As far as it is there for the one who looks. `day` is today.
Since read_since(db::Read&, const Sight&, const EvaluationId&, Date day);

// False, and nothing changes, when someone else wrote after this one's version was shown.
[[nodiscard]] bool record_weighed(db::Write&, const By&, const EvaluationId&, const Weighed* before, const Weighed& after);
// Adds the next evaluation, which looks at what the last one looked at, with what comes along: the chosen evidence, what was decided on
// conflicts, and the plans that draw on it, too.
void go_on(db::Write&, const By&, const Evaluation& last, const Next&);

}  // namespace touchstone::cycles
