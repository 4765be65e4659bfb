// Improvement plans of an export, to read in any browser or on paper.
#pragma once
#include <vector>

#include "carrying/export_names.h"

namespace touchstone::carrying {

// A page for each plan: objectives with the areas for improvement that they come from, targets with their values, action points with who
// does what by when, whether it made a difference, and signatures.
[[nodiscard]] std::vector<ExportPage> export_plan_pages(const Tables&, const ExportNames&);

}  // namespace touchstone::carrying
