// Everything that is held about a person, in one file for them: data.json for programs, read.html for people.
#pragma once
#include <filesystem>

#include "db/column_tags.h"
#include "db/database.h"
#include "db/file_store.h"
#include "jobs/runner.h"
#include "people/account.h"

namespace touchstone::privacy {

// The texts with which the page for people says what a table is about, and what a column is: of its own in that table, else the one of all
// columns of that name (locales/*/held.yaml).
[[nodiscard]] std::string table_key(const db::TaggedTable&);
[[nodiscard]] std::string column_key(const db::TaggedTable&, const std::string& column);
// Whether the page for people tells what is in the column: always where its tag says that it holds something about a person or words, else
// where it has a text. Everything is in data.json.
[[nodiscard]] bool is_told(const db::TaggedTable&, const db::TaggedColumn&);

// Writes a zip file that must not exist.
void write_own_copy(db::Database&, const people::Account&, const std::filesystem::path& target, Instant now);
// Makes the copy for whoever asked.
[[nodiscard]] jobs::Work own_copy_work(db::Database&, const db::FileStore&, const std::filesystem::path& work_folder);

}  // namespace touchstone::privacy
