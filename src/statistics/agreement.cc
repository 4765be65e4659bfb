#include "statistics/agreement.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace touchstone::statistics {

namespace {

// How many evaluators chose each level for an item; doubles, because they only ever enter products.
using Counts = std::vector<double>;

void require_valid(const Ratings& ratings) {
    if (ratings.levels < 2) throw std::invalid_argument("a scale has at least 2 levels");
    for (const auto& item : ratings.by_item) {
        if (item.size() != ratings.by_item.front().size()) throw std::invalid_argument("items with different numbers of evaluators");
        for (const auto& level : item)
            if (level && (*level < 1 || *level > ratings.levels)) throw std::invalid_argument("a level off the scale");
    }
}

double sum(const Counts& counts) { return std::accumulate(counts.begin(), counts.end(), 0.0); }

// Of the items with at least so many judgements.
std::vector<Counts> counted(const Ratings& ratings, int at_least) {
    require_valid(ratings);
    std::vector<Counts> result;
    for (const auto& item : ratings.by_item) {
        Counts counts(static_cast<std::size_t>(ratings.levels));
        for (const auto& level : item)
            if (level) ++counts[static_cast<std::size_t>(*level - 1)];
        if (sum(counts) >= at_least) result.push_back(counts);
    }
    return result;
}

// Levels may be counted from 0 or from 1.
double weight(Weighting weighting, int levels, int one, int other) {
    const double distance = std::abs(one - other);
    const double furthest = levels - 1;
    switch (weighting) {
        case Weighting::identity:
            return one == other ? 1 : 0;
        case Weighting::linear:
            return 1 - distance / furthest;
        case Weighting::ordinal:
            return 1 - distance * (distance + 1) / (furthest * (furthest + 1));
        case Weighting::quadratic:
            return 1 - distance * distance / (furthest * furthest);
    }
    throw std::logic_error("no such weighting");
}

// The weight of a pair of evaluators on one item, as the mean over its pairs.
template <class WeightOf>
double agreement_on(const Counts& counts, WeightOf weight_of) {
    double agreeing = 0;
    for (std::size_t one = 0; one < counts.size(); ++one)
        for (std::size_t other = 0; other < counts.size(); ++other)
            agreeing += weight_of(static_cast<int>(one), static_cast<int>(other)) * counts[one] * (counts[other] - (one == other ? 1 : 0));
    const auto judgements = sum(counts);
    return agreeing / (judgements * (judgements - 1));
}

template <class WeightOf>
std::optional<double> pairwise_agreement(const Ratings& ratings, WeightOf weight_of) {
    const auto items = counted(ratings, 2);
    if (items.empty()) return std::nullopt;
    double total = 0;
    for (const auto& item : items) total += agreement_on(item, weight_of);
    return total / static_cast<double>(items.size());
}

// Where the levels stand on a line, so that δ is the difference of two places. Ordinal: the middle of the ranks of each level's values.
std::vector<double> places(Metric metric, const Counts& chosen) {
    std::vector<double> result(chosen.size());
    double below = 0;
    for (std::size_t level = 0; level < chosen.size(); ++level) {
        result[level] = metric == Metric::ordinal ? below + chosen[level] / 2 : static_cast<double>(level);
        below += chosen[level];
    }
    return result;
}

// Σ_c<k n_c·n_k·δ²
double disagreement(const Counts& counts, Metric metric, const std::vector<double>& place) {
    double total = 0;
    for (std::size_t one = 0; one < counts.size(); ++one)
        for (std::size_t other = one + 1; other < counts.size(); ++other) {
            const auto distance = metric == Metric::nominal ? 1 : place[other] - place[one];
            total += counts[one] * counts[other] * distance * distance;
        }
    return total;
}

}  // namespace

int compared_items(const Ratings& ratings) { return static_cast<int>(counted(ratings, 2).size()); }

std::optional<double> exact_agreement(const Ratings& ratings) {
    return pairwise_agreement(ratings, [](int one, int other) { return one == other ? 1 : 0; });
}

std::optional<double> agreement_within_one(const Ratings& ratings) {
    return pairwise_agreement(ratings, [](int one, int other) { return std::abs(one - other) <= 1 ? 1 : 0; });
}

std::optional<double> cohen_kappa(const Ratings& ratings, Weighting weighting) {
    require_valid(ratings);
    if (ratings.by_item.empty() || ratings.by_item.front().size() != 2) return std::nullopt;
    std::vector<std::pair<int, int>> both;
    for (const auto& item : ratings.by_item)
        if (item[0] && item[1]) both.emplace_back(*item[0], *item[1]);
    const auto apart = [&](int one, int other) { return 1 - weight(weighting, ratings.levels, one, other); };
    double observed = 0;
    double expected = 0;
    for (const auto& [first, second] : both) {
        observed += apart(first, second);
        for (const auto& [unused, other] : both) expected += apart(first, other);
    }
    if (expected == 0) return std::nullopt;
    return 1 - observed * static_cast<double>(both.size()) / expected;
}

std::optional<double> krippendorff_alpha(const Ratings& ratings, Metric metric) {
    const auto items = counted(ratings, 2);
    Counts chosen(static_cast<std::size_t>(ratings.levels));
    for (const auto& item : items) std::ranges::transform(chosen, item, chosen.begin(), std::plus{});
    const auto place = places(metric, chosen);
    const auto expected = disagreement(chosen, metric, place);
    if (expected == 0) return std::nullopt;
    double observed = 0;
    for (const auto& item : items) observed += disagreement(item, metric, place) / (sum(item) - 1);
    return 1 - observed * (sum(chosen) - 1) / expected;
}

std::optional<double> gwet_ac(const Ratings& ratings, Weighting weighting) {
    const auto weight_of = [&](int one, int other) { return weight(weighting, ratings.levels, one, other); };
    const auto observed = pairwise_agreement(ratings, weight_of);
    if (!observed) return std::nullopt;
    const auto items = counted(ratings, 1);
    double all_weights = 0;
    double spread = 0;
    for (int level = 0; level < ratings.levels; ++level) {
        double share = 0;
        for (const auto& item : items) share += item[static_cast<std::size_t>(level)] / sum(item);
        share /= static_cast<double>(items.size());
        spread += share * (1 - share);
        for (int other = 0; other < ratings.levels; ++other) all_weights += weight_of(level, other);
    }
    const double levels = ratings.levels;
    const double by_chance = all_weights * spread / (levels * (levels - 1));
    return (*observed - by_chance) / (1 - by_chance);
}

}  // namespace touchstone::statistics
