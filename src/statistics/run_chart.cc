#include "statistics/run_chart.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "statistics/distributions.h"

namespace touchstone::statistics {

double median_of(std::vector<double> values) {
    if (values.empty()) throw std::invalid_argument("no values");
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : std::midpoint(values[middle - 1], values[middle]);
}

int longest_run_max(int useful) { return static_cast<int>(std::lround(std::log2(useful))) + 3; }

int crossings_min(int useful) { return useful < 2 ? 0 : static_cast<int>(binomial_quantile(0.05, useful - 1, 0.5)); }

Runs runs_about(double median, const std::vector<double>& values) {
    std::vector<std::vector<std::size_t>> runs;  // places of their values
    Runs found;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] == median) continue;
        ++found.useful;
        if (runs.empty() || (values[runs.back().front()] > median) != (values[i] > median)) runs.emplace_back();
        runs.back().push_back(i);
        found.longest = std::max(found.longest, static_cast<int>(runs.back().size()));
    }
    found.in_too_long.resize(values.size());
    if (found.useful == 0) return found;
    found.crossings = static_cast<int>(runs.size()) - 1;
    found.has_too_few_crossings = found.crossings < crossings_min(found.useful);
    for (const auto& run : runs)
        if (static_cast<int>(run.size()) > longest_run_max(found.useful)) {
            found.has_too_long = true;
            for (const auto place : run) found.in_too_long[place] = true;
        }
    return found;
}

}  // namespace touchstone::statistics
