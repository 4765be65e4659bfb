// What is kept, what is not, and what the server says of its backups.
#include "carrying/nightly_backup.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "carrying/backup.h"
#include "carrying/backup_store.h"
#include "evidence/evidence_store.h"
#include "people/account_store.h"
#include "people/organisation_store.h"

namespace touchstone::carrying {

namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const auto never = [] { return false; };

TEST(NightlyBackups, of_a_year_seven_days_and_eight_weeks_are_kept) {
    std::set<std::string> kept;
    std::chrono::sys_days day = *date_from("2026-01-01");
    for (int i = 0; i < 365; ++i, day += std::chrono::days{1}) {
        kept.insert("nightly-" + iso(Date{day}));
        for (const auto& name : outdated({kept.begin(), kept.end()})) kept.erase(name);
    }
    EXPECT_THAT(kept, ::testing::ElementsAre("nightly-2026-11-15", "nightly-2026-11-22", "nightly-2026-11-29", "nightly-2026-12-06",
                                             "nightly-2026-12-13", "nightly-2026-12-20", "nightly-2026-12-25", "nightly-2026-12-26",
                                             "nightly-2026-12-27", "nightly-2026-12-28", "nightly-2026-12-29", "nightly-2026-12-30",
                                             "nightly-2026-12-31"));
}

// A server with one piece of evidence that has a file.
class Backups : public ::testing::Test {
protected:
    Backups()
        : folder(std::filesystem::temp_directory_path() / ("touchstone-" + new_id_text(now()))), data(open_data(folder / "data", "")) {
        std::ofstream(folder / "paper") << "What the crossing patrols saw";
        hash = data.files.keep(folder / "paper").hash;
        const auto partnership = PartnershipId::make(at);
        const auto account = AccountId::make(at);
        data.database->writing([&](db::Write& db) {
            people::add_partnership(db, {partnership, "Partnership", "Area", ""});
            (void)people::add_account(db, {account, "ada@example.org", "Ada", "", "", std::nullopt, at});
            evidence::Evidence item;
            item.id = EvidenceId::make(at);
            item.title = item.line = "Crossing patrols";
            item.from = item.to = date_of(at);
            item.added_by = account;
            item.added_at = at;
            evidence::add_evidence(db, {partnership, account, at}, item);
            evidence::add_file(db, {partnership, account, at},
                               {FileId::make(at), item.id, "patrols.txt", "text/plain", 29, hash, account, at});
            return true;
        });
    }
    ~Backups() override { std::filesystem::remove_all(folder); }
    void alter() { std::ofstream(data.files.path_of(hash)) << "What the crossing patrols said"; }
    BackupWatch watch() { return data.database->reading(find_backup_watch); }

    const Instant at = now();
    std::filesystem::path folder;
    Data data;
    std::string hash;
};

TEST_F(Backups, name_the_evidence_of_a_file_that_is_damaged_or_missing) {
    alter();
    const auto altered = back_up(data, folder / "altered", {});
    ASSERT_EQ(altered.size(), 1U);
    EXPECT_THAT(lines_of(altered), HasSubstr("was altered: “patrols.txt” of the evidence “Crossing patrols”"));
    std::filesystem::remove(data.files.path_of(hash));
    EXPECT_THAT(lines_of(back_up(data, folder / "missing", {})), HasSubstr("is missing: “patrols.txt”"));
}

TEST_F(Backups, with_a_damaged_file_are_brought_back_only_when_that_is_accepted) {
    alter();
    back_up(data, folder / "backup", {});
    EXPECT_THROW(restore({folder / "backup", folder / "new", ""}, {}), Trouble);
    EXPECT_FALSE(std::filesystem::exists(folder / "new"));
    const auto missing = restore({.backup = folder / "backup", .folder = folder / "new", .database_url = "", .accept_damaged = true}, {});
    EXPECT_THAT(lines_of(missing), HasSubstr("Crossing patrols"));
    EXPECT_EQ(lines_of(find_damage(open_data(folder / "new", ""))), lines_of(missing));
}

TEST_F(Backups, whose_own_copy_of_a_file_was_damaged_give_back_the_rest) {
    back_up(data, folder / "backup", {});
    std::ofstream(folder / "backup" / "files" / hash.substr(0, 2) / hash) << "other words";
    EXPECT_THROW(restore({folder / "backup", folder / "new", ""}, {}), Trouble);
    const auto missing = restore({.backup = folder / "backup", .folder = folder / "new", .database_url = "", .accept_damaged = true}, {});
    EXPECT_THAT(lines_of(missing), HasSubstr("Crossing patrols"));
}

TEST_F(Backups, of_the_night_are_noted_as_made_and_as_whole) {
    EXPECT_FALSE(is_backup_due(data, folder / "nights", at)) << "the data are of today";
    EXPECT_TRUE(is_backup_due(data, folder / "nights", at + std::chrono::days{1}));
    back_up_tonight(data, folder / "nights", at, never);
    EXPECT_FALSE(is_backup_due(data, folder / "nights", at));
    EXPECT_EQ(watch().made_at, at);
    EXPECT_EQ(watch().whole_at, at);
    alter();
    const auto next = at + std::chrono::days{1};
    back_up_tonight(data, folder / "nights", next, never);
    EXPECT_EQ(watch().made_at, next);
    EXPECT_EQ(watch().whole_at, at);
    EXPECT_EQ(watch().damaged, 1);
    EXPECT_THROW(back_up_tonight(data, folder / "data" / "touchstone.db", next, never), std::exception);
    EXPECT_EQ(watch().failed_at, next);
}

TEST_F(Backups, that_were_interrupted_are_never_taken_for_one) {
    EXPECT_THROW(back_up_tonight(data, folder / "nights", at, [] { return true; }), std::exception);
    EXPECT_THAT(std::filesystem::exists(folder / "nights" / nightly_name(at)), false);
    EXPECT_TRUE(std::filesystem::is_empty(folder / "nights"));
    EXPECT_FALSE(watch().failed_at);
}

}  // namespace
}  // namespace touchstone::carrying
