// Sealing, and what the tables hold of it, on both engines.
#include "records/record_store.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone::records {
namespace {

class Store : public ::testing::TestWithParam<db::Engine> {
protected:
    Store() : site(GetParam()), folder(site.files().folder().parent_path()) {
        actor.id = site.account(Role::evaluator);
        actor.partnership = site.partnership();
        actor.has_factor = true;
        record.id = RecordId::make(site.now);
        record.words = {"Child 7", "How help came", "It came late."};
        record.keep_until = *date_from("2027-11-23");
        record.made_by = actor.id;
        record.made_at = site.now;
        privacy::vault().make_key(record.id.text);
        write([&](db::Write& db) { add_record(db, site.by(Role::evaluator), record, first_keeper(record)); });
    }
    void write(const std::function<void(db::Write&)>& change) {
        site.database().writing([&](db::Write& db) {
            change(db);
            return true;
        });
    }
    std::optional<Found> found(Instant at) {
        return site.database().reading([&](db::Read& db) { return find_record(db, actor, record.id, "session", at); });
    }
    void replace_key_file(const std::filesystem::path& file) {
        std::string key(std::filesystem::file_size(file), 'x');
        std::ofstream(file, std::ios::binary) << key;
    }
    testing::Site site;
    std::filesystem::path folder;
    Actor actor;
    Record record;
};

INSTANTIATE_TEST_SUITE_P(Both, Store, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Store, gives_a_reader_the_words_back) {
    const auto here = found(site.now);
    ASSERT_TRUE(here && here->is_readable);
    EXPECT_EQ(here->record.words, record.words);
    EXPECT_EQ(here->kind, ReaderKind::keeper);
    EXPECT_FALSE(here->is_open_at(site.now));
    EXPECT_FALSE(found(site.now - std::chrono::seconds{1})) << "not before they were named";
}

TEST_P(Store, is_open_for_a_quarter_of_an_hour_in_the_session_that_gave_a_reason) {
    write([&](db::Write& db) {
        add_reading(db, site.by(Role::evaluator), record.id,
                    {ReadingId::make(site.now), actor.id, site.now, Purpose::write, "For the study"}, "session");
    });
    const auto later = [&](int minutes) { return site.now + std::chrono::minutes{minutes}; };
    EXPECT_TRUE(found(later(14))->is_open_at(later(14)));
    EXPECT_FALSE(found(later(15))->is_open_at(later(15)));
    const auto elsewhere = site.database().reading([&](db::Read& db) { return find_record(db, actor, record.id, "another", site.now); });
    EXPECT_FALSE(elsewhere->is_open_at(site.now));
}

TEST_P(Store, keeps_what_was_saved_last_and_refuses_what_is_older) {
    auto after = record;
    after.version = 2;
    after.words.text = "It came in time.";
    site.database().writing([&](db::Write& db) {
        EXPECT_TRUE(save_record(db, site.by(Role::evaluator), after));
        EXPECT_FALSE(save_record(db, site.by(Role::evaluator), after));
        return true;
    });
    EXPECT_EQ(found(site.now)->record.words.text, "It came in time.");
}

TEST_P(Store, opens_nothing_that_was_changed_or_moved) {
    const auto sealed = site.database().reading([](db::Read& db) {
        return *db.first([](const db::Row& row) { return row.get<std::string>("words"); }, "select words from restricted_record");
    });
    for (const std::size_t at : {std::size_t{0}, sealed.size() / 2, sealed.size() - 6}) {
        auto altered = sealed;
        altered[at] = altered[at] == 'A' ? 'B' : 'A';
        write([&](db::Write& db) { db.run("update restricted_record set words = $1", altered); });
        EXPECT_FALSE(found(site.now)->is_readable) << at;
    }
    write([&](db::Write& db) { db.run("update restricted_record set words = $1, version = 2", sealed); });
    EXPECT_FALSE(found(site.now)->is_readable) << "the words of an earlier version";
    const auto other = RecordId::make(site.now).text;
    privacy::vault().make_key(other);
    EXPECT_FALSE(privacy::vault().open(other, "words/1", sealed)) << "the words of another record";
    EXPECT_TRUE(privacy::vault().open(record.id.text, "words/1", sealed));
}

TEST_P(Store, opens_nothing_with_another_key) {
    const auto server = folder / privacy::server_key_file, own = folder / privacy::key_folder / record.id.text;
    const auto spare = folder / "spare";
    for (const auto& file : {server, own}) {
        std::filesystem::copy_file(file, spare, std::filesystem::copy_options::overwrite_existing);
        replace_key_file(file);
        EXPECT_FALSE(found(site.now)->is_readable);
        EXPECT_FALSE(privacy::vault().can_open(record.id.text));
        std::filesystem::copy_file(spare, file, std::filesystem::copy_options::overwrite_existing);
        EXPECT_TRUE(found(site.now)->is_readable);
    }
    EXPECT_EQ(std::filesystem::status(server).permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_P(Store, makes_no_new_server_key_where_records_have_theirs) {
    std::filesystem::remove(folder / privacy::server_key_file);
    const privacy::Vault again(folder);
    EXPECT_FALSE(std::filesystem::exists(folder / privacy::server_key_file));
    EXPECT_FALSE(found(site.now)->is_readable);
}

TEST_P(Store, forgets_everything_when_the_record_is_erased) {
    write([&](db::Write& db) {
        EXPECT_TRUE(erase_record(db, site.by(Role::evaluator), record.id));
        EXPECT_FALSE(erase_record(db, site.by(Role::evaluator), record.id)) << "once is enough";
    });
    EXPECT_FALSE(found(site.now));
    privacy::vault().destroy_key(record.id.text);
    EXPECT_FALSE(privacy::vault().has_key(record.id.text));
    EXPECT_THROW((void)privacy::vault().seal(record.id.text, "words/1", "x"), db::Failure);
}

TEST_P(Store, seals_files_of_any_size_and_gives_them_back_whole_or_not_at_all) {
    for (const std::size_t size : {0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 300'000}) {
        const auto source = folder / "upload";
        std::string content(size, 'q');
        for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<char>('a' + i % 26);
        std::ofstream(source, std::ios::binary) << content;
        const auto kept = privacy::vault().keep_file(record.id.text, "file/1", source);
        EXPECT_EQ(privacy::vault().open_file(record.id.text, "file/1", kept.hash), content) << size;
        EXPECT_FALSE(privacy::vault().open_file(record.id.text, "file/2", kept.hash));
        const auto file = site.files().path_of(kept.hash);
        std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
        EXPECT_FALSE(privacy::vault().open_file(record.id.text, "file/1", kept.hash)) << size;
    }
}

TEST_P(Store, refuses_a_file_without_its_last_piece) {
    const auto source = folder / "upload";
    std::ofstream(source, std::ios::binary) << std::string(64 * 1024, 'q');
    const auto kept = privacy::vault().keep_file(record.id.text, "file/1", source);
    std::filesystem::resize_file(site.files().path_of(kept.hash), 24 + 64 * 1024 + 17);
    EXPECT_FALSE(privacy::vault().open_file(record.id.text, "file/1", kept.hash));
    std::ofstream(site.files().path_of(kept.hash), std::ios::app) << "more";
    EXPECT_FALSE(privacy::vault().open_file(record.id.text, "file/1", kept.hash));
}

TEST_P(Store, takes_no_path_for_a_record) {
    for (const auto* id : {"", "..", "../audit.key", "a/b", "A"}) EXPECT_THROW(privacy::vault().destroy_key(id), db::Failure) << id;
}

}  // namespace
}  // namespace touchstone::records
