// A table in plain text of any length, row by row and in constant memory. What read_csv (base/sheet.h) reads whole, this reads piece by
// piece, with the same letters, separators, quotes and line ends.
#pragma once
#include <cstdint>
#include <functional>
#include <istream>

#include "base/outcome.h"
#include "base/sheet.h"

namespace touchstone {

inline constexpr std::size_t csv_max_columns = 2'000;

// A row with its number in the file, from 1; its last cell is not empty, and an empty row has none. The cells may be taken. False ends the
// reading.
using OnRow = std::function<bool(std::int64_t number, Cells& row)>;

// Reads the stream, which can go back, from its beginning to its end, twice: the letters are known only when all have been seen. Problems
// are at the field "file".
[[nodiscard]] Outcome<void> read_csv_rows(std::istream&, const OnRow&);

}  // namespace touchstone
