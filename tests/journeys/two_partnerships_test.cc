// Two partnerships on one server that do not trust each other: what one of them learns of, and can do to, an account of the other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/password.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/mail_pages.h"
#include "people/mail_store.h"
#include "people/organisation_store.h"
#include "tests/window.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Window;

constexpr const char* password = "four unrelated words here";
constexpr const char* address = "morag@elsewhere.example";

class TwoPartnerships : public ::testing::TestWithParam<db::Engine> {
protected:
    TwoPartnerships() : site(GetParam()), elsewhere(PartnershipId::make(site.now)) {
        people::Account account{AccountId::make(site.now), address, "Morag Truename", "Head of truth", "", std::nullopt, site.now};
        morag = account.id;
        write([&](db::Write& db) {
            people::add_partnership(db, {elsewhere, "Elsewhere", "Elsewhere", ""});
            ASSERT_TRUE(people::add_account(db, account));
            people::add_assignment(db, elsewhere, people::on_partnership(elsewhere, morag, Role::lead, site.now));
        });
    }
    template <class Change>
    void write(Change change) {
        site.database().writing([&](db::Write& db) {
            change(db);
            return true;
        });
    }
    void take_password() {
        static const auto hash = access::hash_password(password);
        write([&](db::Write& db) { db.run("update account set password_hash = $2 where id = $1", morag, hash); });
    }
    web::Response invite(const std::string& name = "M. Typed") {
        site.sign_in(Role::administrator);
        return site.post("/people/invite",
                         {{"name", name}, {"email", address}, {"role", "lead"}, {"on", "partnership/" + site.partnership().text}});
    }
    // The path that begins so, in any mail of the partnership, whoever may read it.
    std::string link(const PartnershipId& partnership, const std::string& path) {
        const auto letters = site.database().reading([&](db::Read& db) { return people::list_waiting_mail(db, partnership, 99); });
        for (const auto& one : letters)
            if (const auto begin = one.body.find(path); begin != std::string::npos)
                return one.body.substr(begin, one.body.find('\n', begin) - begin);
        return {};
    }
    std::size_t roles_here() {
        return site.database()
            .reading([&](db::Read& db) {
                return db.all([](const db::Row&) { return true; },
                              "select id from assignment where partnership_id = $1 and account_id = $2", site.partnership(), morag);
            })
            .size();
    }
    Window signed_in() {
        take_password();
        Window window(site);
        EXPECT_EQ(window.post("/sign-in", {{"email", address}, {"password", password}}).status, 303);
        return window;
    }
    web::Answer answer(Window& window, const std::string& offer, const std::string& wish) {
        return window.post("/role-offer", {{"one_time_link", offer.substr(offer.find('=') + 1)}, {"do", wish}});
    }

    testing::Site site;
    PartnershipId elsewhere;
    AccountId morag;
};

INSTANTIATE_TEST_SUITE_P(Both, TwoPartnerships, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(TwoPartnerships, finds_no_link_in_its_outbox_that_opens_the_account_of_a_stranger_whom_it_invited) {
    EXPECT_EQ(invite().location, "/people?invited=yes");
    EXPECT_THAT(site.html("/outbox"), AllOf(HasSubstr(address), Not(HasSubstr("/choose-password"))));
    EXPECT_EQ(link(site.partnership(), "/choose-password"), "");
    const auto offer = link(site.partnership(), "/role-offer?link=");
    ASSERT_NE(offer, "");
    EXPECT_EQ(site.get(offer).status, web::Status::ok);
    EXPECT_THAT(site.html(offer), AllOf(HasSubstr(address), Not(HasSubstr("Accept")))) << "the administrator who reads the mail";
    EXPECT_EQ(site.post("/role-offer", {{"one_time_link", offer.substr(offer.find('=') + 1)}, {"do", "accept"}}).status,
              web::Status::not_found);
    EXPECT_EQ(roles_here(), 0U);
}

TEST_P(TwoPartnerships, learns_no_name_and_no_job_by_inviting_an_address) {
    (void)invite("M. Typed");
    const auto people = site.html("/people?invited=yes");
    EXPECT_THAT(people, AllOf(HasSubstr("M. Typed"), HasSubstr(address), HasSubstr("Withdraw")));
    for (const auto* page : {"/people", "/outbox", "/audit", "/audit?kind=account"})
        EXPECT_THAT(site.html(page), AllOf(Not(HasSubstr("Truename")), Not(HasSubstr("Head of truth")))) << page;
    EXPECT_EQ(site.get("/people/" + morag.text).status, web::Status::not_found);
    EXPECT_LE(site.get("/people").trips, 2);
}

TEST_P(TwoPartnerships, shows_who_it_is_once_the_person_has_accepted_with_the_account) {
    (void)invite();
    auto person = signed_in();
    const auto offer = link(site.partnership(), "/role-offer?link=");
    EXPECT_THAT(person.get(offer).body, AllOf(HasSubstr("Test partnership"), HasSubstr("Lead")));
    EXPECT_EQ(roles_here(), 0U) << "looking accepts nothing";
    EXPECT_EQ(answer(person, offer, "accept").status, 303);
    EXPECT_EQ(roles_here(), 1U);
    EXPECT_THAT(person.get("/account").body, HasSubstr("Test partnership")) << "and goes on there";
    EXPECT_THAT(site.html("/people"), AllOf(HasSubstr("Morag Truename"), Not(HasSubstr("M. Typed"))));
    EXPECT_EQ(answer(person, offer, "accept").status, 404) << "once";
}

TEST_P(TwoPartnerships, learns_nothing_where_the_person_declines) {
    (void)invite();
    auto person = signed_in();
    const auto offer = link(site.partnership(), "/role-offer?link=");
    EXPECT_EQ(answer(person, offer, "decline").status, 303);
    EXPECT_EQ(roles_here(), 0U);
    for (const auto* page : {"/people", "/audit"}) EXPECT_THAT(site.html(page), Not(HasSubstr("Truename"))) << page;
    EXPECT_EQ(person.get(offer).status, 404);
}

TEST_P(TwoPartnerships, withdraws_what_it_offered) {
    (void)invite();
    const auto page = site.html("/people");
    const std::string before = "name=\"role_offer\" value=\"";
    const auto id = page.substr(page.find(before) + before.size(), elsewhere.text.size());
    EXPECT_EQ(site.post("/people/role-offers/withdraw", {{"role_offer", elsewhere.text}}).status, web::Status::not_found);
    EXPECT_EQ(site.post("/people/role-offers/withdraw", {{"role_offer", id}}).status, web::Status::see_other);
    auto person = signed_in();
    EXPECT_EQ(person.get(link(site.partnership(), "/role-offer?link=")).status, 404);
}

TEST_P(TwoPartnerships, lets_somebody_whose_roles_elsewhere_are_over_sign_in_to_accept) {
    write([&](db::Write& db) { db.run("update assignment set until = $2 where account_id = $1", morag, site.now); });
    site.now += std::chrono::minutes{1};
    (void)invite();
    auto person = signed_in();
    EXPECT_EQ(person.get("/people").status, 403) << "nothing of the partnership before";
    EXPECT_EQ(answer(person, link(site.partnership(), "/role-offer?link="), "accept").status, 303);
    EXPECT_EQ(person.get("/people").status, 200);
}

TEST_P(TwoPartnerships, cannot_read_a_new_password_link_of_somebody_who_also_belongs_elsewhere) {
    (void)invite();
    auto person = signed_in();
    (void)answer(person, link(site.partnership(), "/role-offer?link="), "accept");
    Window stranger(site);
    EXPECT_EQ(stranger.post("/reset", {{"email", address}}).status, 303);
    const auto opens = link(site.partnership(), "/choose-password?link=");
    ASSERT_NE(opens, "") << "it waits to be sent";
    EXPECT_THAT(site.html("/outbox"),
                AllOf(HasSubstr("A new password for Touchstone"), HasSubstr("by mail only"), Not(HasSubstr("/choose-password"))));
}

TEST_P(TwoPartnerships, ends_links_that_somebody_may_have_read_before_the_account_held_a_role_here) {
    Window stranger(site), reader(site);
    auto person = signed_in();
    EXPECT_EQ(stranger.post("/reset", {{"email", address}}).status, 303);
    const auto read_elsewhere = link(elsewhere, "/choose-password?link=");
    ASSERT_EQ(reader.get(read_elsewhere).status, 200);
    (void)invite();
    EXPECT_EQ(answer(person, link(site.partnership(), "/role-offer?link="), "accept").status, 303);
    EXPECT_EQ(reader.get(read_elsewhere).status, 404);
}

TEST_P(TwoPartnerships, reads_in_its_outbox_who_when_and_what_kind_but_no_words_for_one_person) {
    write([&](db::Write& db) {
        people::write_mail(db, site.partnership(), "owner@example.org", "day",
                           {{"name", "Olu"}, {"lines", "- Secret action (Secret plan), due on 1 May"}, {"account", "/account"}}, site.now);
    });
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/outbox"), AllOf(HasSubstr("What is waiting for you"), HasSubstr("owner@example.org"), Not(HasSubstr("ecret"))));
}

}  // namespace
}  // namespace touchstone
