// Places side by side: the figures of one measure, of several areas or organisations. They are never ranked. See docs/measures.md.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "measures/observation.h"
#include "statistics/series.h"

namespace touchstone::measures {

using Line = std::vector<Observation>;  // in the order of time

struct Place {
    std::string series, name;
    Line line;  // of everybody there, as it may be shown
};

// Nothing where there is no figure of the period, or no value.
[[nodiscard]] const Observation* value_at(const Line&, const Period&);

// Of which any of them has a value, the latest first.
[[nodiscard]] std::vector<Period> periods_of(const std::vector<Place>&);
// The latest of which more than half of them have a value; where there is none, the latest of which any has.
[[nodiscard]] std::optional<Period> compared_at(const std::vector<Place>&);

// The figures of one period, each with its place's name: quotients where counts are known, else the result in the measure's unit. One
// without a value is missing.
[[nodiscard]] statistics::Series units_at(const std::vector<Place>&, const Period&);

// Counts of several places added up, so that a large place weighs more than a small one.
struct Together {
    int places = 0;
    Line line;  // of the periods of which more than half of all have counts
};
// Of those that have counts in each of these periods: else the line would move when a place joins or leaves. Nothing for fewer than two.
[[nodiscard]] Together together(const std::vector<Place>&);

}  // namespace touchstone::measures
