// How what a measure says is spoken of and drawn, on whatever page reads it.
#pragma once
#include <string>
#include <vector>

#include "charts/over_time.h"
#include "measures/reading.h"
#include "web/data.h"

namespace touchstone::measures {

// "Attendance", or "Fife: Attendance".
[[nodiscard]] std::string title_of(const Reading&);
// "88.4% (May 2026)"; that there is none.
[[nodiscard]] std::string latest_in_words(const Reading&);
// What its chart says, or why it says nothing.
[[nodiscard]] std::string sentence_of(const Reading&);
// "Attendance is lower than chance explains since May 2026": with no better or worse.
[[nodiscard]] std::string said_in_words(const Reading&, const SaidNow&);
// "Attendance misses 95% by 30 June 2027, whatever chance does."
[[nodiscard]] std::string missed_in_words(const Reading&, const Target&);
// How a wanted number stands to the latest limits; of a silent chart, why.
[[nodiscard]] std::string verdict_in_words(const Reading&, Verdict);
[[nodiscard]] charts::OverTime drawn(const std::string& id, const Reading&);
// The first of those that have figures, as small pictures; or false.
[[nodiscard]] web::Data small_pictures(const std::string& id, const std::vector<Reading>&);

}  // namespace touchstone::measures
