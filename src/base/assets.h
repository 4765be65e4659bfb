// The files that travel inside the binary: migrations, texts, templates, frameworks, demonstration data, the look.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::assets {

// Names are paths from the project's root: "ui/dist/touchstone.css".
[[nodiscard]] std::vector<std::string> names_under(std::string_view folder);
// Throws std::logic_error when there is no such asset.
[[nodiscard]] std::string content(const std::string& name);
[[nodiscard]] bool exists(const std::string& name);
// From now on assets are read from this project folder, at each use, and those that it holds besides are found, too: for those who edit
// templates and texts. What it does not hold is as the binary carries it.
void read_from(std::filesystem::path project);
[[nodiscard]] bool are_read_from_disk();

}  // namespace touchstone::assets
