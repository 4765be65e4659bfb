// A concern reaches those who receive it and nobody else, in time or higher up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "concerns/concern_pages.h"
#include "concerns/concern_store.h"
#include "people/organisation_store.h"
#include "tests/site.h"

namespace touchstone::concerns {

using namespace people;
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Raising, wants_words_and_an_urgency_and_says_all_at_once) {
    const Actor actor{AccountId{"me"}, "Me", PartnershipId{"p"}, {}, {}, false, false};
    EXPECT_EQ(raise({"", "", "", "", ""}, {}, actor, Instant{}).error(),
              (Problems{{"urgency", "people.concern.urgency_missing"}, {"words", "people.concern.words_missing"}}));
    EXPECT_EQ(raise({"elsewhere", "now", "x", "", ""}, {OrganisationId{"here"}}, actor, Instant{}).error(),
              (Problems{{"organisation", "people.concern.organisation_wrong"}}));
    EXPECT_EQ(raise({"", "now", std::string(4001, 'x'), std::string(501, 'x'), ""}, {}, actor, Instant{}).error().size(), 2U);
    const auto raised = raise({"", "now", "x", "", ""}, {}, actor, Instant{});
    EXPECT_FALSE(is_late(*raised, deadline_of(*raised)));
    EXPECT_TRUE(is_late(*raised, deadline_of(*raised) + std::chrono::seconds{1}));
}

class Concerns : public ::testing::TestWithParam<db::Engine> {
protected:
    Concerns() : site(GetParam()) {
        organisation = OrganisationId::make(site.now);
        site.database().writing([&](db::Write& db) {
            add_organisation(db, site.by(Role::administrator), {organisation, "Council", "council_department"});
            add_receiver(db, site.by(Role::administrator), organisation, site.account(Role::lead));
            add_receiver(db, site.by(Role::administrator), {}, site.account(Role::moderator));
            return true;
        });
    }
    std::string raise_one(const std::string& about) {
        site.sign_in(Role::evaluator);
        const auto sent =
            site.post("/concerns/new",
                      {{"urgency", "now"}, {"words", "Zqxbruises"}, {"who", "Zqxchild"}, {"told", "Zqxtold"}, {"organisation", about}});
        EXPECT_EQ(sent.status, web::Status::see_other);
        return sent.location;
    }
    std::vector<std::string> mailed() {
        return site.database().reading([](db::Read& db) {
            return db.all([](const db::Row& row) { return row.get<std::string>("to_address"); },
                          "select to_address from mail order by to_address");
        });
    }
    std::string address_of(Role role) { return std::to_string(static_cast<int>(role)) + "@example.org"; }

    testing::Site site;
    OrganisationId organisation;
};

INSTANTIATE_TEST_SUITE_P(Both, Concerns, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Concerns, are_there_for_the_receiver_and_the_one_who_raised_them_alone) {
    const auto address = raise_one(organisation.text);
    EXPECT_THAT(site.html(address), HasSubstr("Zqxbruises")) << "one's own";
    EXPECT_THAT(mailed(), ::testing::ElementsAre(address_of(Role::lead)));
    for (const auto other : {Role::administrator, Role::moderator, Role::reader}) {
        site.sign_in(other);
        EXPECT_EQ(site.get(address).status, web::Status::not_found) << static_cast<int>(other);
        EXPECT_THAT(site.html("/concerns"), Not(HasSubstr(address)));
        EXPECT_EQ(site.post(address, {{"kind", "read"}}).status, web::Status::not_found);
    }
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/audit"), Not(HasSubstr("Zqx")));
    for (const auto* table : {"event", "mail", "draft"})
        site.database().reading([&](db::Read& db) {
            db.each([&](const db::Row& row) { EXPECT_EQ(row.get<std::string>("words").find("Zqx"), std::string::npos) << table; },
                    table == std::string("event")  ? "select coalesce(before, '') || coalesce(after, '') || part as words from event"
                    : table == std::string("mail") ? "select subject || body as words from mail"
                                                   : "select fields as words from draft");
            return 0;
        });
}

TEST_P(Concerns, are_opened_taken_on_and_closed_in_this_order_and_the_one_who_raised_them_sees_it) {
    const auto address = raise_one(organisation.text);
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html(address), Not(HasSubstr("Zqxbruises"))) << "opening comes first, and is written down";
    EXPECT_EQ(site.post(address, {{"kind", "read"}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(address), HasSubstr("Zqxbruises"));
    EXPECT_EQ(site.post(address, {{"kind", "closed"}, {"words", "Done"}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(address, {{"kind", "acknowledged"}, {"words", ""}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(address, {{"kind", "acknowledged"}, {"words", "I am phoning."}}).status, web::Status::see_other);
    EXPECT_EQ(site.post(address, {{"kind", "acknowledged"}, {"words", "Again"}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(address, {{"kind", "closed"}, {"words", "Seen by the team."}}).status, web::Status::see_other);
    EXPECT_EQ(site.post(address, {{"kind", "noted"}, {"words", "Late"}}).status, web::Status::unprocessable);
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(address), ::testing::AllOf(HasSubstr("I am phoning."), HasSubstr("Seen by the team."), HasSubstr("Lachie Lead")));
    EXPECT_EQ(site.post(address, {{"kind", "noted"}, {"words", "Mine"}}).status, web::Status::unprocessable)
        << "who raised it does not answer it";
}

TEST_P(Concerns, are_passed_on_once_when_nobody_takes_them_on_in_time) {
    const auto address = raise_one(organisation.text);
    const auto escalate = [&] {
        return site.database().writing([&](db::Write& db) { return escalate_concerns(db, "http://localhost", site.now); });
    };
    EXPECT_EQ(escalate(), 0);
    site.sign_in(Role::moderator);
    EXPECT_EQ(site.get(address).status, web::Status::not_found);
    site.now += std::chrono::minutes{61};
    EXPECT_EQ(escalate(), 1);
    EXPECT_EQ(escalate(), 0);
    EXPECT_THAT(mailed(), ::testing::Contains(address_of(Role::moderator)));
    EXPECT_EQ(site.get(address).status, web::Status::ok);
}

TEST_P(Concerns, without_a_receiver_of_their_own_reach_the_one_of_all) {
    const auto address = raise_one("");
    EXPECT_THAT(mailed(), ::testing::ElementsAre(address_of(Role::moderator)));
    site.sign_in(Role::moderator);
    EXPECT_EQ(site.get(address).status, web::Status::ok);
}

}  // namespace
}  // namespace touchstone::concerns
