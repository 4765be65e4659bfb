// Tables of answers that were collected with another tool: one row for each person who answered, in plain text or a workbook.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/csv_reader.h"

namespace touchstone::voice {

inline constexpr std::size_t replies_max_bytes = 50 * 1024 * 1024;
inline constexpr std::int64_t replies_max_rows = 100'000;
inline constexpr std::size_t replies_max_cells = 2'000'000;  // of a workbook, which is held in memory

// Gives all rows from the first, each time that it is called.
using EachReplyRow = std::function<Outcome<void>(const OnRow&)>;

// By what the bytes are, not by the file's name: CSV and TSV; XLSX, of which the first visible sheet that holds something is read, cells as
// they are shown and computed ones as they showed last. Problems are at "file". Throws std::runtime_error when the file cannot be read.
[[nodiscard]] Outcome<EachReplyRow> open_replies(const std::filesystem::path&);

// All of them, for rows that are in memory.
[[nodiscard]] EachReplyRow each_reply_of(Rows);

}  // namespace touchstone::voice
