// What of waves and walls waits for somebody: words that they read first, or that nobody has read in time; codes that nobody has used; and
// waves whose last day is over.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "voice/wave.h"

namespace touchstone::voice {

// A wave in which words wait to be read first. When they came is known to the day and no finer, so "late" is: before today.
struct WordsWaiting {
    WaveId wave;
    bool is_wall = false;
    std::string title;
    int texts = 0;            // all that wait
    int late = 0;             // of those
    bool reads_them = false;  // the one who looks is the reader or the deputy; else leads for the owner and is told of late ones only
};
// `leads` is what the one who looks leads: evaluations::sight_of_ability with Ability::lead.
db::Answer<std::vector<WordsWaiting>> ask_words_waiting(db::Trip&, const Sight& leads, Date today);

// A wave to close, told to whoever published it and who leads for its owner; or one on whose day somebody who handed out its codes is told
// how many have not been used. Which, nobody knows.
struct WaveWaiting {
    WaveId wave;
    bool is_wall = false, is_over = false;
    std::string title;
    Date reminds{}, closes{};  // the day of the reminder, where it is not over
    int codes = 0, unused = 0;
    bool may_count = false;  // of fewer codes than the smallest number shown, no number is told
};
db::Answer<std::vector<WaveWaiting>> ask_waves_waiting(db::Trip&, const Sight&, const Sight& leads, Date today);

}  // namespace touchstone::voice
