// Files that people gave us or jobs made, kept by what is in them: data/files/ab/abcdef…, named by SHA-256.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace touchstone::db {

struct Kept {
    std::string hash;  // 64 hexadecimal digits
    std::uint64_t size = 0;
};

class FileStore {
public:
    explicit FileStore(std::filesystem::path folder);

    // Copies `source` in. When it returns, the bytes and their name are on disk; only then may a row refer to them.
    [[nodiscard]] Kept keep(const std::filesystem::path& source) const;
    // Where the bytes of a kept file are.
    [[nodiscard]] std::filesystem::path path_of(const std::string& hash) const;
    // Removes a kept file to which no row refers any more.
    void forget(const std::string& hash) const;
    // Removes what a killed server had begun to write. Only while nobody keeps anything.
    void clear_unfinished() const;
    // Every file whose bytes no longer match its name.
    [[nodiscard]] std::vector<std::string> damaged() const;
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

[[nodiscard]] std::string sha256_of(const std::filesystem::path& file);

}  // namespace touchstone::db
