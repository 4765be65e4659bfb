#include "carrying/damage.h"

#include <fmt/format.h>

#include "db/on_disk.h"
#include "web/language.h"

namespace touchstone::carrying {

std::vector<Damage> find_damage(const Data& data) {
    std::vector<Damage> damage;
    for (const auto& [hash, of] : list_owners(*data.database))
        if (!db::is_whole(data.files.path_of(hash), hash)) damage.push_back({hash, !std::filesystem::exists(data.files.path_of(hash)), of});
    return damage;
}

std::string lines_of(const std::vector<Damage>& damage) {
    std::string lines;
    for (const auto& one : damage)
        lines += fmt::format("file {} {}: {}\n", one.hash, one.is_missing ? "is missing" : "was altered", web::listed(one.of));
    return lines;
}

std::string counted(const std::vector<Damage>& damage) {
    return damage.size() == 1 ? "1 file is damaged" : fmt::format("{} files are damaged", damage.size());
}

}  // namespace touchstone::carrying
