// A zip file of a few texts.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace touchstone {

// Names and contents, into a file that must not exist yet and that only its owner reads. Throws std::runtime_error.
void write_zip(const std::filesystem::path& target, const std::vector<std::pair<std::string, std::string>>& files);
// More of them into an archive that is there. Throws std::runtime_error.
void add_to_zip(const std::filesystem::path& target, const std::vector<std::pair<std::string, std::string>>& files);
// The same with names and files on disk, which are read piece by piece.
void add_files_to_zip(const std::filesystem::path& target, const std::vector<std::pair<std::string, std::filesystem::path>>& files);
// Each of these files in the archive becomes what its function makes of it. Throws std::runtime_error when one is not there.
void rewrite_in_zip(const std::filesystem::path& target, const std::map<std::string, std::function<std::string(std::string)>>& changes);

}  // namespace touchstone
