// Chromium's tags, brought nearer to what ISO 14289-1 (PDF/UA-1) asks for.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace touchstone::reports {

// Rewrites the file: list items get a body, emphasis a standard role, what groups a picture with its table is no picture itself, lines
// around tables are decoration, and the title stands where readers look for it.
// Bookmarks, in which Chromium loses the space where a heading goes on in another line, get the words of these headings.
void mend_tags(const std::filesystem::path&, const std::vector<std::string>& headings = {});

}  // namespace touchstone::reports
