#include "measures/figure_groups.h"

#include <algorithm>
#include <functional>

namespace touchstone::measures {

void GroupsSeen::add(const Figure& figure) {
    while (columns_.size() < figure.groups.size()) {
        columns_.emplace_back();
        for (auto& words : columns_.back().words) words.emplace();
    }
    const std::array<std::size_t, 3> beside{figure.area.value_or(areas_max), figure.measure, figure.period.value_or(periods_max)};
    for (std::size_t column = 0; column < figure.groups.size(); ++column) {
        const auto word = std::hash<std::string>{}(figure.groups[column]);
        for (std::size_t at = 0; at < beside.size(); ++at) {
            auto& words = columns_[column].words[at];
            if (words && words->try_emplace(beside[at], word).first->second != word) words.reset();
        }
    }
}

std::vector<std::size_t> GroupsSeen::telling() const {
    std::vector<std::size_t> places;
    for (std::size_t column = 0; column < columns_.size(); ++column)
        if (std::ranges::none_of(columns_[column].words, [](const auto& words) { return words.has_value(); })) places.push_back(column);
    return places;
}

std::string group_words(const Cells& groups, const std::vector<std::size_t>& telling) {
    std::string words;
    for (const auto place : telling)
        if (!groups.at(place).empty()) words += (words.empty() ? "" : " · ") + groups.at(place);
    return words;
}

}  // namespace touchstone::measures
