// Young people's picture: how often each level was awarded, question by question. Counts, never an average.
#pragma once
#include "reports/body_pages.h"

namespace touchstone::reports {

// Data for the component profile_chart, or false where nothing is judged. `content` is that of young people.
[[nodiscard]] web::Data levels_of(const nlohmann::json& content, const Showing&);

}  // namespace touchstone::reports
