// Chromium's tags, brought nearer to what ISO 14289-1 (PDF/UA-1) asks for.
#pragma once
#include <filesystem>

namespace touchstone::reports {

// Rewrites the file: list items get a body, emphasis a standard role, what groups a picture with its table is no picture itself, lines
// around tables are decoration, and the title stands where readers look for it.
void mend_tags(const std::filesystem::path& pdf);

}  // namespace touchstone::reports
