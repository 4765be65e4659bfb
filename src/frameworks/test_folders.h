// Where tests find the project's files and the shared fixtures.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "frameworks/pack.h"

namespace touchstone::frameworks::testing {

// The project's folder: above the test program or above where it was started.
inline std::filesystem::path project_folder() {
    for (const auto& start : {std::filesystem::current_path(), std::filesystem::read_symlink("/proc/self/exe").parent_path()})
        for (auto folder = start; folder != folder.root_path(); folder = folder.parent_path())
            if (std::filesystem::exists(folder / "frameworks/generic-2006/framework.yaml")) return folder;
    return {};
}

inline std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline std::vector<PackFile> pack_in(const std::filesystem::path& folder) {
    std::vector<PackFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back({std::filesystem::relative(entry.path(), folder).string(), content_of(entry.path())});
    return files;
}

// The published guide, where the shared fixtures are.
inline std::optional<std::string> shared_guide() {
    const auto* named = std::getenv("TOUCHSTONE_SHARED");
    const auto shared = named ? std::filesystem::path(named) : project_folder().parent_path() / "shared";
    const auto file = shared / "guide/guide.txt";
    return std::filesystem::exists(file) ? std::optional(content_of(file)) : std::nullopt;
}

}  // namespace touchstone::frameworks::testing
