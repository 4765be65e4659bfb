#include "carrying/data_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <unistd.h>

#include "carrying/audit_key.h"
#include "carrying/backup.h"
#include "carrying/erasure_work.h"
#include "carrying/signing_key.h"
#include "carrying/unfinished_folder.h"
#include "db/migrate.h"
#include "db/on_disk.h"
#include "privacy/vault.h"

namespace touchstone::carrying {

namespace {

// One for each shape of the database: a server that tries again and again does not fill the disk with them.
void back_up_before_upgrade(const Data& data) {
    const auto copy = data.folder / "backups" / fmt::format("before-upgrade-from-{:04}", db::last_step(*data.database));
    const std::filesystem::path fresh = copy.string() + "-new";
    std::filesystem::remove_all(fresh);
    if (const auto damaged = back_up(data, fresh, {}); !damaged.empty())
        spdlog::warn("the copy before the upgrade is made, but {}: see touchstone doctor", counted(damaged));
    std::filesystem::remove_all(copy);
    db::name_whole(fresh, copy);
}

Data open_in(const std::filesystem::path& given, const std::string& database_url, bool is_locked) {
    const auto folder = std::filesystem::absolute(given).lexically_normal();  // other programs do not share our working folder
    std::filesystem::create_directories(folder / "spool");
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    Data data{folder, database_url.empty() ? db::open_sqlite(folder / "touchstone.db") : db::open_postgres(database_url),
              db::FileStore(folder / "files"), folder / "spool"};
    if (is_locked) data.database->keep_others_out();
    std::unique_ptr<Lock> lock;
    db::migrate(*data.database, db::known_migrations(), now(), [&] {
        if (!is_locked) lock = std::make_unique<Lock>(folder);
        back_up_before_upgrade(data);
    });
    privacy::use_vault(privacy::Vault(folder));
    prepare_audit_key(*data.database, folder);
    prepare_signing_key(*data.database, folder);
    settle_erasures(*data.database, data.files, folder, now());
    return data;
}

int locked(const std::filesystem::path& folder) {
    const int handle = open((folder / Lock::file_name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (handle < 0) throw Trouble("cannot write in " + folder.string());
    if (flock(handle, LOCK_EX | LOCK_NB) == 0) return handle;
    close(handle);
    throw Trouble("another server is using " + folder.string());
}

std::filesystem::path made_whole(const std::filesystem::path& folder) {
    refuse_unfinished(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

}  // namespace

Data open_data(const std::filesystem::path& folder, const std::string& database_url, bool is_locked) {
    refuse_unfinished(folder);
    return open_in(folder, database_url, is_locked);
}

Data open_unfinished_data(const std::filesystem::path& folder, const std::string& database_url) {
    return open_in(folder, database_url, true);
}

Data open_existing_data(const std::filesystem::path& folder, const std::string& database_url) {
    refuse_unfinished(folder);
    if (database_url.empty() && !std::filesystem::exists(folder / "touchstone.db"))
        throw Trouble("there are no data in " + folder.string());
    return open_data(folder, database_url);
}

Lock::Lock(const std::filesystem::path& folder) : handle_(locked(made_whole(folder))) {}

Lock::Lock(const std::filesystem::path& folder, Half) : handle_(locked(folder)) {}

Lock::~Lock() { close(handle_); }

Instant now() { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

}  // namespace touchstone::carrying
