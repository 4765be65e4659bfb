// A series in a table that somebody gives: rows in, points out, or every problem with its row and column.
#pragma once
#include <expected>
#include <map>
#include <string>
#include <vector>

#include "base/sheet.h"
#include "statistics/series.h"

namespace touchstone::statistics {

// What the rows of a chart's file hold.
struct Wanted {
    std::string label = "period";  // the column with each point's name
    bool takes_values = true;      // a column "value"
    bool takes_counts = true;      // columns "numerator" and "denominator", which are read where there is no value
    bool is_counted = false;       // numerators and values are whole numbers and none is negative
    bool is_share = false;         // denominators are whole as well, and no numerator is above its own
};

// One problem: the key of its sentence, and what it says of row, column and cell.
struct FileProblem {
    std::string sentence;
    std::map<std::string, std::string> values;
};

// Larger than any count of people; sums of what is let in stay exact enough.
inline constexpr double largest_number = 1e12;

// The first row names the columns, in any order and case; others are passed over, and so are empty rows. Numbers are written with a decimal
// point and nothing between thousands. "*", "c", "[c]", "NA" and nothing at all say that a number is missing or withheld.
[[nodiscard]] std::expected<Series, std::vector<FileProblem>> read_series(const Rows&, const Wanted&);

// Whether these may be the names of the columns.
[[nodiscard]] bool is_series_head(const Cells&, const Wanted&);

}  // namespace touchstone::statistics
