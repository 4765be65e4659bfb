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

std::string text_of(const Placement& placement) { return std::to_string(placement.theme) + "/" + name_of(placement.position); }

const Fields<PlacementsDraft>& placements_fields() {
    static const Fields<PlacementsDraft> fields{"evaluations.placement", {field::choices("placements", &PlacementsDraft::placements)}};
    return fields;
}

PlacementsDraft draft_of(const std::vector<Placement>& placements) {
    PlacementsDraft draft;
    for (const auto& placement : placements) draft.placements.push_back(text_of(placement));
    return draft;
}

Outcome<std::vector<Placement>> place(const Evaluation& evaluation, int themes, const PlacementsDraft& draft, const AccountId& by) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    Problems problems;
    std::vector<Placement> placements;
    for (const auto& text : draft.placements) {
        std::optional<Placement> found;
        for (int theme = 1; theme <= themes; ++theme)
            for (const auto position : all_positions())
                if (Placement placement{theme, position, by, {}}; text_of(placement) == text) found = placement;
        if (!found || std::ranges::find(placements, found->theme, &Placement::theme) != placements.end())
            problems.push_back({"placements", "evaluations.placement.wrong"});
        else
            placements.push_back(*found);
    }
    if (problems.empty() && placements.empty()) problems.push_back({"placements", "evaluations.placement.none"});
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
