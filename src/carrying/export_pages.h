// Pages of an export that a person can read in any browser, without Touchstone and without a network.
#pragma once
#include <string>
#include <vector>

#include "carrying/table_rows.h"

namespace touchstone::carrying {

struct ExportPage {
    std::string name, html;
};

// A list of the evaluations, and one page for each: scope, levels with their reasons, evidence with what it shows, conclusions.
[[nodiscard]] std::vector<ExportPage> export_pages(const Tables&);

}  // namespace touchstone::carrying
