// Somewhere to put what other programs read and write.
#pragma once
#include <filesystem>
#include <string>

namespace touchstone {

// A folder that is gone when the work is over, however it ends.
struct Workbench {
    explicit Workbench(const std::filesystem::path& parent);
    ~Workbench();
    Workbench(const Workbench&) = delete;
    Workbench& operator=(const Workbench&) = delete;
    std::filesystem::path folder;
};

// Removes a file or a folder with all that is in it. A program that is being killed may still write there, so it tries again for two
// seconds; false if something is left even then.
bool clear_away(const std::filesystem::path&);

// Makes the folder that it stands in where there is none.
void write_file(const std::filesystem::path&, const std::string& content);
[[nodiscard]] std::string read_file(const std::filesystem::path&);

}  // namespace touchstone
