// Everything that people wrote, as plain files: evaluations.json, evidence.json, and the files themselves.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "app/data_folder.h"

namespace touchstone::app {

struct Exported {
    int evaluations = 0, evidence = 0;
};
// Into `target`, which must not exist.
Exported export_all(const Data&, const std::filesystem::path& target);
// Files that rows refer to and that are not there.
std::vector<std::string> missing_files(const Data&);

}  // namespace touchstone::app
