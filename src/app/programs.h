// The programs that Touchstone has others do things with. All of them may be missing: what needs one then says so.
#pragma once
#include <string>
#include <vector>

namespace touchstone::app {

// As a sentence for whoever runs the server, one for each that is not on the path.
[[nodiscard]] std::vector<std::string> missing_programs();

// The same for letters that people type and no font here has: in PDF files and pictures they are empty boxes.
[[nodiscard]] std::vector<std::string> missing_fonts();

}  // namespace touchstone::app
