// Kept files that are not what the database says they are.
#pragma once
#include <string>
#include <vector>

#include "carrying/data_folder.h"
#include "carrying/kept_store.h"

namespace touchstone::carrying {

struct Damage {
    std::string hash;
    bool is_missing = false;      // else altered
    std::vector<std::string> of;  // what it belongs to, in words
};

// Of every file that some row names. Reads all of them.
[[nodiscard]] std::vector<Damage> find_damage(const Data&);
// One line for each.
[[nodiscard]] std::string lines_of(const std::vector<Damage>&);
// "1 file is damaged", "2 files are damaged"
[[nodiscard]] std::string counted(const std::vector<Damage>&);

}  // namespace touchstone::carrying
