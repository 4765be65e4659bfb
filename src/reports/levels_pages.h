// How often each level was awarded, question by question. Counts, never an average.
#pragma once
#include "reports/body_pages.h"

namespace touchstone::reports {

// Data for the component profile_chart, or false where nothing is judged. `content` is that of an audience whose layout has it.
[[nodiscard]] web::Data levels_of(const nlohmann::json& content, const Showing&);

}  // namespace touchstone::reports
