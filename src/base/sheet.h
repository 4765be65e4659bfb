// A table that somebody uploads, CSV or a sheet of an XLSX workbook: bytes in, rows of text as their owner sees them, or the reason why
// not, out. What is too large, packed too tightly or not what it claims to be is refused; nothing outside memory is touched.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cell_format.h"
#include "base/outcome.h"

namespace touchstone {

using Cells = std::vector<std::string>;

// Rows in the file's order, empty and hidden ones included as empty ones, so that the first is the file's row 1. Every cell is well-formed
// text without white space at its ends; a cell that a workbook computes is "=" and its formula, a day is "2026-01-31", and a moment
// "2026-01-31 14:30".
using Rows = std::vector<Cells>;

// What its owner should know about how a table was read.
struct SheetNotes {
    std::string name;                         // of the sheet that was read; empty when the file has none
    std::vector<std::string> other_sheets;    // that the owner sees too; not read
    std::vector<std::string> hidden_sheets;   // not read
    std::vector<std::string> hidden_rows;     // numbers of rows that hold something; not read
    std::vector<std::string> hidden_columns;  // letters of columns that hold something; not read
    std::string doubtful;                     // a word that looks as if the file was written in another encoding
    bool operator==(const SheetNotes&) const = default;
};
struct Sheet {
    Rows rows;
    SheetNotes notes;
};

inline constexpr std::size_t sheet_max_bytes = 5 * 1024 * 1024;
inline constexpr std::size_t sheet_max_rows = 5'000;
inline constexpr std::size_t sheet_max_columns = 50;
inline constexpr std::size_t sheet_max_cells = 100'000;
inline constexpr std::size_t sheet_max_cell_bytes = 32'767;
inline constexpr std::size_t workbook_max_inflated_bytes = 64 * 1024 * 1024;

// Whether these may be the names of the columns that are wanted: the first sheet of a workbook that begins so is read, or else the first.
using IsHead = std::function<bool(const Cells&)>;

// By what the bytes are, not by the file's name. Problems are at the field "file".
[[nodiscard]] Outcome<Sheet> read_sheet(std::string_view bytes, const IsHead&);

[[nodiscard]] Outcome<Sheet> read_csv(std::string_view bytes);
[[nodiscard]] Outcome<Sheet> read_xlsx(std::string_view bytes, const IsHead&);

// How much is taken of a workbook.
struct SheetLimits {
    std::size_t bytes = sheet_max_bytes, rows = sheet_max_rows, columns = sheet_max_columns, cells = sheet_max_cells;
};
// Of a workbook the sheets of these names that its owner sees, in its order and under the same limits, or wider ones; others are not looked
// at. A cell that it computes is what it showed last. Numbers are as they are shown, or with all their digits.
using IsName = std::function<bool(const std::string&)>;
[[nodiscard]] Outcome<std::vector<Sheet>> read_workbook(std::string_view bytes, const IsName&, Digits = Digits::shown,
                                                        const SheetLimits& = {});

// What a spreadsheet takes for a formula.
[[nodiscard]] bool would_compute(const std::string& cell);
// Without the mark that a table saved here, or by another careful program, has before text that looks like a formula.
[[nodiscard]] std::string without_mark(const std::string& cell);

// Between its upload and its import; read back as it was written.
[[nodiscard]] std::string as_json(const Sheet&);
[[nodiscard]] std::string as_json(const SheetNotes&);
[[nodiscard]] Sheet sheet_from(const std::string& json);
[[nodiscard]] SheetNotes notes_from(const std::string& json);

}  // namespace touchstone
