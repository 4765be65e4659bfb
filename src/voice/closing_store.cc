#include "voice/closing_store.h"

#include "voice/ballot_store.h"
#include "voice/results.h"
#include "voice/wave_store.h"

namespace touchstone::voice {

bool close_wave(db::Write& db, const By& by, const Wave& before, const Wave& closed) {
    const auto* verb = closed.is_wall ? "closed_wall" : closed.tool ? "brought_in_answers" : "closed_wave";
    if (!save_wave(db, by, verb, before, closed)) return false;
    open_ballots(db, by.partnership, closed, by.at);
    // Statements came to a wall one after another: all answers are counted at all statements that stand on it in the end.
    const auto counts =
        closed.is_wall ? count(closed.content, list_answers(db, by.partnership, closed.id)) : read_counts(db, by.partnership, closed.id);
    keep_results(db, by.partnership, closed.id, shown(closed, counts, count_answers(db, by.partnership, closed.id)));
    return true;
}

}  // namespace touchstone::voice
