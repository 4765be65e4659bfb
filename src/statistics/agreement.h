// How far several evaluators agree who judge the same items on one scale. Only agreement: nothing here computes or suggests a level.
// What each statistic means, and how to read it, is in docs/statistics.md. All are pure functions of the ratings.
//
// An item is compared when at least two evaluators judged it. Each statistic is absent when no item is compared; where it can be
// absent otherwise, that is said beside it. All are 1 when everybody agrees on each compared item.
#pragma once
#include <optional>
#include <vector>

namespace touchstone::statistics {

// Row: an item; column: an evaluator, the same one in each row; value: a level from 1 to `levels`, or none when not judged.
// Every function throws std::invalid_argument for fewer than 2 levels, a level off the scale, or rows of different lengths.
struct Ratings {
    int levels;
    std::vector<std::vector<std::optional<int>>> by_item;
};

// How much agreement two levels count for, from 1 (equal) to 0 (the ends of the scale; with identity all that differ).
// With d levels between them and m between the ends: linear 1 - d/m; ordinal 1 - d(d+1)/(m(m+1)); quadratic 1 - d²/m².
enum class Weighting { identity, linear, ordinal, quadratic };

// How far apart two levels count as, squared. Ordinal: by how many values lie between them, so it takes no distances for granted.
enum class Metric { nominal, ordinal, interval };

[[nodiscard]] int compared_items(const Ratings&);

// The share of pairs of evaluators on an item who chose the same level, as the mean over compared items: p_a in Gwet (2014).
[[nodiscard]] std::optional<double> exact_agreement(const Ratings&);

// The same for levels that are equal or neighbours.
[[nodiscard]] std::optional<double> agreement_within_one(const Ratings&);

// Cohen's weighted kappa (1968) over the items that both judged: 1 - Σ v·o / Σ v·e, with v = 1 - weight, o the share of items with
// each pair of levels and e the product of the two evaluators' shares. Absent unless there are exactly two columns, and when both
// chose one and the same level throughout (Σ v·e = 0).
[[nodiscard]] std::optional<double> cohen_kappa(const Ratings&, Weighting);

// Krippendorff's alpha (2011): 1 - observed/expected disagreement over the compared items, for any number of evaluators.
// Observed: Σ over items of Σ_c<k n_uc·n_uk·δ²/(m_u - 1); expected: Σ_c<k n_c·n_k·δ²/(n - 1), with n_uc values c among the m_u of
// item u, and n_c among all n. Absent when all compared values are the same level (expected disagreement 0).
[[nodiscard]] std::optional<double> krippendorff_alpha(const Ratings&, Metric);

// Gwet's AC2 (2014; AC1 with identity weights): (p_a - p_e)/(1 - p_e), with p_a the weighted agreement of pairs as the mean
// over compared items and p_e = T/(q(q-1)) · Σ π_k(1 - π_k), T the sum of all weights, q the levels of the scale, used or not, and
// π_k the mean share of level k over the items that anybody judged.
[[nodiscard]] std::optional<double> gwet_ac(const Ratings&, Weighting);

}  // namespace touchstone::statistics
