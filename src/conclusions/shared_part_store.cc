#include "conclusions/shared_part_store.h"

#include "conclusions/conclusion_store.h"
#include "judging/judgement_store.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;

SharedPart read_shared(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation, Extent extent) {
    SharedPart part;
    db::Trip trip(db);
    const auto judgements = ask_judgements(trip, partnership, evaluation);
    const auto conclusions = ask_conclusions(trip, partnership, evaluation);
    trip.go();
    if (extent >= Extent::levels)
        for (const auto& [judgement, _] : *judgements) {
            part.levels[judgement.indicator] = static_cast<int>(judgement.level);
            part.caveats[judgement.indicator] = judgement.caveat;
            part.confidences.emplace(judgement.indicator, judgement.confidence);
        }
    if (extent >= Extent::summary)
        for (const auto& [conclusion, _] : *conclusions)
            part.conclusions[text_of(conclusion.part)] = {conclusion.statement, conclusion.caveat};
    return part;
}

}  // namespace touchstone::conclusions
