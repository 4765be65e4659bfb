// Whether a board's report fits its two pages, told from the page before anything is printed.
#pragma once
#include <string>

namespace touchstone::reports {

// Lines that the headings, paragraphs and items of the page take in the usual type.
[[nodiscard]] int lines_on_paper(const std::string& html);
// That two pages hold in the smallest type that it may be set in.
inline constexpr int board_lines_max = 114;

}  // namespace touchstone::reports
