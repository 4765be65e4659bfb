// Everything that is held about a person, in one file for them: data.json for programs, read.html for people.
#pragma once
#include <filesystem>

#include "db/database.h"
#include "db/file_store.h"
#include "jobs/runner.h"
#include "people/account.h"

namespace touchstone::privacy {

// Writes a zip file that must not exist.
void write_own_copy(db::Database&, const people::Account&, const std::filesystem::path& target, Instant now);
// Makes the copy for whoever asked.
[[nodiscard]] jobs::Work own_copy_work(db::Database&, const db::FileStore&, const std::filesystem::path& work_folder);

}  // namespace touchstone::privacy
