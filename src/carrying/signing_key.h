// The key that published versions are signed with: a file beside the database.
#pragma once
#include <filesystem>

#include "db/database.h"

namespace touchstone::carrying {

inline constexpr const char* signing_key_file = "snapshot.key";

// Reads the key, or makes it where nothing has been signed yet.
void prepare_signing_key(db::Database&, const std::filesystem::path& data_folder);

}  // namespace touchstone::carrying
