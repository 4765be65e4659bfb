// A picture of the first page of a file that somebody added, made by programs of its kind: PDF through pdftoppm, pictures through
// rsvg-convert.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace touchstone::app {

// A PNG in `folder`, which whoever asked removes; nothing for a kind of file that has no pages, or that holds none. Throws Unreadable and
// NotInstalled, as words_of_file does.
[[nodiscard]] std::optional<std::filesystem::path> preview_of_file(const std::filesystem::path& file, const std::string& name,
                                                                   const std::filesystem::path& folder);

}  // namespace touchstone::app
