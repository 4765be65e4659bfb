// The profile of levels in a report: the picture, its table with confidence and caveats, and what the levels mean.
#pragma once
#include "reports/body_pages.h"

namespace touchstone::reports {

// Data for the component profile_chart and `scale`, or false where no indicator is in scope.
[[nodiscard]] web::Data profile_of(const nlohmann::json& content, const Showing&);

}  // namespace touchstone::reports
