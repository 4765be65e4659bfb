// Two groups in each row: the level of both, and the gap between them. What is withheld is said in words and never stands at 0. Rows keep
// their order. Data in, accessible SVG out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "charts/axis.h"
#include "charts/figure.h"

namespace touchstone::charts {

struct DumbbellWords {
    std::string row;            // head of the names
    std::string first, second;  // the two groups
    std::string gap, gap_unit;  // "Gap", "percentage points"
    std::string withheld;       // "Too few to show"
    std::string no_gap;         // of a row where a group is withheld
    std::string no_rows, cut_axis, table;
};

struct DumbbellRow {
    std::string label;
    std::optional<double> first, second;  // nothing where the group is withheld
};

struct Dumbbell {
    std::string id, title;  // the id is unique in the page
    std::string sentence;
    Measure measure;
    DumbbellWords words;
    std::vector<DumbbellRow> rows;
};

[[nodiscard]] std::string dumbbell_svg(const Dumbbell&);
[[nodiscard]] TableText dumbbell_table(const Dumbbell&);
[[nodiscard]] web::Object dumbbell_figure(const Dumbbell&);

}  // namespace touchstone::charts
