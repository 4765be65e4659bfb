// How a share differs between groups from the most to the least deprived, as Public Health Scotland computes it.
#pragma once
#include <optional>
#include <vector>

#include "statistics/intervals.h"

namespace touchstone::statistics {

// One group, with how many people it has and how many of them count.
struct RankedGroup {
    double people;
    double part;
};

// Shares as fractions. The signs are those of Public Health Scotland: above 0 where the share is higher the more deprived a group is.
struct Inequality {
    double slope_index;     // minus the slope of the share over the rank, from 0 (most deprived) to 1, each group at its middle
    Bounds slope_bounds;    // 95%, by Student's t with two degrees of freedom fewer than there are groups
    double relative_index;  // the slope index over the mean
    double mean;            // of all people
    double intercept;       // of the line, at rank 0
    double absolute_range;  // most minus least deprived
    double relative_range;  // most over least deprived; infinite where the least deprived share is 0
    double attributable;    // by how much of the mean all would differ if all had the share of the least deprived
};

// From the most deprived to the least. The line is fitted with each group's people as its weight, which is the regression on √people
// without intercept. Absent where a group is missing (nobody in it), where there are fewer than 3, or where the mean is 0: a line through
// the others would be of another population. Throws std::invalid_argument for a part below 0 or above its people.
[[nodiscard]] std::optional<Inequality> inequality(const std::vector<RankedGroup>&);

}  // namespace touchstone::statistics
