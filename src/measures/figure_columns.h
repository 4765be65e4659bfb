// What the columns of a table of figures are, told from their heads and its first rows.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/named.h"
#include "base/sheet.h"
#include "measures/area.h"
#include "measures/period.h"

namespace touchstone::measures {

// Tidy: one figure a row, in a column of values. Columns: several numbers a row, each column a measure. Periods or areas across: a column
// for each. Indicators, areas and groups are lists without figures: what measures are called, which areas there are, which group each is
// in.
enum class Shape { tidy, columns, periods_across, areas_across, indicators, areas, groups };
[[nodiscard]] const Names<Shape>& shapes();
[[nodiscard]] bool has_figures(Shape);

// Columns are counted from 0.
struct Columns {
    Shape shape = Shape::tidy;
    Cells heads;
    std::int64_t head_row = 0;  // as rows are numbered in the file
    std::optional<std::size_t> area, area_name, period;
    std::optional<std::size_t> code, title, measurement, unit, polarity;  // of a measure
    std::optional<std::size_t> marker;                                    // why a value is not there
    std::vector<std::size_t> figures;                                     // with numbers, or the marks for them
    std::vector<std::size_t> groups;                                      // with words that tell rows apart
    std::vector<std::size_t> passed_over;                                 // with numbers that are not read
};

struct NumberedRow {
    std::int64_t number = 0;
    Cells cells;
};

// How many rows have to be seen, and in how many of these the heads are looked for: a title may stand above them.
inline constexpr std::size_t rows_looked_at = 200, heads_looked_for_in = 20;

// Nothing when no row names columns of figures or of a list.
[[nodiscard]] std::optional<Columns> find_columns(const std::vector<NumberedRow>& first_rows, const Places&);

}  // namespace touchstone::measures
