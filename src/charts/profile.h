// The profile of levels: indicators as rows on the six-step strip, grouped, each mark a shape that carries its meaning without colour.
// Data in, accessible SVG out; nothing is averaged.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "charts/picture.h"

namespace touchstone::charts {

struct ProfileRow {
    std::string group;  // heading that the row stands under; a new one is drawn when it changes
    std::string label;
    std::optional<int> level;       // 1 to 6; nothing where no level was awarded
    std::optional<int> before;      // last time
    std::optional<int> inspection;  // as inspectors see it
};

struct Profile {
    std::string id;                   // unique in the page
    std::string title, description;   // read out in place of the picture
    std::vector<std::string> levels;  // words for 1 to 6
    std::string not_judged;           // word where there is no level
    std::string before, inspection;   // words for the other marks; only where some row has them
    std::vector<ProfileRow> rows;
};

[[nodiscard]] std::string profile_svg(const Profile&);

}  // namespace touchstone::charts
