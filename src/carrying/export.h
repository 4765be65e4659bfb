// Everything that is owned, as plain files that can be read without Touchstone and imported into a fresh one.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "carrying/data_folder.h"

namespace touchstone::carrying {

inline constexpr const char* export_format = "touchstone-export-1";

struct Exported {
    std::size_t evaluations = 0, evidence = 0, files = 0;
    int sealed = 0;  // rows of what somebody judged alone, which are not in it
    int cut = 0;     // rows that tie the organisation to what others own, which are not in it
};
// Into `target`, which must not exist: all of the server, or what the organisation of that name owns.
Exported export_all(const Data&, const std::filesystem::path& target, const std::string& organisation = {});

}  // namespace touchstone::carrying
