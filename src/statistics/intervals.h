// How far a proportion, a count or a difference of two proportions is known. `coverage` is 0.95 or 0.998, say. Counts are whole numbers,
// none negative, no part above its whole, no whole 0: else std::invalid_argument.
#pragma once

namespace touchstone::statistics {

struct Bounds {
    double lower, upper;
};

// Wilson (1927): (2x + z² ± z·√(z² + 4x(1 - p))) / (2(n + z²))
[[nodiscard]] Bounds wilson(double part, double whole, double coverage);

// Clopper & Pearson (1934), exact: quantiles of the beta distribution.
[[nodiscard]] Bounds exact_proportion(double part, double whole, double coverage);

// A count of events, exact (Garwood 1936): quantiles of χ², halved. The lower bound of 0 events is 0.
[[nodiscard]] Bounds exact_count(double events, double coverage);

// The same by Byar's formula (Breslow & Day 1987, p. 69), good from 10 events on: O(1 - 1/(9O) - z/(3√O))³ and
// (O+1)(1 - 1/(9(O+1)) + z/(3√(O+1)))³. The lower bound is 0 where that would be below, and for 0 events.
[[nodiscard]] Bounds byar(double events, double coverage);

// Exact below 10 events, Byar from there on.
[[nodiscard]] Bounds count_bounds(double events, double coverage);

// part/whole - other_part/other_whole by Newcombe's method 10 (1998), from Wilson's bounds of both.
[[nodiscard]] Bounds newcombe(double part, double whole, double other_part, double other_whole, double coverage);

// How many records to read of so many, to know a share to within ± half_width with 95% coverage: ⌈n₀ / (1 + (n₀ - 1)/N)⌉ with
// n₀ = z²p(1 - p)/half_width² (Cochran 1977, ch. 4). `share` is what is expected; 0.5 asks for most.
[[nodiscard]] double sample_size(double population, double half_width, double share = 0.5);

}  // namespace touchstone::statistics
