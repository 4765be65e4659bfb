// The key of the record of changes: a file beside the database, so that whoever can only write to the database cannot write the record
// anew.
#pragma once
#include <filesystem>

#include "db/database.h"

namespace touchstone::carrying {

inline constexpr const char* audit_key_file = "audit.key";

// Secret bytes, readable by nobody else, on the disk when this returns.
void write_secret(const std::filesystem::path& file, std::size_t bytes);
// Throws Trouble unless the file holds exactly so many.
[[nodiscard]] std::string read_secret(const std::filesystem::path& file, std::size_t bytes);

// Reads the key. Where there is none yet it is made, and every event that stands there is chained with it, once; where the record was made
// with a key that is not here, it is refused.
void prepare_audit_key(db::Database&, const std::filesystem::path& data_folder);

}  // namespace touchstone::carrying
