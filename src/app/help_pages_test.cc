#include "app/help_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "people/assignment_store.h"
#include "tests/site.h"

namespace touchstone::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;

class HelpPages : public ::testing::TestWithParam<db::Engine> {
protected:
    HelpPages() : site(GetParam()) { site.sign_in(Role::lead); }
    void give(Role role) {
        site.database().writing([&](db::Write& db) {
            people::add_assignment(db, site.partnership(),
                                   people::on_partnership(site.partnership(), site.account(Role::lead), role, site.now));
            return true;
        });
    }
    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, HelpPages, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(HelpPages, are_there_for_each_place_and_every_page_leads_to_its_own) {
    for (const auto* topic : {"home", "evaluations", "evidence", "desk", "plans", "reports", "people", "keyboard"})
        EXPECT_EQ(site.get("/help/" + std::string(topic)).status, Status::ok) << topic;
    EXPECT_EQ(site.get("/help/nothing").status, Status::not_found);
    EXPECT_THAT(site.html("/evidence"), HasSubstr("href=\"/help/evidence\""));
    EXPECT_THAT(site.html("/about"), HasSubstr("href=\"/help\""));
    const auto evaluation = site.add_evaluation("How we judge");
    EXPECT_THAT(site.html("/evaluations/" + evaluation.text + "/indicators/5.1"), HasSubstr("href=\"/help/desk\""));
}

TEST_P(HelpPages, first_steps_are_closed_by_a_person_and_come_back_from_the_help) {
    EXPECT_THAT(site.html("/"), HasSubstr("First steps"));
    ASSERT_EQ(site.post("/account/guide", {{"guide", "close"}}).location, "/");
    EXPECT_THAT(site.html("/"), Not(HasSubstr("First steps")));
    EXPECT_THAT(site.html("/help"), HasSubstr("Show the first steps on the home page again"));
    ASSERT_EQ(site.post("/account/guide", {{"guide", "open"}}).status, Status::see_other);
    EXPECT_THAT(site.html("/"), HasSubstr("First steps"));
}

TEST_P(HelpPages, keyboard_shortcuts_are_turned_off_for_one_person) {
    EXPECT_THAT(site.html("/"), Not(HasSubstr("data-shortcuts")));
    ASSERT_EQ(site.post("/account/shortcuts", {{"shortcuts", "off"}}).location, "/account?changed=shortcuts");
    EXPECT_THAT(site.html("/plans"), HasSubstr("data-shortcuts=\"off\""));
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html("/plans"), Not(HasSubstr("data-shortcuts")));
}

TEST_P(HelpPages, reports_are_the_first_thing_for_who_sits_on_a_board) {
    EXPECT_THAT(site.html("/"), Not(HasSubstr("Reports for you")));
    give(Role::board_member);
    const auto page = site.html("/");
    EXPECT_LT(page.find("Reports for you"), page.find("For you to do"));
    EXPECT_THAT(site.html("/reports"), HasSubstr("No report has been published"));
    EXPECT_THAT(site.html("/plans"), HasSubstr("href=\"/reports\""));
}

TEST_P(HelpPages, every_recent_change_leads_to_where_it_happened) {
    const auto evaluation = site.add_evaluation("How we judge");
    site.judge_something(evaluation);
    EXPECT_THAT(site.html("/"), HasSubstr("<a href=\"/evaluations/" + evaluation.text));
}

TEST(Contact, is_a_link_where_it_is_an_address) {
    EXPECT_TRUE(contact_of({}).is_false());
    const auto href = [](const std::string& contact) {
        web::Settings settings;
        settings.contact = contact;
        const auto data = contact_of(settings);
        const auto* found = data.get("href");
        return found->is_false() ? std::string() : *found->text();
    };
    EXPECT_EQ(href("help@example.org"), "mailto:help@example.org");
    EXPECT_EQ(href("https://help.example.org"), "https://help.example.org");
    EXPECT_EQ(href("The help desk, 01234 567890"), "");
    EXPECT_EQ(href("javascript:alert(1)"), "");
}

}  // namespace
}  // namespace touchstone::app
