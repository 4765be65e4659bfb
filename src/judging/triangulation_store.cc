#include "judging/triangulation_store.h"

#include "evaluations/scope_store.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;

OverThemes read_over_themes(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    db::Trip trip(db);
    const auto scope = ask_scope(trip, sight.partnership, evaluation);
    const auto findings = ask_on_themes(trip, sight, evaluation);
    const auto not_shared = ask_not_shared(trip, sight, evaluation);
    trip.go();
    OverThemes over{{}, std::move(*findings), std::move(*not_shared)};
    for (const auto& choice : *scope) over.scope[choice.indicator] = choice.depth;
    return over;
}

}  // namespace touchstone::judging
