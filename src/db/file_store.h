// Files that people gave us or jobs made, kept by what is in them: data/files/ab/abcdef…, named by SHA-256.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <set>
#include <shared_mutex>
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
    // Keeps a text as a file and answers its hash. `spool` is the folder for files that are being made.
    [[nodiscard]] std::string keep_text(const std::string& words, const std::filesystem::path& spool) const;
    // Where the bytes of a kept file are.
    [[nodiscard]] std::filesystem::path path_of(const std::string& hash) const;
    // As long as the answer lives nothing is forgotten: for the time between keeping a file and writing the row that refers to it.
    [[nodiscard]] std::shared_lock<std::shared_mutex> keeping() const;
    // Removes those of the files that are not in use, asked while nobody keeps anything. Answers how many.
    int forget(const std::vector<std::string>& hashes, const std::function<std::set<std::string>()>& used) const;
    // Every kept file that has lain here for so long.
    [[nodiscard]] std::vector<std::string> older_than(std::chrono::hours) const;
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
