// An erased word is on the disk no more, and a backup from before is erased again.
#include "carrying/erasure_work.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "events/event_store.h"
#include "jobs/job_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/draft_store.h"
#include "privacy/erasure_store.h"
#include "privacy/rights_pages.h"
#include "tests/site.h"

namespace touchstone::carrying {
namespace {

constexpr std::string_view word = "Zqxwvutsr";

class Erasure : public ::testing::TestWithParam<db::Engine> {
protected:
    Erasure() : site(GetParam()), folder(site.files().folder().parent_path()) {
        std::filesystem::create_directories(folder / "spool");
        site.database().writing([&](db::Write& db) {
            const std::string name{word};
            if (!people::add_account(db, {leaver, "zqxwvutsr@example.org", name, name, "", std::nullopt, site.now})) return false;
            people::add_assignment(db, site.partnership(), people::on_partnership(site.partnership(), leaver, Role::reader, site.now));
            // Enough that pages are split and freed.
            for (int i = 0; i < 300; ++i) {
                people::keep_draft(db, leaver, std::to_string(i), R"({"title":")" + name + std::string(500, 'x') + "\"}", site.now);
                events::record(
                    db, {site.partnership(), site.now, leaver, "changed", "account", leaver.text, "", "", R"({"name":")" + name + "\"}"});
            }
            return true;
        });
    }
    jobs::Result approve_and_work() {
        jobs::Job job;
        job.partnership = site.partnership();
        job.id = JobId::make(site.now);
        job.subject = leaver.text;
        site.database().writing([&](db::Write& db) {
            return privacy::erase_account(
                db,
                privacy::tombstone_of(
                    {site.partnership(), {}, leaver, privacy::ErasureReason::asked, site.account(Role::evaluator), site.now}, 17,
                    site.account(Role::administrator), site.now),
                privacy::former_name(17), site.now);
        });
        return erasure_work(site.database(), site.files(), folder)(job, [](int, int, const std::string&) {});
    }
    std::string name_now() {
        return site.database().reading([&](db::Read& db) { return people::find_account(db, leaver)->name; });
    }
    int files_with_the_word() {
        int found = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (!entry.is_regular_file()) continue;
            std::ostringstream bytes;
            bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            found += bytes.str().find(word) != std::string::npos ? 1 : 0;
        }
        return found;
    }
    testing::Site site;
    std::filesystem::path folder;
    AccountId leaver = AccountId::make(site.now);
};

INSTANTIATE_TEST_SUITE_P(Both, Erasure, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Erasure, leaves_no_byte_of_the_word_in_the_folder_and_a_certificate) {
    if (GetParam() == db::Engine::sqlite) {
        EXPECT_GT(files_with_the_word(), 0);
    }
    const auto certificate = approve_and_work();
    EXPECT_EQ(files_with_the_word(), 0);
    EXPECT_EQ(name_now(), "Former member of staff 17");
    std::ostringstream paper;
    paper << std::ifstream(site.files().path_of(certificate.hash)).rdbuf();
    EXPECT_THAT(paper.str(), ::testing::AllOf(::testing::HasSubstr("Ewan Evaluator"), ::testing::HasSubstr("Ailsa Administrator")));
    EXPECT_EQ(site.database().check(), "");
}

TEST_P(Erasure, is_done_where_other_work_of_that_person_made_no_file) {
    std::ofstream(site.files().folder() / "kept") << "something of somebody else's";
    site.database().writing([&](db::Write& db) {
        const auto id = jobs::ask(db, jobs::unattended(site.partnership(), leaver), "file_text", site.partnership().text, site.now);
        jobs::finish(db, *jobs::find_job(db, site.partnership(), *id), "", "", site.now);
        return true;
    });
    EXPECT_NO_THROW(approve_and_work());
    EXPECT_TRUE(std::filesystem::exists(site.files().folder() / "kept"));
}

TEST_P(Erasure, is_done_again_on_a_database_from_before) {
    approve_and_work();
    const auto list = folder / erased_list;
    ASSERT_TRUE(std::filesystem::exists(list));
    // The database as a backup has it: the person is there, and nothing says that he or she was erased.
    site.database().writing([&](db::Write& db) {
        db.run("update account set name = $2 where id = $1", leaver, std::string(word));
        db.run("delete from tombstone");
        return true;
    });
    EXPECT_EQ(settle_erasures(site.database(), site.files(), folder, site.now), 1);
    EXPECT_EQ(name_now(), "Former member of staff 17");
    EXPECT_EQ(files_with_the_word(), 0);
    EXPECT_EQ(settle_erasures(site.database(), site.files(), folder, site.now), 0) << "once is enough";
}

TEST_P(Erasure, is_listed_even_when_the_server_stopped_before_it_was) {
    approve_and_work();
    std::filesystem::remove(folder / erased_list);
    EXPECT_EQ(settle_erasures(site.database(), site.files(), folder, site.now), 0);
    EXPECT_GT(std::filesystem::file_size(folder / erased_list), 0U);
}

}  // namespace
}  // namespace touchstone::carrying
