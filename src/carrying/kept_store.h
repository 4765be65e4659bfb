// What the database says about kept files.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "db/database.h"

namespace touchstone::carrying {

// For each kept file that some row of any partnership names, by its hash: what it belongs to, in words.
using Owners = std::map<std::string, std::vector<std::string>>;
// Also in a database that has not been brought up to date yet.
[[nodiscard]] Owners list_owners(db::Database&);

// The hash of every kept file that some row refers to.
[[nodiscard]] std::set<std::string> files_in_use(db::Database&);

}  // namespace touchstone::carrying
