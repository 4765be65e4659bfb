// Control charts (Shewhart 1931): a centre, limits that chance stays within, and what may be said of points. Values are those that are
// there, in their order.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "statistics/series.h"

namespace touchstone::statistics {

// Of charts over time: runs about a median (run_chart.h); individuals and moving ranges; shares of a whole (p) and events per exposure (u),
// each also as Laney (2002) corrects them for more or less spread than chance; counts of events over equal spans (c).
enum class Kind { run, xmr, p, p_prime, u, u_prime, c };

// What the mean moving range is multiplied by in an XmR chart. They differ in the third decimal: say which one is meant.
inline constexpr double constant_rounded = 2.66;
inline constexpr double constant_exact = 3 / 1.128;

struct ControlOptions {
    double constant = constant_rounded;
    // XmR: moving ranges of 3.267 times their mean or more are left out once (Nelson 1982, JQT 14:172), unless nothing varies without them.
    bool screens = true;
};

// How far limits lie from the centre: `reach`, or reach/√n for a point that rests on a base of n.
struct Lines {
    double centre;
    std::optional<double> reach;  // absent where there is one point only
    bool is_by_base;
    double least, most;  // that a value can be; limits are cut off there, an XmR chart's never
};

// Σ numerators / Σ denominators. Throws std::invalid_argument for a point that is no quotient.
[[nodiscard]] double overall(const Series& present);

// p, u: Σ numerators / Σ denominators, 3√(p(1 - p)/n) and 3√(u/n). Primed: that times σz. c: mean, 3√mean. XmR: mean, the constant times
// the mean moving range. Points that are all the same reach 0. Throws std::invalid_argument for no points, for points that are no
// quotients where the kind needs them, and for a run chart, which has no limits.
[[nodiscard]] Lines lines_of(Kind, const Series& present, const ControlOptions&);

struct Limits {
    std::optional<double> lower, upper;       // as they are drawn
    std::optional<double> nearest, furthest;  // the same, not cut off
};
[[nodiscard]] Limits limits_at(const Lines&, const Point&);

// Those of the phases that σz looks at: of two points or more, and not all of them 0 or all 1. Throws std::invalid_argument for a point
// that is no quotient.
[[nodiscard]] std::vector<Series> phases_with_z(std::vector<Series> phases);

// Laney's σz: the mean moving range of z = (p - p̄)/√(p̄(1 - p̄)/n), over 1.128. Phases have their own p̄, and no range goes from one to the
// next. Independent counts give about 1. Absent where nothing varies or no phase has two points.
[[nodiscard]] std::optional<double> sigma_z(const std::vector<Series>& phases);

enum class Signal { none, outside, trend, two_of_three, shift, run, crossings };
// "outside", "two_of_three" and so on; nothing for none.
[[nodiscard]] std::string_view name_of(Signal);

enum class Side { none, higher, lower };  // of the centre; for a trend, rising or falling

struct Said {
    Signal signal = Signal::none;
    Side side = Side::none;
};

// What each point may be said to be, the first that holds: outside the limits; part of 7 that strictly rise or fall; part of 2 among 3
// that lie between two thirds of the way to a limit and the limit, with all 3 on one side; part of 7 on one side of the centre. These are
// the rules of NHS England's Making Data Count.
[[nodiscard]] std::vector<Said> control_signals(const std::vector<double>& values, double centre, const std::vector<Limits>&);

}  // namespace touchstone::statistics
