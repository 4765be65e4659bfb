// What a chart says on the console: as JSON for programs, as a table with its sentences for people.
#pragma once
#include <string>
#include <vector>

#include "charts/statistics_words.h"

namespace touchstone::app {

using charts::Better;

// {"centre", "lower", "upper", "points": [{"period", "value", "centre", "lower", "upper", "signal"}], "silent": null or {"reason",
// "words"}, "provisional", "words"}. Above the points: the centre of the last phase, and the limits of its last point that is there. What
// there is not is null. The breaks are those of the chart's options.
[[nodiscard]] std::string as_json(const statistics::Series&, const statistics::TimeChart&, const std::vector<std::size_t>& breaks, Better);
// The same with "unit" in place of "period", and "lower95", "upper95", "lower998", "upper998".
[[nodiscard]] std::string as_json(const statistics::Series&, const statistics::Funnel&, Better);

[[nodiscard]] std::string as_table(const statistics::Series&, const statistics::TimeChart&, Better);
[[nodiscard]] std::string as_table(const statistics::Series&, const statistics::Funnel&, Better);

}  // namespace touchstone::app
