// Where people place what they found on a theme, against the illustrations of levels 5 and 2 (part 2.2): in words, and never as a level.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"
#include "evaluations/evaluation.h"

namespace touchstone::judging {

// Stored: never renumber. They are places beside two passages, not levels.
enum class Position { better_than_high = 1, about_high, between_nearer_high, between_nearer_low, about_low, short_of_low };

struct Placement {
    int theme = 0;
    Position position = Position::about_high;
    AccountId by;
    std::string by_name;
};

// "2/about_high": a theme, from 1, and a position.
[[nodiscard]] std::string text_of(const Placement&);
struct PlacementsDraft {
    std::vector<std::string> placements;
};
[[nodiscard]] const Fields<PlacementsDraft>& placements_fields();
[[nodiscard]] PlacementsDraft draft_of(const std::vector<Placement>&);
// Of an indicator with so many themes, each placed once or not at all.
[[nodiscard]] Outcome<std::vector<Placement>> place(const evaluations::Evaluation&, int themes, const PlacementsDraft&,
                                                    const AccountId& by);

// How many themes stand at each position, from the best; those at which none stands are left out.
[[nodiscard]] std::vector<std::pair<Position, int>> bracket_of(const std::vector<Placement>&);

[[nodiscard]] std::string name_of(Position);
[[nodiscard]] std::optional<Position> position_from(const std::string&);
[[nodiscard]] const std::vector<Position>& all_positions();  // the best first

}  // namespace touchstone::judging
