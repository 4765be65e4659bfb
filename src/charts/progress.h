// How far each organisation is: its action points by stage as one bar, on a scale that all bars share. Data in, accessible SVG out.
#pragma once
#include <string>
#include <vector>

#include "charts/picture.h"

namespace touchstone::charts {

struct ProgressRow {
    std::string label;
    ByStage<int> counts{};
};

struct Progress {
    std::string id;                  // unique in the page
    std::string title, description;  // read out in place of the picture
    std::string label, all;          // heads of the table
    ByStage<std::string> words;
    std::vector<ProgressRow> rows;
};

[[nodiscard]] std::string progress_svg(const Progress&);
[[nodiscard]] TableText progress_table(const Progress&);

}  // namespace touchstone::charts
