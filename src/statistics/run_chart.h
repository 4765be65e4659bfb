// Runs about the median: Anhøj & Olesen (2014), PLoS ONE 9:e113825. Points on the median are not useful: they neither break a run nor
// lengthen it.
#pragma once
#include <optional>
#include <vector>

namespace touchstone::statistics {

// Throws std::invalid_argument for no values.
[[nodiscard]] double median_of(std::vector<double> values);

struct Runs {
    int useful = 0;
    int longest = 0;
    int crossings = 0;
    std::vector<bool> in_too_long;  // of each value: whether it is part of a run that is too long; the median's own never are
    bool has_too_long = false;
    bool has_too_few_crossings = false;
};

// The longest run that chance explains among so many useful points: round(log₂ n) + 3 (Schilling 2012). `useful` is above 0.
[[nodiscard]] int longest_run_max(int useful);
// The fewest crossings that chance explains: the 5% quantile of the binomial distribution of n - 1 trials (Chen 2010).
[[nodiscard]] int crossings_min(int useful);

[[nodiscard]] Runs runs_about(double median, const std::vector<double>& values);

}  // namespace touchstone::statistics
