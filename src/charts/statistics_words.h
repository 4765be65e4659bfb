// What charts and funnels say in words, and the words that their pictures need. No word says more than the test shows, and none which
// direction is good unless somebody said so.
#pragma once
#include <string>

#include "charts/dumbbell.h"
#include "charts/funnel_picture.h"
#include "charts/over_time.h"
#include "charts/small_multiples.h"

namespace touchstone::charts {

enum class Better { neither, higher, lower };

// What is said of the points, or why nothing is.
[[nodiscard]] std::string sentence_of(const statistics::TimeChart&, Better);
[[nodiscard]] std::string sentence_of(const statistics::Funnel&, Better);

[[nodiscard]] SignalWords signal_words();

// Each a start: whoever knows better words for the number and for what stands behind it puts them in. A funnel whose limits allow for more
// spread than chance speaks of that spread.
[[nodiscard]] OverTimeWords over_time_words(statistics::Kind);
[[nodiscard]] FunnelWords funnel_words(statistics::FunnelKind, const statistics::Funnel&);
[[nodiscard]] MultiplesWords multiples_words();
// "first" and "second" are left open: the two groups' names.
[[nodiscard]] DumbbellWords dumbbell_words(const Measure&);

}  // namespace touchstone::charts
