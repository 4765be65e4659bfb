// What is shown of a closed wave: made once, from the counts, through disclosure control (statistics/disclosure.h). Every page, picture,
// file and answer to a program shows this and nothing else of the numbers, so that no two of them together tell more.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "voice/ballot.h"
#include "voice/wave.h"

namespace touchstone::voice {

using ShownCount = std::optional<int>;  // nothing: withheld, or nobody where that looks alike

// How people of one group answered, or all of them.
struct ShownRow {
    std::vector<std::string> groups;  // choices of the question that makes groups; several where small ones are taken together; none: all
    ShownCount base;
    std::vector<ShownCount> counts;  // by choice
    bool operator==(const ShownRow&) const = default;
};
struct ShownTable {
    std::string question;              // "q", "q.row" of a grid, or "_helped"
    std::vector<std::string> choices;  // of the question, then what was said instead of an answer, then "_none"
    bool is_several = false;           // a person may have chosen several
    ShownRow all;
    std::vector<ShownRow> by_group;  // empty where groups may not be shown
    bool operator==(const ShownTable&) const = default;
};
struct Results {
    int smallest = 5;
    bool zeros_shown = false;
    ShownCount answers;  // nothing: fewer than `smallest`, and then there is no table
    std::vector<ShownTable> tables;
    bool operator==(const Results&) const = default;
};

inline constexpr int smallest_of_sensitive = 10;

// Each question by itself; the bases of its groups are those of every other question, so these are shown in every table or in none.
[[nodiscard]] Results shown(const Wave&, const Counts&, int answers);

// One in ten says that they do not understand the question.
[[nodiscard]] bool is_often_unclear(const ShownTable&);

[[nodiscard]] std::string as_json(const Results&);
[[nodiscard]] Results results_from(const std::string& json);

}  // namespace touchstone::voice
