#include "statistics/agreement_interval.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <random>

namespace touchstone::statistics {

namespace {

constexpr int few_items = 10;
constexpr double mostly = 0.8;
constexpr double wide = 0.4;
constexpr double many_undefined = 0.05;

using Item = std::vector<std::optional<int>>;

auto judgements(const Item& item) {
    return std::ranges::count_if(item, [](const auto& level) { return level.has_value(); });
}

double percentile(const std::vector<double>& sorted, double share) {
    const auto position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], position - static_cast<double>(below));
}

// How large a share of all compared values the level has that was chosen most.
double largest_share(const Ratings& ratings) {
    std::map<int, int> chosen;
    int all = 0;
    for (const auto& item : ratings.by_item) {
        if (judgements(item) < 2) continue;
        for (const auto& level : item)
            if (level) ++chosen[*level], ++all;
    }
    int most = 0;
    for (const auto& [level, times] : chosen) most = std::max(most, times);
    return static_cast<double>(most) / all;
}

}  // namespace

std::optional<Interval> bootstrap(const Ratings& ratings, const Statistic& statistic, int resamples, std::uint64_t seed) {
    if (!statistic(ratings)) return std::nullopt;
    auto items = ratings.by_item;
    std::erase_if(items, [](const Item& item) { return judgements(item) == 0; });
    std::ranges::sort(items);
    // The standard fixes what the engine draws, but not what its distributions make of it. The remainder favours the first items by
    // less than one in 2^50, which nobody can see.
    std::mt19937_64 random(seed);
    std::vector<double> values;
    Ratings resample{ratings.levels, items};
    for (int round = 0; round < resamples; ++round) {
        for (auto& item : resample.by_item) item = items[random() % items.size()];
        if (const auto value = statistic(resample)) values.push_back(*value);
    }
    if (values.empty()) return std::nullopt;
    std::ranges::sort(values);
    return Interval{percentile(values, 0.025), percentile(values, 0.975), resamples, resamples - static_cast<int>(values.size())};
}

std::vector<std::string> cautions(const Ratings& ratings, const std::optional<Interval>& interval) {
    const auto compared = compared_items(ratings);
    if (compared == 0) return {"evaluations.agreement.nothing_compared"};
    std::vector<std::string> found;
    if (compared < few_items) found.emplace_back("evaluations.agreement.few_items");
    if (std::ranges::count(ratings.by_item, 1, judgements) > 0) found.emplace_back("evaluations.agreement.judged_alone");
    if (const auto share = largest_share(ratings); share == 1)
        found.emplace_back("evaluations.agreement.one_level");
    else if (share >= mostly)
        found.emplace_back("evaluations.agreement.mostly_one_level");
    if (interval && interval->high - interval->low > wide) found.emplace_back("evaluations.agreement.wide_interval");
    if (interval && interval->undefined > many_undefined * interval->resamples)
        found.emplace_back("evaluations.agreement.undefined_resamples");
    return found;
}

}  // namespace touchstone::statistics
