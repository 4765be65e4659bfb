// A table that somebody uploads, CSV or the first sheet of an XLSX workbook: bytes in, rows of text or the reason why not out. What is
// too large, packed too tightly or not what it claims to be is refused; nothing outside memory is touched.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace touchstone::people {

using Cells = std::vector<std::string>;

// Rows in the file's order, empty ones included, so that the first is the file's row 1. Every cell is well-formed text without white space
// at its ends; a cell that a workbook computes is "=" and its formula.
using Rows = std::vector<Cells>;

inline constexpr std::size_t sheet_max_bytes = 5 * 1024 * 1024;
inline constexpr std::size_t sheet_max_rows = 5'000;
inline constexpr std::size_t sheet_max_columns = 50;
inline constexpr std::size_t sheet_max_cells = 100'000;
inline constexpr std::size_t sheet_max_cell_bytes = 32'767;
inline constexpr std::size_t workbook_max_inflated_bytes = 64 * 1024 * 1024;

// By what the bytes are, not by the file's name. Problems are at the field "file".
[[nodiscard]] Outcome<Rows> read_sheet(std::string_view bytes);

[[nodiscard]] Outcome<Rows> read_csv(std::string_view bytes);
[[nodiscard]] Outcome<Rows> read_xlsx(std::string_view bytes);

// What a spreadsheet takes for a formula.
[[nodiscard]] bool would_compute(const std::string& cell);
// Without the mark that a table saved here, or by another careful program, has before text that looks like a formula.
[[nodiscard]] std::string without_mark(const std::string& cell);

}  // namespace touchstone::people
