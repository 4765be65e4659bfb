// What is held about a person, and its erasure, on both engines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_store.h"
#include "events/event_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/draft_store.h"
#include "people/mail_store.h"
#include "people/organisation_store.h"
#include "privacy/erasure_store.h"
#include "privacy/rights_pages.h"
#include "privacy/rights_store.h"
#include "tests/site.h"

namespace touchstone::privacy {

using namespace events;
using namespace people;
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Rights : public ::testing::TestWithParam<db::Engine> {
protected:
    Rights() : site(GetParam()) {
        leaver = {AccountId::make(site.now), "zqleaver@example.org", "Zqname Leaver", "Zqjob", "zqhash", std::nullopt, site.now};
        second = {AccountId::make(site.now), "second@example.org", "Second Administrator", "", "", std::nullopt, site.now};
        write([&](db::Write& db) {
            for (const auto& [account, role] : {std::pair{leaver, Role::evaluator}, {second, Role::administrator}}) {
                EXPECT_TRUE(add_account(db, account));
                add_assignment(db, site.partnership(), on_partnership(site.partnership(), account.id, role, site.now));
            }
            keep_draft(db, leaver.id, "/evidence/new", R"({"title":"Zqdraft"})", site.now);
            add_mail(db, {site.partnership(), MailId::make(site.now), leaver.email, "Hello Zqname", "Zqbody", site.now, 0});
            access::start_session(db, leaver.id, site.partnership(), "zqtoken", site.now, false, "Zqbrowser");
            tell(db, leaver.id, R"({"name":"Zqbefore"})");
            tell(db, second.id, R"({"name":"Stays"})");
        });
        evaluation = site.add_evaluation("Written for the partnership");
    }
    void write(const std::function<void(db::Write&)>& change) {
        site.database().writing([&](db::Write& db) {
            change(db);
            return true;
        });
    }
    void tell(db::Write& db, const AccountId& about, const std::string& words) {
        record(db, {site.partnership(), site.now, second.id, "changed", "account", about.text, "", words, words});
    }
    template <class Work>
    auto reading(Work work) {
        return site.database().reading(work);
    }
    std::string everything() {
        std::string all;
        for (const auto& table : db::tagged_tables())
            for (const auto& column : table.columns)
                for (const auto& value : reading([&](db::Read& db) {
                         return db.all([](const db::Row& row) { return row.maybe<std::string>("value").value_or(""); },
                                       fmt::format("select cast({} as text) as value from {}", column.name, table.name));
                     }))
                    all += value + "\n";
        return all;
    }
    Audited audited() {
        return reading([&](db::Read& db) { return audit(db, site.partnership()); });
    }
    std::string ask_as_second() {
        const auto request =
            ErasureRequest{site.partnership(), ErasureId::make(site.now), leaver.id, ErasureReason::asked, second.id, site.now};
        write([&](db::Write& db) { add_request(db, site.by(Role::administrator), request); });
        return request.id.text;
    }
    testing::Site site;
    Account leaver, second;
    EvaluationId evaluation;
};

INSTANTIATE_TEST_SUITE_P(Both, Rights, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Rights, gather_each_row_that_is_about_a_person_and_no_secret) {
    const auto held = reading([&](db::Read& db) { return list_held(db, leaver); });
    std::vector<std::string> tables;
    std::string words;
    for (const auto& table : held) {
        tables.push_back(table.name);
        for (const auto& row : table.rows)
            for (const auto& [column, value] : row) words += column + "=" + value + "\n";
    }
    for (const auto* table : {"account", "assignment", "session", "draft", "mail", "event"}) EXPECT_THAT(tables, Contains(table));
    for (const auto* word : {"Zqname", "Zqjob", "Zqdraft", "Zqbrowser", "created_at=2026-11-23T"}) EXPECT_THAT(words, HasSubstr(word));
    for (const auto* secret : {"zqhash", "zqtoken", "Zqbody", "Stays", "Second"}) EXPECT_THAT(words, Not(HasSubstr(secret)));
}

TEST_P(Rights, need_two_administrators_for_an_erasure) {
    site.sign_in(Role::administrator);
    EXPECT_EQ(site.post("/rights", {{"email", "nobody@example.org"}, {"reason", "asked"}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post("/rights", {{"email", leaver.email}, {"reason", ""}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post("/rights", {{"email", " ZQLEAVER@example.org"}, {"reason", "asked"}}).status, web::Status::see_other);
    EXPECT_EQ(site.post("/rights", {{"email", leaver.email}, {"reason", "asked"}}).status, web::Status::unprocessable) << "asked already";
    const auto waiting = reading([&](db::Read& db) { return list_requests(db, site.partnership()); });
    ASSERT_EQ(waiting.size(), 1U);
    const auto address = "/rights/erasures/" + waiting.front().request.id.text;
    EXPECT_EQ(site.post(address + "/approve", {}).status, web::Status::unprocessable) << "the one who asked";
    EXPECT_NE(everything().find("Zqname"), std::string::npos);
    EXPECT_THAT(site.html("/rights"), Not(HasSubstr(address + "/approve")));
    EXPECT_EQ(site.post(address + "/turn-down", {}).status, web::Status::see_other);
    EXPECT_THAT(reading([&](db::Read& db) { return list_requests(db, site.partnership()); }), IsEmpty());
}

TEST_P(Rights, leave_no_word_of_an_erased_person_in_any_table) {
    EXPECT_NE(everything().find("Zqbefore"), std::string::npos);
    const auto address = "/rights/erasures/" + ask_as_second();
    site.sign_in(Role::administrator);
    EXPECT_EQ(site.post(address + "/approve", {}).status, web::Status::see_other);
    EXPECT_EQ(site.post(address + "/approve", {}).status, web::Status::not_found) << "it is decided";
    const auto left = everything();
    for (const auto* word : {"zqleaver", "Zqname", "Zqjob", "zqhash", "Zqdraft", "Zqbody", "zqtoken", "Zqbrowser", "Zqbefore"})
        EXPECT_EQ(left.find(word), std::string::npos) << word;
    for (const auto* kept : {"Stays", "Written for the partnership", "Second Administrator", "Former member of staff 1"})
        EXPECT_NE(left.find(kept), std::string::npos) << kept;
    EXPECT_THAT(reading([&](db::Read& db) { return access::find_partnership_of(db, leaver.id, site.now); }), std::nullopt)
        << "the roles ended";
    EXPECT_THAT(site.html("/rights"), HasSubstr("Former member of staff 1"));
}

TEST_P(Rights, keep_the_record_sound_over_an_erasure) {
    const auto address = "/rights/erasures/" + ask_as_second();
    site.sign_in(Role::administrator);
    EXPECT_EQ(site.post(address + "/approve", {}).status, web::Status::see_other);
    EXPECT_THAT(audited().faults, IsEmpty());
    EXPECT_GT(audited().erased, 0);
    write([&](db::Write& db) { db.run("update event set before = null, after = null, salt = '' where object_id = $1", second.id); });
    EXPECT_THAT(audited().faults, Contains(HasSubstr("no erasure after it says why"))) << "words that nobody was asked to erase";
}

TEST_P(Rights, do_not_erase_who_works_in_another_partnership_too) {
    write([&](db::Write& db) {
        const Partnership other{PartnershipId::make(site.now), "Another", "Elsewhere", ""};
        add_partnership(db, other);
        add_assignment(db, other.id, on_partnership(other.id, leaver.id, Role::reader, site.now));
    });
    site.sign_in(Role::administrator);
    EXPECT_EQ(site.post("/rights", {{"email", leaver.email}, {"reason", "asked"}}).status, web::Status::unprocessable);
}

TEST_P(Rights, make_the_own_copy_as_work_of_ones_own) {
    site.sign_in(Role::reader);
    const auto asked = site.post("/account/copy", {});
    EXPECT_EQ(asked.status, web::Status::see_other);
    EXPECT_EQ(site.get(asked.location).status, web::Status::ok);
    site.sign_in(Role::administrator);
    EXPECT_EQ(site.get(asked.location).status, web::Status::not_found) << "somebody else's";
}

TEST(Tombstones, are_read_as_they_were_written) {
    const Tombstone written{{"P"}, "account", "A", 17, Instant{std::chrono::milliseconds{1'234}}, {"B"}, {"C"}, ErasureReason::unlawful};
    EXPECT_EQ(tombstone_from(line_of(written)), written);
    for (const auto* wrong : {"", "P account A 17", "P account A 17 1234 B C 9", "P account A x 1234 B C 1"})
        EXPECT_FALSE(tombstone_from(wrong)) << wrong;
}

}  // namespace
}  // namespace touchstone::privacy
