// How sure an agreement statistic is, and when to read it with caution.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "statistics/agreement.h"

namespace touchstone::statistics {

struct Interval {
    double low, high;
    int resamples;
    int undefined;  // resamples that the statistic is absent for: they are left out
};

using Statistic = std::function<std::optional<double>(const Ratings&)>;

// The 95% percentile bootstrap interval (Efron & Tibshirani 1993, ch. 13): items that anybody judged are drawn with replacement,
// each with all its judgements. Percentiles interpolate linearly between ordered values. The same items in any order and the same
// seed give the same interval, on every machine (but for rounding). Absent when the ratings have no value, or no resample has.
[[nodiscard]] std::optional<Interval> bootstrap(const Ratings&, const Statistic&, int resamples, std::uint64_t seed);

// Keys of sentences that say why not to lean on the figures, the gravest first:
// no item is compared (then nothing else is said); fewer than 10 items are; some judged item is not; all compared values are one
// level, or 8 in 10 are; the interval is wider than 0.4; more than 1 in 20 of its resamples are undefined.
[[nodiscard]] std::vector<std::string> cautions(const Ratings&, const std::optional<Interval>&);

}  // namespace touchstone::statistics
