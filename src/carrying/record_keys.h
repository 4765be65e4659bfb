// A copy of the keys of restricted records. Backups hold none, so that a record erased today is gone from every one of them; the copy is
// one folder for all backups, and is brought up to date each time.
#pragma once
#include <filesystem>

#include "carrying/data_folder.h"

namespace touchstone::carrying {

// Adds the keys that are new and destroys those of erased records. A key that is merely missing in the data stays in the copy.
void copy_record_keys(const Data&, const std::filesystem::path& copy);
// Into a data folder that is being restored, before it is opened.
void bring_back_record_keys(const std::filesystem::path& copy, const std::filesystem::path& data_folder);
[[nodiscard]] bool has_record_keys(const Data&);

}  // namespace touchstone::carrying
