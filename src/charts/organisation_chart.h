// Who is part of whom, as a tree drawn from left to right: one row for each, its depth by its place, its level by word and shape.
#pragma once
#include <string>
#include <vector>

namespace touchstone::charts {

struct ChartRow {
    int depth = 0;  // 0 for the root
    std::string label, word;
    int shape = 0;  // 0 square, 1 circle, 2 triangle, 3 diamond
};

struct OrganisationChart {
    std::string id;                  // unique in the page
    std::string title, description;  // read out in place of the picture
    std::vector<ChartRow> rows;      // each below the one that it is part of
};

[[nodiscard]] std::string organisation_chart_svg(const OrganisationChart&);

}  // namespace touchstone::charts
