// Invented pictures of numbers for the preview of components, computed and drawn as any page does.
#pragma once
#include <string>

#include "web/data.h"

namespace touchstone::app {

// "over_time", "silent", "funnel", "dumbbell" or "multiples".
[[nodiscard]] web::Object sample_numbers(const std::string& kind);

}  // namespace touchstone::app
