#include "app/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/audit_key.h"
#include "app/backup.h"
#include "app/erasure_work.h"
#include "app/signing_key.h"
#include "db/migrate.h"
#include "records/vault.h"

namespace touchstone::app {

Data open_data(const std::filesystem::path& given, const std::string& database_url, bool is_locked) {
    const auto folder = std::filesystem::absolute(given).lexically_normal();  // other programs do not share our working folder
    std::filesystem::create_directories(folder / "spool");
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    Data data{folder, database_url.empty() ? db::open_sqlite(folder / "touchstone.db") : db::open_postgres(database_url),
              db::FileStore(folder / "files"), folder / "spool"};
    std::unique_ptr<Lock> lock;
    db::migrate(*data.database, db::known_migrations(), now(), [&] {
        if (!is_locked) lock = std::make_unique<Lock>(folder);
        back_up(data, folder / "backups" / ("before-upgrade-" + new_id_text(now())), {});
    });
    records::use_vault(records::Vault(folder));
    prepare_audit_key(*data.database, folder);
    prepare_signing_key(*data.database, folder);
    settle_erasures(*data.database, data.files, folder, now());
    return data;
}

Data open_existing_data(const std::filesystem::path& folder, const std::string& database_url) {
    if (database_url.empty() && !std::filesystem::exists(folder / "touchstone.db"))
        throw Trouble("there are no data in " + folder.string());
    return open_data(folder, database_url);
}

Lock::Lock(const std::filesystem::path& folder) : handle_(open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (handle_ < 0) throw Trouble("cannot write in " + folder.string());
    if (flock(handle_, LOCK_EX | LOCK_NB) != 0) {
        close(handle_);
        throw Trouble("another server is using " + folder.string());
    }
}

Lock::~Lock() { close(handle_); }

Instant now() { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

}  // namespace touchstone::app
