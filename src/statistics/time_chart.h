// A chart over time: for each point its centre, limits and what may be said of it, or why nothing is said.
#pragma once
#include <optional>
#include <vector>

#include "statistics/series.h"
#include "statistics/shewhart.h"
#include "statistics/silence.h"

namespace touchstone::statistics {

struct TimeOptions {
    ControlOptions control;
    // Where a new phase begins, ascending, each above 0 and below the number of points. Each phase has limits of its own, and no rule looks
    // across.
    std::vector<std::size_t> breaks;
    // Limits of the first phase are made from so many first points, missing ones included; of the others from all of their points.
    std::optional<std::size_t> baseline;
    bool is_stock = false;  // the same children or services are counted again at each point
    double smallest_base = default_smallest_base;
};

// What the limits of a phase can bear: nothing is said by open ones, made from fewer than points_needed points or from points that are all
// the same; provisional ones rest on fewer than points_settled.
enum class Standing { open, provisional, settled };

struct TimePoint {
    std::optional<double> centre, lower, upper;  // a run chart has no limits, and what is missing none that depend on its base
    Said said;
    Standing standing = Standing::open;  // of its phase, whether or not the chart is silent
};

struct TimeChart {
    std::vector<TimePoint> points;  // as many as in the series
    std::optional<Silence> silence;
    std::optional<std::size_t> provisional;  // so few points does the last phase rest on, where something is said of it
    bool has_unjudged = false;               // some value stands in an open phase
    std::optional<double> sigma_z;           // where the points are shares
};

// A missing point is passed over: it has no signal, and its neighbours follow one another. Where the chart is silent no point has a signal;
// a phase that is too short or constant has none either. The reasons, the first that holds: stock is declared; a share rests on too small a
// base; the last phase rests on too few points; it has no variation; it is a run chart with too few points off the median; σz says that
// the same are counted again. Throws std::invalid_argument for no points, and for
// breaks or a baseline that are out of range.
[[nodiscard]] TimeChart time_chart(Kind, const Series&, const TimeOptions&);

}  // namespace touchstone::statistics
