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
// results are known or the group is no part of everybody. All lines here are figures as they may be told (measures/disclosing.h), so that
// what one leaves of the other may be told as well; both are withheld where either is.
struct Gap {
    Period from, to;  // the same, unless several periods are counted together
    Observation group, beside;
    bool is_beside_others = false;
    std::optional<double> difference;          // the group's figure less the other, as charts take it: shares are fractions of 1
    std::optional<statistics::Bounds> bounds;  // of a difference of shares, by Newcombe's method 10 (1998); 95%

    [[nodiscard]] bool is_pooled() const { return from != to; }
};
// Of two figures of one period.
[[nodiscard]] Gap gap_of(const Definition&, const Observation& group, const Observation& everybody);

// Of every period that both have a figure of, in the order of time.
[[nodiscard]] std::vector<Gap> gaps_of(const Definition&, const Line& group, const Line& everybody);

// A group, and everybody at the same place, with what of them was counted together of several periods: from a first day to a last.
struct Beside {
    Line group, everybody;
    Line pooled_group = {}, pooled_everybody = {};
};
// Of the latest period that both have a figure of; where it is withheld, of several periods counted together that end with it.
[[nodiscard]] std::optional<Gap> latest_gap(const Definition&, const Beside&);

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
// By quintile; nothing where there is no figure.
[[nodiscard]] std::optional<Gradient> gradient_of(const Definition&, const std::map<int, Line>&);

}  // namespace touchstone::measures
