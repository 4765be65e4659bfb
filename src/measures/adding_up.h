// Which figures of a measure add up to which, at one time.
#pragma once
#include <string>
#include <vector>

#include "measures/observation.h"
#include "statistics/disclosure_sums.h"

namespace touchstone::measures {

// A figure by its place among the figures of statistics::Sum.
struct Standing {
    std::string series;
    Whose whose;
    Period period;
    bool is_pooled = false;
    std::size_t place = 0;
    const statistics::Told* told = nullptr;
};

inline constexpr std::size_t groups_tried = 12, sums_of_groups_max = 50;
// Everybody and each group; everybody and groups of a kind ("Boys", "Girls"; "SIMD 1" to "SIMD 5"), and of several words ("Boys · 5 to 10"
// within "Boys"); any groups whose numbers make up everybody's exactly, of twelve at most that are withheld or told. All organisations;
// all areas of a kind, and those of the country. Of a flow also all shorter periods of a kind within a longer one. Sorted, each once.
[[nodiscard]] std::vector<statistics::Sum> sums_of(const std::vector<Standing>&, bool is_flow);

}  // namespace touchstone::measures
