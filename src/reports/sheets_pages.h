// A report as a spreadsheet.
#pragma once
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "reports/workbook.h"

namespace touchstone::reports {

// Levels, conclusions and findings, and of themes, evidence and what was left out what the content has.
[[nodiscard]] std::vector<Sheet> sheets_of(const nlohmann::json& content);

}  // namespace touchstone::reports
