// What inspectors are handed before they come, in one file (part 1.3): the position statement with what it is about, to be read, and the
// list of evidence, to be worked with.
#pragma once
#include <filesystem>

#include "db/database.h"
#include "db/file_store.h"
#include "jobs/runner.h"
#include "web/router.h"

namespace touchstone::reports {

// The job's subject is an evaluation. What whoever asks may not see is not in it, but named.
[[nodiscard]] jobs::Work package_work(db::Database&, const db::FileStore&, const std::filesystem::path& work_folder,
                                      std::function<Instant()> clock);
void add_package_pages(web::Router&);

}  // namespace touchstone::reports
