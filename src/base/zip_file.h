// A zip file of a few texts.
#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace touchstone {

// Names and contents, into a file that must not exist yet and that only its owner reads. Throws std::runtime_error.
void write_zip(const std::filesystem::path& target, const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace touchstone
