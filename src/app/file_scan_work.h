// Asks the virus scanner about every file of a partnership that waits for it. Without a verdict a file stays held.
#pragma once
#include <functional>

#include "db/database.h"
#include "db/file_store.h"
#include "jobs/runner.h"

namespace touchstone::app {

[[nodiscard]] jobs::Work file_scan_work(db::Database&, const db::FileStore&, const std::filesystem::path& socket,
                                        std::function<Instant()> clock);
// For files that were left waiting when the server stopped.
void ask_for_waiting_scans(db::Write&, Instant now);

}  // namespace touchstone::app
