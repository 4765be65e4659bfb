// A disk that fails under SQLite: what was refused never comes back.
#include <atomic>
#include <filesystem>

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "db/database.h"
#include "db/health.h"

namespace {

std::atomic<bool> disk_fails{false};

int synced(long call, int file) {
    if (!disk_fails) return static_cast<int>(syscall(call, file));
    errno = EIO;
    return -1;
}

}  // namespace

// In place of the system's, for the libraries too.
extern "C" int fsync(int file) { return synced(SYS_fsync, file); }
extern "C" int fdatasync(int file) { return synced(SYS_fdatasync, file); }

namespace touchstone::db {
namespace {

class FailingDisk : public ::testing::Test {
protected:
    FailingDisk() { std::filesystem::create_directories(folder); }
    ~FailingDisk() override {
        disk_fails = false;
        note_write(true);
        std::filesystem::remove_all(folder);
    }
    static void add(Database& database, const std::string& id) {
        database.writing([&](Write& db) { return db.run("insert into thing (id) values ($1)", id); });
    }
    // What somebody finds who starts again after the power was cut at this moment.
    std::string after_a_power_cut() {
        const auto copy = folder / "copy";
        std::filesystem::remove_all(copy);
        std::filesystem::create_directories(copy);
        for (const auto* part : {"a.db", "a.db-wal"})
            if (std::filesystem::exists(folder / part)) std::filesystem::copy_file(folder / part, copy / part);
        std::string found;
        open_sqlite(copy / "a.db")->read([&](Read& db) {
            db.each([&](const Row& row) { found += row.get<std::string>("id") + " "; }, "select id from thing order by id");
        });
        return found;
    }

    const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("touchstone-disk-" + std::to_string(getpid()));
};

TEST_F(FailingDisk, brings_nothing_back_that_was_refused) {
    const auto database = open_sqlite(folder / "a.db");
    database->script("create table thing (id text not null primary key)");
    add(*database, "before");
    disk_fails = true;
    EXPECT_THROW(add(*database, "refused"), Failure);
    EXPECT_TRUE(writes_fail());
    EXPECT_EQ(after_a_power_cut(), "before ");
    disk_fails = false;
    EXPECT_EQ(after_a_power_cut(), "before ");
    add(*database, "later");
    EXPECT_FALSE(writes_fail());
    EXPECT_EQ(after_a_power_cut(), "before later ");
}

TEST_F(FailingDisk, that_is_whole_again_is_noticed_though_nobody_writes) {
    const auto database = open_sqlite(folder / "a.db");
    database->script("create table thing (id text not null primary key)");
    disk_fails = true;
    EXPECT_THROW(add(*database, "refused"), Failure);
    disk_fails = false;
    for (int tries = 0; writes_fail() && tries < 200; ++tries) usleep(50'000);
    EXPECT_FALSE(writes_fail());
}

}  // namespace
}  // namespace touchstone::db
