// How files of figures are spoken of, on pages and at the console.
#pragma once
#include <string>
#include <vector>

#include "measures/figure_import.h"

namespace touchstone::measures {

[[nodiscard]] std::string address_of(const FigureImportId&);

[[nodiscard]] std::string words_of(const Question&);
// Why it is refused, without where it stands.
[[nodiscard]] std::string words_of(const RowProblem&);
// "Row 3 · column Value · …"
[[nodiscard]] std::string line_of(const RowProblem&);

// What the file holds, a sentence each: its shape, rows, figures, areas, periods, and what tells its rows apart.
[[nodiscard]] std::vector<std::string> lines_of(const FileFound&);
// What came of it.
[[nodiscard]] std::vector<std::string> lines_of(const ImportResult&);
// "CHN1: Gross cost per child"
[[nodiscard]] std::string name_of(const FileMeasure&);

}  // namespace touchstone::measures
