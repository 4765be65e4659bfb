// Counts in rows and columns: a filled circle with its number where there is something, an empty ring where there is nothing.
// Data in, accessible SVG out.
#pragma once
#include <string>
#include <vector>

namespace touchstone::charts {

struct MatrixRow {
    std::string group;        // heading that the row stands under; a new one is drawn when it changes
    std::string label;        // where it is the heading itself, it is drawn once, above
    std::vector<int> counts;  // one for each column
};

struct Matrix {
    std::string id;                  // unique in the page
    std::string title, description;  // read out in place of the picture
    std::vector<std::string> columns;
    std::string none;  // word for an empty cell
    std::vector<MatrixRow> rows;
    bool is_small = false;  // labels of a word or two: the wide drawing is no wider than they need
};

[[nodiscard]] std::string matrix_svg(const Matrix&);

}  // namespace touchstone::charts
