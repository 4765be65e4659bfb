// Where a server keeps everything: DATA/touchstone.db (or a PostgreSQL elsewhere), DATA/files, DATA/spool, DATA/backups.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "base/time.h"
#include "db/database.h"
#include "db/file_store.h"

namespace touchstone::carrying {

// Something the person at the console can put right: said in one line.
struct Trouble : std::runtime_error {
    explicit Trouble(const std::string& words, int exit_status = 1) : runtime_error(words), status(exit_status) {}
    int status;  // that the program exits with
};

struct Data {
    std::filesystem::path folder;
    std::unique_ptr<db::Database> database;
    db::FileStore files;
    std::filesystem::path spool;
};

// Opens what is there, or makes it. `database_url` is empty for the SQLite inside. An older database is brought up to date after a
// backup, but never under another server's feet: `is_locked` says that the caller holds the lock. Throws Trouble where a restore or an
// import was interrupted.
[[nodiscard]] Data open_data(const std::filesystem::path& folder, const std::string& database_url, bool is_locked = false);
// Opens what must be there already.
[[nodiscard]] Data open_existing_data(const std::filesystem::path& folder, const std::string& database_url);

// Opens the half of one that a restore or an import is making, which holds the lock.
[[nodiscard]] Data open_unfinished_data(const std::filesystem::path& folder, const std::string& database_url);

// Keeps a second server out of the same folder for as long as it lives.
class Lock {
public:
    enum class Half { made };
    static constexpr const char* file_name = "lock";
    // Makes the folder where it is not there; refuses one that is half made.
    explicit Lock(const std::filesystem::path& folder);
    // For the one that makes it.
    Lock(const std::filesystem::path& folder, Half);
    ~Lock();
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    int handle_;
};

[[nodiscard]] Instant now();

}  // namespace touchstone::carrying
