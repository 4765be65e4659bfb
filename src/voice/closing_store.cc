#include "voice/closing_store.h"

#include "voice/ballot_store.h"
#include "voice/results.h"
#include "voice/wave_store.h"

namespace touchstone::voice {

bool close_wave(db::Write& db, const By& by, const Wave& before, const Wave& closed) {
    if (!save_wave(db, by, "closed_wave", before, closed)) return false;
    open_ballots(db, by.partnership, closed, by.at);
    keep_results(db, by.partnership, closed.id,
                 shown(closed, read_counts(db, by.partnership, closed.id), count_answers(db, by.partnership, closed.id)));
    return true;
}

}  // namespace touchstone::voice
