// Everything that is owned, as plain files that can be read without Touchstone and imported into a fresh one.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "carrying/data_folder.h"

namespace touchstone::carrying {

inline constexpr const char* export_format = "touchstone-export-2";
// Of a Touchstone whose tables were made in fifty steps: the last of them is what the first steps of today make.
inline constexpr const char* export_format_before = "touchstone-export-1";
inline constexpr int last_step_before = 50, same_step_today = 20;

struct Exported {
    std::size_t evaluations = 0, evidence = 0, files = 0;
    int sealed = 0;  // rows of what somebody judged alone, which are not in it
    int cut = 0;     // rows that tie the organisation to what others own, which are not in it
};
// Into `target`, which must not exist: all of the server, or what the organisation of that name owns.
Exported export_all(const Data&, const std::filesystem::path& target, const std::string& organisation = {});

}  // namespace touchstone::carrying
