// A target: a measure with a number to reach by a day, from where it stood. Numbers stay the text that was typed and are compared exactly.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "measures/measure.h"
#include "plans/plan.h"

namespace touchstone::plans {

// "91.4", "-3" or "12000": at most 12 digits and 6 decimals. Answers millionths.
[[nodiscard]] std::optional<std::int64_t> millionths_from(const std::string& text);

// Stored: never renumber.
enum class Direction { higher = 1, lower };

// One measurement. Never changed: a correction is a later one for the same day.
struct Value {
    ValueId id;
    Date on{};
    std::string value, note, by_name;
    AccountId by;
    Instant at;
};

struct Target {
    TargetId id;
    std::string measure, unit;
    Direction direction = Direction::higher;
    std::string baseline;  // empty: not known
    std::optional<Date> baseline_on;
    std::string aim;
    Date aim_on{};
    std::string variation;  // by how much the measure moves without anybody doing anything; empty: not known
    int version = 0;
    std::vector<Value> values;           // by day, and of one day as they were added
    measures::MeasureId read_from = {};  // the measure that its figures are read from; empty: they are written down here
};

struct TargetDraft {
    std::string measure, unit, direction, baseline, baseline_on, aim, aim_on, variation;
    int seen_version = 0;
    std::string read_from = {};
};
[[nodiscard]] const Fields<TargetDraft>& target_fields();
[[nodiscard]] TargetDraft draft_of(const Target&);
struct ValueDraft {
    std::string value, on, note;
};
[[nodiscard]] const Fields<ValueDraft>& value_fields();

inline constexpr std::size_t unit_max_characters = 40;

// `measures` are those that whoever writes can see; a target keeps another one that it has.
[[nodiscard]] Outcome<Target> set_target(const Target& before, const TargetDraft&, const std::vector<measures::MeasureId>& measures = {});
[[nodiscard]] Outcome<Value> measure(const ValueDraft&, const AccountId& by, Instant now);

// Where the measure stands now, against where it was and what it is to reach.
enum class Standing { not_measured, worse, same, better, reached };
[[nodiscard]] Standing standing_of(const Target&);
// The target is no better than the baseline; the way to it is no longer than the usual variation. False where that is not known.
[[nodiscard]] bool needs_no_improvement(const Target&);
[[nodiscard]] bool is_within_variation(const Target&);

[[nodiscard]] std::string name_of(Direction);
[[nodiscard]] std::string name_of(Standing);
[[nodiscard]] std::optional<Direction> direction_from(const std::string&);

}  // namespace touchstone::plans
