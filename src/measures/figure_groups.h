// Which columns of words tell figures apart: age, sex. What goes with the area, the measure or the period alone, such as a category or the
// source, tells nothing that these do not.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "measures/figure_reader.h"

namespace touchstone::measures {

class GroupsSeen {
public:
    void add(const Figure&);
    // Places in `Columns::groups`.
    [[nodiscard]] std::vector<std::size_t> telling() const;

private:
    struct Column {
        // By the area, the measure and the period: a number for the only word that stood beside each.
        std::array<std::optional<std::unordered_map<std::size_t, std::size_t>>, 3> words;
    };
    std::vector<Column> columns_;
};

// "Boys · 5 to 10": the words of these columns; empty for everybody.
[[nodiscard]] std::string group_words(const Cells& groups, const std::vector<std::size_t>& telling);

}  // namespace touchstone::measures
