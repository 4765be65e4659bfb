// Files that are there whole or not at all, whatever stops the program or the machine in between.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace touchstone::db {

// Each throws NoRoom or Failure, and then nothing has taken the name of what was to be written.

// Waits until the bytes of a file, or the names in a folder, are on the disk.
void put_on_disk(const std::filesystem::path&);
// All folders below this one, and it itself.
void put_folders_on_disk(const std::filesystem::path&);
// Gives a file or folder that is written its name, in place of the file or empty folder that has it.
void name_whole(const std::filesystem::path& fresh, const std::filesystem::path& name);
// Under another name first. Nobody but its owner can read it.
void write_whole(const std::filesystem::path&, std::string_view bytes);
void copy_whole(const std::filesystem::path& from, const std::filesystem::path& to);
// Removed; the name is gone from the disk when this returns.
void remove_whole(const std::filesystem::path&);
// Written over with nothing before it is removed.
void destroy(const std::filesystem::path&);

// Whether the file is there and its bytes are those of this SHA-256. Reads all of it.
[[nodiscard]] bool is_whole(const std::filesystem::path&, const std::string& sha256);

// What a file that is written begins with before it has its name: what is left of it means nothing.
inline constexpr std::string_view unnamed = "new-";

}  // namespace touchstone::db
