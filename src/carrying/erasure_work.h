// What an erasure still takes once its rows are changed: kept files, traces on the disk, and the list outside the database by which a
// backup from before is erased again.
#pragma once
#include "carrying/data_folder.h"
#include "jobs/runner.h"

namespace touchstone::carrying {

inline constexpr const char* erased_list = "erased.list";

// Adds lines of such a list to that of a data folder.
void add_erased(const std::string& lines, const std::filesystem::path& data_folder);
[[nodiscard]] jobs::Work erasure_work(db::Database&, const db::FileStore&, const std::filesystem::path& data_folder);
// Brings the list and the database together: what the list names and the database still holds, because it is a restored backup, is erased
// again. Answers how many were.
int settle_erasures(db::Database&, const db::FileStore&, const std::filesystem::path& data_folder, Instant now);

}  // namespace touchstone::carrying
