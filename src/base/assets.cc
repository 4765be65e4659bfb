#include "base/assets.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

// Written by tools/embed.py: name, begin, end; closed by three nulls.
extern "C" const char* const touchstone_assets[];

namespace touchstone::assets {
namespace {

std::filesystem::path& project_folder() {
    static std::filesystem::path folder;
    return folder;
}

const std::map<std::string, std::string_view, std::less<>>& embedded() {
    static const auto index = [] {
        std::map<std::string, std::string_view, std::less<>> found;
        for (const char* const* entry = touchstone_assets; entry[0] != nullptr; entry += 3)
            found.emplace(entry[0], std::string_view(entry[1], static_cast<std::size_t>(entry[2] - entry[1])));
        return found;
    }();
    return index;
}

}  // namespace

std::vector<std::string> names_under(std::string_view folder) {
    std::vector<std::string> names;
    const std::string prefix = std::string(folder) + "/";
    for (auto entry = embedded().lower_bound(prefix); entry != embedded().end() && entry->first.starts_with(prefix); ++entry)
        names.push_back(entry->first);
    if (!are_read_from_disk() || !std::filesystem::is_directory(project_folder() / folder)) return names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(project_folder() / folder))
        if (entry.is_regular_file()) names.push_back(entry.path().lexically_relative(project_folder()).generic_string());
    std::ranges::sort(names);
    const auto twice = std::ranges::unique(names);
    names.erase(twice.begin(), twice.end());
    return names;
}

bool exists(const std::string& name) {
    return embedded().contains(name) || (are_read_from_disk() && std::filesystem::is_regular_file(project_folder() / name));
}

std::string content(const std::string& name) {
    if (are_read_from_disk()) {
        std::ifstream file(project_folder() / name, std::ios::binary);
        std::stringstream text;
        if (file && text << file.rdbuf()) return text.str();
    }
    const auto found = embedded().find(name);
    if (found == embedded().end()) throw std::logic_error("no asset " + name);
    return std::string(found->second);
}

void read_from(std::filesystem::path project) { project_folder() = std::move(project); }
bool are_read_from_disk() { return !project_folder().empty(); }

}  // namespace touchstone::assets
