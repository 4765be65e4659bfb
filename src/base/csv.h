// Tables as files that spreadsheets open.
#pragma once
#include <string>
#include <vector>

namespace touchstone {

// One row with its line end; cells are quoted where they have to be.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);
// Text that a spreadsheet would take for a formula, and text that begins with an apostrophe, has one in front.
[[nodiscard]] std::string csv_text(const std::string&);
// The whole of a file for people: rows of texts, safe for a spreadsheet, behind the mark.
[[nodiscard]] std::string csv_file(const std::vector<std::vector<std::string>>& rows);
// By this a spreadsheet knows that the file is UTF-8. Stands first.
inline constexpr const char* csv_mark = "\xEF\xBB\xBF";

}  // namespace touchstone
