// What a measure's figures say over time: the series as statistics take it, its chart, and how a target stands to it.
#pragma once
#include <optional>
#include <vector>

#include "measures/observation.h"
#include "statistics/time_chart.h"

namespace touchstone::measures {

// Figures in the order of time, of one series. Shares are fractions of 1, rates are in their own unit ("per 1,000"), and all else is as it
// was entered.
struct OverTime {
    statistics::Series series;
    statistics::TimeChart chart;
    std::vector<std::size_t> breaks;  // places in the series, ascending, each with the break that is there
    std::vector<Break> why;
    std::vector<std::optional<double>> target;  // at each point; empty where nobody set one
};
[[nodiscard]] OverTime over_time(const Definition&, const std::vector<Observation>&, const std::vector<Break>&, const std::vector<Target>&);

// Whether any figure of it can be shown.
[[nodiscard]] bool tells_something(const OverTime&);

// A number in the measure's unit, as charts take it; per cent as a fraction.
[[nodiscard]] double in_chart(const Definition&, double);

// Where a target lies beside what chance explains now (NHS England, Making Data Count: assurance): met or missed whatever chance does, or
// met and missed by luck. Nothing where the latest limits bear no statement, or nobody said which way is better.
enum class Standing { will_be_met, will_be_missed, by_luck };
[[nodiscard]] const Names<Standing>& standings();
[[nodiscard]] std::optional<Standing> standing_of(const Definition&, const OverTime&, const Target&);

// A new centre and new limits are made from what follows a day: refused where fewer than nine figures with a value do.
inline constexpr int points_for_new_limits = 9;
[[nodiscard]] int values_from(const Definition&, const std::vector<Observation>&, Date);

}  // namespace touchstone::measures
