// Invented pictures for the preview of components, drawn as any page draws them.
#pragma once
#include <string>

namespace touchstone::app {

// "timeline", "progress" or "path".
[[nodiscard]] std::string sample_picture(const std::string& kind);

}  // namespace touchstone::app
