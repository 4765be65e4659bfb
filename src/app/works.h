// Everything that is done beside requests, by kind.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "db/database.h"
#include "db/file_store.h"
#include "jobs/runner.h"

namespace touchstone::app {

// `data_folder` as in data_folder.h; `clamd` is the socket of the virus scanner, empty without one.
[[nodiscard]] std::map<std::string, jobs::Work> all_works(db::Database&, const db::FileStore&, const std::filesystem::path& data_folder,
                                                          const std::filesystem::path& clamd, const std::function<Instant()>& clock);

}  // namespace touchstone::app
