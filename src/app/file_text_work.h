// Reads the words inside the files that somebody added to a partnership, so that they can be looked up. Everybody has a turn of so long;
// who has more to be read than that comes again after all others who wait.
#pragma once
#include <chrono>
#include <functional>

#include "db/database.h"
#include "db/file_store.h"
#include "jobs/runner.h"

namespace touchstone::app {

inline constexpr std::chrono::seconds reading_turn{30};

// The folder is for what other programs write meanwhile.
[[nodiscard]] jobs::Work file_text_work(db::Database&, const db::FileStore&, const std::filesystem::path& folder,
                                        std::function<Instant()> clock, std::chrono::milliseconds turn = reading_turn);
// For files that were left unread when the server stopped.
void ask_for_unread_files(db::Write&, Instant now);

}  // namespace touchstone::app
