#include "workspace/levels_across.h"

#include <algorithm>

namespace touchstone::workspace {
namespace {

bool is_wanted(const LevelCount& count, const LevelsWanted& wanted) {
    return count.framework == wanted.framework && count.kind == wanted.kind && (wanted.year == 0 || count.year == wanted.year) &&
           (wanted.indicator.empty() || count.indicator == wanted.indicator);
}

template <class Key>
std::map<Key, Spread> spread_by(const std::vector<LevelCount>& counts, const LevelsWanted& wanted, Key (*key)(const LevelCount&)) {
    std::map<Key, Spread> spreads;
    for (const auto& count : counts) {
        if (!is_wanted(count, wanted)) continue;
        auto& spread = spreads[key(count)];
        spread.resize(frameworks::highest_level);
        spread.at(static_cast<std::size_t>(count.level) - 1) += count.counted;
    }
    return spreads;
}

}  // namespace

LevelsWanted settled(const LevelsWanted& asked, const std::vector<LevelCount>& counts) {
    LevelsWanted wanted;
    std::map<std::string, int> frameworks;
    for (const auto& count : counts) frameworks[count.framework] += count.counted;
    if (frameworks.empty()) return wanted;
    wanted.framework = frameworks.contains(asked.framework)
                           ? asked.framework
                           : std::ranges::max_element(frameworks, {}, &std::pair<const std::string, int>::second)->first;
    for (const auto& count : counts) {
        if (count.framework != wanted.framework) continue;
        if (!wanted.kind || count.kind == asked.kind || (wanted.kind != asked.kind && count.kind < *wanted.kind)) wanted.kind = count.kind;
    }
    for (const auto& count : counts) {
        if (count.framework != wanted.framework || count.kind != wanted.kind) continue;
        if (count.indicator == asked.indicator) wanted.indicator = asked.indicator;
        if (wanted.year != asked.year || asked.year == 0)
            wanted.year = count.year == asked.year ? asked.year : std::max(wanted.year, count.year);
    }
    if (!wanted.indicator.empty() && asked.year == 0) wanted.year = 0;
    return wanted;
}

std::map<std::string, Spread> by_indicator(const std::vector<LevelCount>& counts, const LevelsWanted& wanted) {
    return spread_by<std::string>(counts, wanted, [](const LevelCount& count) { return count.indicator; });
}

std::map<int, Spread> by_year(const std::vector<LevelCount>& counts, const LevelsWanted& wanted) {
    return spread_by<int>(counts, wanted, [](const LevelCount& count) { return count.year; });
}

std::map<std::string, Spread> by_partnership(const std::vector<LevelCount>& counts, const LevelsWanted& wanted) {
    return spread_by<std::string>(counts, wanted, [](const LevelCount& count) { return count.partnership.text; });
}

}  // namespace touchstone::workspace
