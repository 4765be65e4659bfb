// A funnel: the units of one moment, each against what chance allows a unit of its size around the share of all (Spiegelhalter 2005).
#pragma once
#include <optional>
#include <vector>

#include "statistics/intervals.h"
#include "statistics/series.h"
#include "statistics/shewhart.h"
#include "statistics/silence.h"

namespace touchstone::statistics {

inline constexpr double inner_coverage = 0.95, outer_coverage = 0.998;  // of the two pairs of limits

// Exact: quantiles of the binomial distribution, over n. Over-dispersed: on the arcsine scale, with the spread between units that chance
// does not explain added. Score: p ± z√(p(1 - p)/n), as Public Health England draws it.
enum class FunnelKind { exact, over_dispersed, score };

[[nodiscard]] Bounds exact_limits(double centre, double base, double coverage);
// sin²(asin √p ± z√(1/4n + τ²)), with the angle held between 0 and π/2.
[[nodiscard]] Bounds arcsine_limits(double centre, double base, double coverage, double tau2);
[[nodiscard]] Bounds score_limits(double centre, double base, double coverage);
// Of observed over expected events, exact Poisson: quantiles of χ² over twice the expected. `expected` is above 0.
[[nodiscard]] Bounds ratio_limits(double expected, double coverage);

// Those of the kind around a centre, which they fall on where it is 0 or 1. `tau2` matters to over-dispersed limits only.
[[nodiscard]] Bounds funnel_limits(FunnelKind, double centre, double base, double coverage, double tau2);

// z of each unit on the arcsine scale, (asin √pᵢ - asin √p)·2√nᵢ, drawn in to their 10% and 90% quantiles; φ, the mean of their
// squares; and by DerSimonian & Laird τ² = (Nφ - (N - 1)) / (Σw - Σw²/Σw) with w = 4nᵢ, or 0 where Nφ < N - 1.
struct Dispersion {
    std::vector<double> scores, drawn_in;
    double phi, tau2;
};
// Of points that are quotients; throws std::invalid_argument for fewer than 2.
[[nodiscard]] Dispersion dispersion_of(const Series& present, double centre);

struct FunnelPoint {
    std::optional<double> lower95, upper95, lower998, upper998;  // absent for a missing unit
    Said said;                                                   // outside the limits of 99.8%
};

struct Funnel {
    std::optional<double> centre;  // the share of all; absent where all units are missing
    double tau2 = 0;               // that its limits were made with
    std::vector<FunnelPoint> points;
    std::optional<Silence> silence;
};

// The reasons to be silent, the first that holds: a unit's base is too small; too few units, 5 or 10 for over-dispersed limits; none or all
// of everything counts; n·p(1 - p) below 5 in some unit, where limits are not exact. Throws std::invalid_argument where points are no
// shares.
[[nodiscard]] Funnel funnel_of(FunnelKind, const Series&, double smallest_base = default_smallest_base);

}  // namespace touchstone::statistics
