// A record that was erased stays unreadable, whichever backup is brought back.
#include "carrying/record_keys.h"

#include <fstream>

#include <gtest/gtest.h>

#include "carrying/backup.h"
#include "carrying/erasure_work.h"
#include "people/account_store.h"
#include "people/organisation_store.h"
#include "privacy/erasure_store.h"
#include "records/record_store.h"

namespace touchstone::carrying {

namespace {

using std::filesystem::path;

class RecordKeys : public ::testing::Test {
protected:
    RecordKeys()
        : folder(std::filesystem::temp_directory_path() / ("touchstone-" + new_id_text(now()))), data(open_data(folder / "data", "")) {
        keeper.id = AccountId::make(at);
        keeper.partnership = PartnershipId::make(at);
        keeper.has_factor = true;
        data.database->writing([&](db::Write& db) {
            people::add_partnership(db, {keeper.partnership, "Partnership", "Area", ""});
            return people::add_account(db, {keeper.id, "keeper@example.org", "Keeper", "", "", std::nullopt, at});
        });
        for (auto* record : {&erased, &kept}) {
            record->id = records::RecordId::make(at);
            record->words = {"Child", "Title", "Text"};
            record->keep_until = *date_from("2030-01-01");
            record->made_by = keeper.id;
            record->made_at = at;
            privacy::vault().make_key(record->id.text);
            data.database->writing([&](db::Write& db) {
                records::add_record(db, {keeper.partnership, keeper.id, at}, *record, records::first_keeper(*record));
                return true;
            });
        }
        back_up(data, folder / "backup", {});
        copy_record_keys(data, folder / "keys");
        std::filesystem::copy(folder / "keys", folder / "old keys", std::filesystem::copy_options::recursive);
        erase();
    }
    ~RecordKeys() override { std::filesystem::remove_all(folder); }

    void erase() {
        data.database->writing([&](db::Write& db) {
            EXPECT_TRUE(records::erase_record(db, {keeper.partnership, keeper.id, at}, erased.id));
            privacy::add_tombstone(
                db, {keeper.partnership, privacy::record_kind, erased.id.text, 1, at, keeper.id, keeper.id, privacy::ErasureReason::asked});
            return true;
        });
        jobs::Job job;
        job.partnership = keeper.partnership;
        job.id = JobId::make(at);
        job.subject = erased.id.text;
        (void)erasure_work(*data.database, data.files, data.folder)(job, [](int, int, const std::string&) {});
    }
    // The backup from before the erasure, with these keys; the rest of the test works there.
    Data restored(const path& keys, const path& list) {
        restore({folder / "backup", folder / "new", "", list, keys}, {});
        return open_data(folder / "new", "");
    }
    bool can_read(const Data& in, const records::Record& record) {
        const auto found = in.database->reading([&](db::Read& db) { return records::find_record(db, keeper, record.id, "", at); });
        return found && found->is_readable;
    }

    const Instant at = now();
    path folder;
    Data data;
    Actor keeper;
    records::Record erased, kept;
};

TEST_F(RecordKeys, are_gone_from_the_copy_once_it_is_brought_up_to_date) {
    EXPECT_FALSE(privacy::vault().has_key(erased.id.text));
    copy_record_keys(data, folder / "keys");
    const auto fresh = restored(folder / "keys", {});
    EXPECT_FALSE(can_read(fresh, erased)) << "the row is back, its key is not";
    EXPECT_TRUE(can_read(fresh, kept));
}

TEST_F(RecordKeys, that_are_brought_back_from_an_old_copy_are_destroyed_by_the_list) {
    const auto fresh = restored(folder / "old keys", data.folder / erased_list);
    EXPECT_FALSE(can_read(fresh, erased));
    EXPECT_FALSE(privacy::vault().has_key(erased.id.text));
    EXPECT_TRUE(can_read(fresh, kept));
    EXPECT_EQ(fresh.database->reading([](db::Read& db) { return privacy::list_all_tombstones(db); }).size(), 1U);
}

TEST_F(RecordKeys, are_not_in_a_backup) {
    restore({folder / "backup", folder / "new", ""}, {});
    const auto fresh = open_data(folder / "new", "");
    EXPECT_FALSE(can_read(fresh, kept));
}

TEST_F(RecordKeys, are_kept_in_the_copy_when_they_are_merely_missing_here) {
    std::filesystem::remove(data.folder / privacy::key_folder / kept.id.text);
    copy_record_keys(data, folder / "keys");
    EXPECT_TRUE(std::filesystem::exists(folder / "keys" / privacy::key_folder / kept.id.text));
}

TEST_F(RecordKeys, are_not_mixed_with_those_of_another_server_or_with_other_files) {
    std::ofstream(folder / "old keys" / privacy::server_key_file, std::ios::binary) << "another";
    EXPECT_THROW(copy_record_keys(data, folder / "old keys"), Trouble);
    EXPECT_THROW(copy_record_keys(data, folder / "backup"), Trouble);
    EXPECT_THROW(bring_back_record_keys(folder / "backup", folder / "new"), Trouble);
}

TEST_F(RecordKeys, of_what_is_erased_stay_away_though_the_server_stopped_in_between) {
    std::filesystem::copy_file(folder / "old keys" / privacy::key_folder / erased.id.text,
                               data.folder / privacy::key_folder / erased.id.text);
    settle_erasures(*data.database, data.files, data.folder, at);
    EXPECT_FALSE(privacy::vault().has_key(erased.id.text));
}

}  // namespace
}  // namespace touchstone::carrying
