#include "db/file_store.h"

#include <array>
#include <fstream>

#include <fmt/format.h>
#include <sodium.h>

#include "base/ids.h"
#include "db/db.h"
#include "db/on_disk.h"

namespace touchstone::db {
namespace {

// Copies when `target` is given; hashes in any case.
Kept read_through(const std::filesystem::path& source, std::ofstream* target) {
    std::ifstream in(source, std::ios::binary);
    if (!in) throw Failure("a file cannot be read");
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    Kept kept;
    std::array<char, 64 * 1024> buffer{};
    while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
        const auto count = static_cast<std::size_t>(in.gcount());
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(buffer.data()), count);
        if (target) target->write(buffer.data(), in.gcount());
        kept.size += count;
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    for (const auto byte : hash) kept.hash += fmt::format("{:02x}", byte);
    return kept;
}

// One for the process: a file store is a folder, and its copies share it.
std::shared_mutex& forgetting() {
    static std::shared_mutex mutex;
    return mutex;
}

}  // namespace

FileStore::FileStore(std::filesystem::path folder) : folder_(std::move(folder)) { std::filesystem::create_directories(folder_); }

std::string FileStore::keep_text(const std::string& words, const std::filesystem::path& spool) const {
    const auto paper =
        spool / ("text-" + new_id_text(std::chrono::time_point_cast<Instant::duration>(std::chrono::system_clock::now())) + ".txt");
    std::ofstream(paper) << words;
    const auto kept = keep(paper);
    std::filesystem::remove(paper);
    return kept.hash;
}

std::filesystem::path FileStore::path_of(const std::string& hash) const { return folder_ / hash.substr(0, 2) / hash; }

Kept FileStore::keep(const std::filesystem::path& source) const {
    const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto fresh = folder_ / (std::string(unnamed) + new_id_text(now));
    errno = 0;
    std::ofstream out(fresh, std::ios::binary);
    const auto kept = read_through(source, &out);
    out.close();
    if (!out) {
        const bool is_full = errno == ENOSPC;
        std::filesystem::remove(fresh);
        if (is_full) throw NoRoom("there is no room for a file");
        throw Failure("a file could not be kept");
    }
    const auto home = path_of(kept.hash);
    const bool new_folder = std::filesystem::create_directories(home.parent_path());
    name_whole(fresh, home);
    if (new_folder) put_on_disk(folder_);
    return kept;
}

std::shared_lock<std::shared_mutex> FileStore::keeping() const { return std::shared_lock(forgetting()); }

int FileStore::forget(const std::vector<std::string>& hashes, const std::function<std::set<std::string>()>& used) const {
    const std::unique_lock alone(forgetting());
    const auto in_use = used();
    int gone = 0;
    for (const auto& hash : hashes) gone += !in_use.contains(hash) && std::filesystem::remove(path_of(hash)) ? 1 : 0;
    return gone;
}

std::vector<std::string> FileStore::older_than(std::chrono::hours age) const {
    std::vector<std::string> old;
    const auto before = std::filesystem::file_time_type::clock::now() - age;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_))
        if (entry.is_regular_file() && entry.path().filename().string().size() == 64 && entry.last_write_time() < before)
            old.push_back(entry.path().filename().string());
    return old;
}

void FileStore::clear_unfinished() const {
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
        if (entry.is_regular_file() && entry.path().filename().string().starts_with(unnamed)) std::filesystem::remove(entry.path());
}

std::vector<std::string> FileStore::damaged() const {
    std::vector<std::string> wrong;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_)) {
        const auto name = entry.path().filename().string();
        if (entry.is_regular_file() && name.size() == 64 && sha256_of(entry.path()) != name) wrong.push_back(name);
    }
    return wrong;
}

std::string sha256_of(const std::filesystem::path& file) { return read_through(file, nullptr).hash; }

}  // namespace touchstone::db
