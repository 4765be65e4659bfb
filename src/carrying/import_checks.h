// What an export must be before anything of it is imported. It may have come from anywhere.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "carrying/table_rows.h"

namespace touchstone::carrying {

// The last migration of the database that was exported. Throws Trouble when the folder is no export that this Touchstone can read.
[[nodiscard]] int migration_of(const std::filesystem::path& source);

// Each adds what is wrong, one line for each.
// Every file is in SHA256SUMS with the checksum it has, and is a plain file with a plain name.
void check_files(const std::filesystem::path& source, std::vector<std::string>& problems);
// Names that the database itself does not look after, kept files with their names and sizes, frameworks, and what was signed.
void check_rows(const std::filesystem::path& source, const Tables&, std::vector<std::string>& problems);

// The text of a file of the export; nothing when it is not there.
[[nodiscard]] std::optional<std::string> text_in(const std::filesystem::path& file);
[[nodiscard]] bool is_hash(const std::string&);

}  // namespace touchstone::carrying
