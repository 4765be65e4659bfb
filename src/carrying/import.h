// An export into a fresh server: all of it is looked at first, then all of it is there, or nothing.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "carrying/data_folder.h"

namespace touchstone::carrying {

struct ImportOptions {
    std::filesystem::path source;  // the folder of the export
    std::filesystem::path folder;  // of the data
    std::string database_url;      // empty: the SQLite inside
    std::string administrator;     // email address of who is to get in first; may be empty
    std::string base_url;          // that the link for them starts with
    std::string partnership = {};  // name of the one that they administer, where the export holds several
    // The erased.list of the server that was exported, or empty: what was erased there since is erased again.
    std::filesystem::path erased = {};
};

struct Imported {
    std::size_t evaluations = 0, evidence = 0, files = 0;
    std::string link;  // at which the administrator chooses a password; works once
};

// Throws Trouble with every problem, and with nothing imported.
Imported import_all(const ImportOptions&);

}  // namespace touchstone::carrying
