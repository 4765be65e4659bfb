// The registers of an export, to read in any browser or on paper.
#pragma once
#include <vector>

#include "carrying/export_names.h"

namespace touchstone::carrying {

// One page each: statutory duties with what is known of their five aspects, good practice with who took it up, and people with their jobs
// and roles.
[[nodiscard]] std::vector<ExportPage> export_register_pages(const Tables&, const ExportNames&);

}  // namespace touchstone::carrying
