// Files of figures: tables in plain text of any length, sheets of a workbook, and answers of a statistics endpoint that somebody saved.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "measures/figure_reader.h"

namespace touchstone::measures {

// A saved answer in JSON (SPARQL 1.1 Query Results JSON Format) is read whole.
inline constexpr std::size_t answer_max_bytes = 20 * 1024 * 1024;

// By what the bytes are, not by the file's name: CSV and TSV; XLSX, of which the first visible sheet with columns of figures is read,
// computed cells as they showed last and numbers with all their digits; the answer of an endpoint as CSV, TSV or JSON. Problems are at
// "file". Throws std::runtime_error when the file cannot be read.
[[nodiscard]] Outcome<EachRow> open_figures(const std::filesystem::path&, const Places&);

// The rows of such an answer: its variables are the heads.
[[nodiscard]] Outcome<Rows> rows_of_answer(std::string_view json);

// All of them, for rows that are in memory.
[[nodiscard]] EachRow each_of(Rows);

}  // namespace touchstone::measures
