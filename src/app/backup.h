// A backup is a folder: the database as of one moment, every kept file, and a manifest that says what must be in it.
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "app/data_folder.h"

namespace touchstone::app {

using Watch = std::function<void(std::size_t done, std::size_t total)>;

// Makes the backup in `target`, which must not exist, and opens it again to see that it is whole.
void back_up(const Data&, const std::filesystem::path& target, const Watch&);
// Every way in which the backup is not what its manifest says; empty when it is whole.
[[nodiscard]] std::string backup_problems(const std::filesystem::path& backup);
// Into an empty or absent folder only (and, for PostgreSQL, into an empty database). `erased`, when it is not empty, is the erased.list of
// the server that the backup replaces: what was erased since is erased again when the folder is opened.
void restore(const std::filesystem::path& backup, const std::filesystem::path& folder, const std::string& database_url,
             const std::filesystem::path& erased, const Watch&);
// Adds what another server has erased to the list of a data folder: it is erased again when the folder is opened.
void add_erased(const std::filesystem::path& list, const std::filesystem::path& folder);

}  // namespace touchstone::app
