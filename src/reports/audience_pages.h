// What of a published content one report may hold: what its readers may have, and of that what its layout shows. The page and every file
// are made from it, so that none says what the others leave out.
#pragma once
#include <nlohmann/json_fwd.hpp>

#include "reports/layout.h"

namespace touchstone::reports {

// From an open report everything is left out that is for partners: rationales, evidence and its titles, quotations, who wrote and who has
// not shared. Evidence that its owner keeps from these readers goes with its findings, and is counted as `withheld`.
[[nodiscard]] nlohmann::json content_for(Audience, const Layout&, nlohmann::json content);

}  // namespace touchstone::reports
