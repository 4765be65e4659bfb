// Numbers over time with their centre, their limits and what may be said of them. Phases before the last are paler, a break is a gap in
// everything, and so is a missing point. Where the chart is silent no point is marked, and no limits tempt to do so where the test could
// not be made at all. Data in, accessible SVG out.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "charts/axis.h"
#include "charts/figure.h"
#include "charts/plot.h"
#include "statistics/time_chart.h"

namespace touchstone::charts {

// What each point may be said to be.
using SignalWords = std::map<std::pair<statistics::Signal, statistics::Side>, std::string>;

struct OverTimeWords {
    std::string period, value, numerator, denominator, centre, lower, upper, target, signal, phase;  // heads of the table
    std::string limits, provisional, earlier;  // of the legend: limits, those that are provisional, those of earlier phases
    std::string missing;                       // of the legend: what a gap in the line is
    std::string no_value, break_at, no_points, cut_axis, table;
    SignalWords signals;
};

// Where a new phase begins, as TimeOptions::breaks says, and why.
struct Break {
    std::size_t place;
    std::string label;
};

// A day that is marked without a break: before the point at this place, or behind the last one.
struct MarkedDay {
    std::size_t place;
    std::string label;
};

struct OverTime {
    std::string id, title;  // the id is unique in the page
    std::string sentence;   // what may be said of it, or why nothing is
    Measure measure;
    statistics::Series series;
    statistics::TimeChart chart;  // of this series; without points where the series has none
    std::vector<Break> breaks;
    std::vector<std::optional<double>> target;  // where it should be at each point; empty where nobody said
    OverTimeWords words;
    std::vector<MarkedDay> days = {};  // numbered in the picture from 1, and said in the legend
};

// Where a chart's limits are shown: not in open phases, nor where the counts are of a kind, or so small, that they do not hold.
[[nodiscard]] bool shows_limits(const OverTime&, std::size_t place);
// How exactly a value is written: one that was divided less than one that was counted or measured.
[[nodiscard]] int digits_of(const statistics::Point&);
[[nodiscard]] Axis axis_of(const OverTime&);
// All that axis_of looks at.
[[nodiscard]] std::vector<double> numbers_of(const OverTime&);

struct OverTimeLook {
    bool has_titles = false;   // each point says what it is when it is pointed at
    bool names_lines = false;  // at the right of the plot
};
// What stands within a frame of the plot's width and height. Edges are those of the plot.
[[nodiscard]] std::string over_time_drawing(const OverTime&, const Axis&, const Plot&, const OverTimeLook&);

[[nodiscard]] std::string over_time_svg(const OverTime&);
[[nodiscard]] TableText over_time_table(const OverTime&);
// Of one chart, or of several with the same words.
[[nodiscard]] std::vector<LegendEntry> over_time_legend(const std::vector<const OverTime*>&);
[[nodiscard]] web::Object over_time_figure(const OverTime&);

}  // namespace touchstone::charts
