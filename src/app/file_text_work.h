// Reads the words inside every file of a partnership that waits for it, so that they can be looked up.
#pragma once
#include "db/database.h"
#include "db/file_store.h"
#include "jobs/runner.h"

namespace touchstone::app {

// The folder is for what other programs write meanwhile.
[[nodiscard]] jobs::Work file_text_work(db::Database&, const db::FileStore&, const std::filesystem::path& folder);
// For files that were left unread when the server stopped.
void ask_for_unread_files(db::Write&, Instant now);

}  // namespace touchstone::app
