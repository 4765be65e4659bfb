// The slowest statements of a server since its start, in a file that `touchstone doctor --slow` reads. What they were given is not in it.
#pragma once
#include <filesystem>
#include <string>

#include "carrying/data_folder.h"

namespace touchstone::app {

// Writes nothing where nothing was slow.
void keep_slow_statements(const std::filesystem::path& folder);
// Each with how long it took and how the database goes about it now; or that there are none.
[[nodiscard]] std::string plans_of_slow_statements(const carrying::Data&);

}  // namespace touchstone::app
