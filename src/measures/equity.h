// Gaps between a group of people and everybody else at the same place, and how a share differs from the most to the least deprived.
#pragma once
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "measures/comparison.h"
#include "statistics/inequality.h"

namespace touchstone::measures {

// A group beside the others of the same place, which are everybody less the group; beside everybody, the group among them, where only
// results are known or the group is no part of everybody. Both are withheld where either could be told to be small from the other and
// everybody.
struct Gap {
    Period from, to;  // the same, unless several periods are counted together
    Observation group, beside;
    bool is_beside_others = false;
    std::optional<double> difference;          // the group's figure less the other, as charts take it: shares are fractions of 1
    std::optional<statistics::Bounds> bounds;  // of a difference of shares, by Newcombe's method 10 (1998); 95%

    [[nodiscard]] bool is_pooled() const { return from != to; }
};
// Of two figures of one period, as they were entered.
[[nodiscard]] Gap gap_of(const Definition&, const Observation& group, const Observation& everybody);

// Of every period that both have a figure of, in the order of time. Both lines are as they were entered.
[[nodiscard]] std::vector<Gap> gaps_of(const Definition&, const Line& group, const Line& everybody);

inline constexpr int years_pooled = 5;
// Of the latest period that both have a figure of. Where it may not be shown, counts of the periods before are added to it, one after
// another and of so many years at most, until they may be; and never so that what is withheld by itself could be had by taking away what
// is shown. A stock is not added up: that would count the same people again.
[[nodiscard]] std::optional<Gap> latest_gap(const Definition&, const Line& group, const Line& everybody);

inline constexpr int quintiles = 5;
// "1 (most deprived)", "SIMD 1", "SIMD quintile 1" and "Quintile 1" are 1, the most deprived; nothing for other groups.
[[nodiscard]] std::optional<int> quintile_of(std::string_view people);

// The slope and the relative index of inequality at the latest period, or why there are none.
struct Gradient {
    enum class Refusal { missing, no_shares, nobody_counts };
    Period period;
    std::optional<statistics::Inequality> index;
    std::optional<Refusal> refusal;
    std::vector<int> missing;  // quintiles without counts that may be shown
};
// By quintile, as they were entered; nothing where there is no figure.
[[nodiscard]] std::optional<Gradient> gradient_of(const Definition&, const std::map<int, Line>&);

}  // namespace touchstone::measures
