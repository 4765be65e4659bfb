// A backup is a folder: the database as of one moment, every kept file, and a manifest that says what must be in it.
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "carrying/damage.h"
#include "carrying/data_folder.h"

namespace touchstone::carrying {

using Watch = std::function<void(std::size_t done, std::size_t total)>;

// Makes the backup in `target`, which must not exist, and opens it again to see that it is whole; until then it is called
// TARGET.unfinished. Answers the files that the rows name and that could not go in: they are missing here, or not what they were.
std::vector<Damage> back_up(const Data&, const std::filesystem::path& target, const Watch&);
// Every way in which the backup is not what its manifest says; empty when it is. `files`: what is wrong with kept files only.
struct BackupProblems {
    std::string database, files;
};
[[nodiscard]] BackupProblems backup_problems(const std::filesystem::path& backup);

struct RestoreOptions {
    std::filesystem::path backup, folder;  // the folder is absent or empty
    std::string database_url;              // of an empty PostgreSQL; or empty
    // The erased.list of the server that the backup replaces, or empty: what was erased since is erased again.
    std::filesystem::path erased = {};
    std::filesystem::path record_keys = {};  // the copy of the keys of restricted records, or empty
    bool accept_damaged = false;             // bring back what is whole
};
// Everything or nothing, whenever it is interrupted. Answers the files that are not back.
std::vector<Damage> restore(const RestoreOptions&, const Watch&);

}  // namespace touchstone::carrying
