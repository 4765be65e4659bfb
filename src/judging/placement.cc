#include "judging/placement.h"

#include <algorithm>

#include "base/named.h"

namespace touchstone::judging {

using namespace evaluations;
namespace {

const Names<Position> positions{{Position::better_than_high, "better_than_high"},
                                {Position::about_high, "about_high"},
                                {Position::between_nearer_high, "between_nearer_high"},
                                {Position::between_nearer_low, "between_nearer_low"},
                                {Position::about_low, "about_low"},
                                {Position::short_of_low, "short_of_low"}};

}  // namespace

Outcome<std::vector<Placement>> place(const Evaluation& evaluation, int themes, const std::map<int, std::string>& typed,
                                      const AccountId& by) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    Problems problems;
    std::vector<Placement> placements;
    for (const auto& [theme, words] : typed) {
        if (words.empty() || theme < 1 || theme > themes) continue;
        const auto position = position_from(words);
        if (!position)
            problems.push_back({"placement_" + std::to_string(theme), "evaluations.placement.wrong"});
        else
            placements.push_back({theme, *position, by, {}});
    }
    if (problems.empty() && placements.empty()) problems.push_back({"placement_1", "evaluations.placement.none"});
    if (!problems.empty()) return refuse(problems);
    return placements;
}

std::vector<std::pair<Position, int>> bracket_of(const std::vector<Placement>& placements) {
    std::vector<std::pair<Position, int>> counts;
    for (const auto position : all_positions())
        if (const auto count = std::ranges::count(placements, position, &Placement::position); count > 0)
            counts.emplace_back(position, static_cast<int>(count));
    return counts;
}

std::string name_of(Position position) { return name_in(positions, position); }
std::optional<Position> position_from(const std::string& name) { return value_in(positions, name); }
const std::vector<Position>& all_positions() {
    static const auto all = values_in(positions);
    return all;
}

}  // namespace touchstone::judging
