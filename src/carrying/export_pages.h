// Pages of an export that a person can read in any browser, without Touchstone and without a network.
#pragma once
#include <vector>

#include "carrying/export_names.h"

namespace touchstone::carrying {

// A list of what there is; a page for each evaluation (scope, levels with their reasons, evidence with what it shows, conclusions) and for
// each improvement plan; the registers of duties, of good practice and of people; and the style sheet of all.
[[nodiscard]] std::vector<ExportPage> export_pages(const Tables&);

}  // namespace touchstone::carrying
