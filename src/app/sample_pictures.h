// Invented pictures for the preview of components, drawn as any page draws them.
#pragma once
#include <string>

#include "web/data.h"

namespace touchstone::app {

// What its component is given: of "timeline", "progress" and "path" the picture only, of "over_time", "silent", "funnel", "dumbbell" and
// "multiples" everything.
[[nodiscard]] web::Object sample_picture(const std::string& kind);

}  // namespace touchstone::app
