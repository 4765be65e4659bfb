// A spreadsheet of plain tables.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace touchstone::reports {

struct Sheet {
    std::string name;  // at most 31 characters
    std::vector<std::string> heads;
    std::vector<double> widths;                     // one for each head, in characters
    std::vector<std::vector<nlohmann::json>> rows;  // whole numbers, texts, days as {"day": "2026-03-31"}, and null for an empty cell
};

// Numbers as numbers, days as days, and every column with a filter; all else as text, which no program takes for a formula. Throws
// std::runtime_error.
void write_workbook(const std::filesystem::path& xlsx, const std::vector<Sheet>&);

}  // namespace touchstone::reports
