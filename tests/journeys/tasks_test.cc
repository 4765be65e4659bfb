// Who does what by when: it stands on the home page of whoever has it to do, in their calendar, and in what comes next.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;

class Dividing : public ::testing::TestWithParam<db::Engine> {
protected:
    Dividing() : site(GetParam()), id(site.add_evaluation("Shared work")), address("/evaluations/" + id.text) { site.sign_in(Role::lead); }
    web::Status add(const std::string& part, const std::string& words, const std::string& who, int day) {
        return site
            .post(address + "/tasks", {{"part", part},
                                       {"words", words},
                                       {"who", who},
                                       {"due_day", std::to_string(day)},
                                       {"due_month", "12"},
                                       {"due_year", "2026"}})
            .status;
    }
    std::string first_task() {
        const auto page = site.html(address + "/tasks");
        const auto at = page.find("/tasks/0");
        return address + page.substr(at, 33);
    }
    std::string html(Role role, const std::string& page) {
        site.sign_in(role);
        return site.html(page);
    }
    testing::Site site;
    EvaluationId id;
    std::string address;
};

INSTANTIATE_TEST_SUITE_P(Both, Dividing, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Dividing, tells_each_person_what_is_theirs) {
    const auto evaluator = site.account(Role::evaluator).text;
    EXPECT_EQ(add("5.1", "", evaluator, 12), web::Status::see_other);
    EXPECT_EQ(add("deadline", "", "", 24), web::Status::see_other);
    EXPECT_EQ(add("deadline", "", "", 25), web::Status::unprocessable);
    evidence::Evidence item;
    item.id = EvidenceId::make(site.now);
    item.title = item.line = "Survey";
    item.added_by = site.account(Role::lead);
    item.added_at = site.now;
    site.database().writing([&](db::Write& db) {
        evidence::add_evidence(db, site.by(Role::lead), item);
        evidence::use_evidence(db, site.by(Role::lead), id, item.id);
        return true;
    });
    EXPECT_THAT(html(Role::evaluator, address), AllOf(HasSubstr("1 is assigned to you, due 12 December 2026."),
                                                      HasSubstr("should be ready by 24 December 2026."), HasSubstr("Judge 5.1")));
    EXPECT_THAT(html(Role::lead, address), Not(HasSubstr("assigned to you")));
    EXPECT_THAT(html(Role::evaluator, "/"),
                AllOf(HasSubstr("due on 12 December 2026, in “Shared work”"), HasSubstr(address + "/tasks\">Added a task")));
    const auto home = html(Role::lead, "/");
    EXPECT_THAT(home, Not(HasSubstr("due on 12 December")));
    EXPECT_EQ(home.find("Added a task"), home.rfind("Added a task")) << "what is said in the same words is said once";

    const auto calendar = site.document(site.post("/account/calendar", {{"do", "make"}}));
    EXPECT_THAT(calendar, HasSubstr("/calendar/")) << "the lead's has nothing in it";
    site.sign_in(Role::evaluator);
    const auto page = site.document(site.post("/account/calendar", {{"do", "make"}}));
    const auto at = page.find("/calendar/");
    const auto feed = site.get(page.substr(at, page.find('<', at) - at));
    EXPECT_THAT(feed.body, AllOf(HasSubstr("20261212"), HasSubstr("SUMMARY:5.1"), Not(HasSubstr("20261224"))));
    EXPECT_LE(feed.trips, 2);
}

TEST_P(Dividing, offers_whoever_sees_the_evaluation_and_nobody_else) {
    const auto offered = [](const AccountId& account) { return HasSubstr("<option value=\"" + account.text + "\""); };
    const auto elsewhere = AccountId::make(site.now);
    const auto council = OrganisationId::make(site.now);
    site.database().writing([&](db::Write& db) {
        people::add_organisation(db, site.by(Role::administrator), {council, "Council", "council_department"});
        auto assignment = people::on_partnership(site.partnership(), elsewhere, Role::inspector, site.now);
        assignment.reach = Reach::organisation;
        assignment.on = council.text;
        const bool is_new = people::add_account(db, {elsewhere, "inspector@example.org", "Isla Inspector", "", "", {}, site.now});
        people::add_assignment(db, site.partnership(), assignment);
        return is_new;
    });
    const auto page = site.html(address + "/tasks");
    EXPECT_THAT(page, AllOf(offered(site.account(Role::evaluator)), offered(site.account(Role::lead))));
    EXPECT_THAT(page, Not(offered(elsewhere))) << "an inspector who was not given it";
    EXPECT_EQ(add("5.1", "", elsewhere.text, 12), web::Status::unprocessable);
    EXPECT_LE(site.get(address + "/tasks").trips, 2);
}

// The words of the links in a part of a page, as somebody hears them.
std::vector<std::string> heard(std::string page) {
    std::vector<std::string> links;
    for (auto at = page.find("<a "); at != std::string::npos; at = page.find("<a ", at + 1)) {
        std::string words;
        bool in_tag = true;
        for (const char c : page.substr(at, page.find("</a>", at) - at)) {
            if (!in_tag && c != '<') words += c;
            in_tag = c == '<' || (in_tag && c != '>');
        }
        links.push_back(words);
    }
    return links;
}

std::string owed_on(const std::string& home) {
    const auto from = home.find("id=\"owed\"");
    return home.substr(from, home.find("</section>", from) - from);
}

TEST_P(Dividing, says_in_the_words_of_each_link_what_it_leads_to) {
    const auto evaluator = site.account(Role::evaluator).text;
    ASSERT_EQ(add("5.1", "Ask parents", evaluator, 12), web::Status::see_other);
    address = "/evaluations/" + site.add_evaluation("Other work").text;
    ASSERT_EQ(add("5.1", "Ask parents", evaluator, 12), web::Status::see_other);
    address = "/evaluations/" + site.add_evaluation("Other work").text;
    ASSERT_EQ(add("5.1", "Ask parents", evaluator, 12), web::Status::see_other);
    ASSERT_EQ(add("5.1", "Alone in its words", evaluator, 12), web::Status::see_other);
    const auto links = heard(owed_on(html(Role::evaluator, "/")));
    ASSERT_GE(links.size(), 4);
    EXPECT_EQ(std::set(links.begin(), links.end()).size(), links.size());
    EXPECT_THAT(links,
                ::testing::IsSupersetOf({"5.1: Ask parents: due on 12 December 2026, in “Shared work”",
                                         "5.1: Ask parents: due on 12 December 2026, in “Other work”",
                                         "5.1: Ask parents: due on 12 December 2026, in “Other work”; 2", "5.1: Alone in its words"}));
}

TEST_P(Dividing, is_marked_as_done_and_changed_and_removed) {
    ASSERT_EQ(add("", "All views are in", site.account(Role::evaluator).text, 1), web::Status::see_other);
    const auto task = first_task();
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.post(task + "/done", {{"done", "yes"}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(address + "/tasks"), HasSubstr("Marked as done by Ewan Evaluator"));
    EXPECT_THAT(site.html("/"), Not(HasSubstr("All views are in")));
    EXPECT_EQ(site.post(task + "/done", {{"done", "no"}}).status, web::Status::see_other);
    EXPECT_THAT(site.html("/"), HasSubstr("All views are in"));
    const Fields changed{{"part", ""},        {"words", "Views are in"}, {"due_day", "2"},
                         {"due_month", "12"}, {"due_year", "2026"},      {"seen_version", "1"}};
    EXPECT_EQ(site.post(task, changed).status, web::Status::see_other);
    EXPECT_EQ(site.post(task, changed).status, web::Status::conflict) << "it has been changed since";
    EXPECT_EQ(site.post(task, {{"drop", "yes"}, {"seen_version", "1"}}).status, web::Status::conflict);
    EXPECT_EQ(site.post(task, {{"drop", "yes"}, {"seen_version", "2"}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(address + "/tasks"), Not(HasSubstr("Views are in")));
    EXPECT_THAT(site.html(address + "/history"), HasSubstr("Removed a task"));
}

TEST_P(Dividing, keeps_what_was_typed_when_it_is_refused) {
    site.sign_in(Role::lead);
    const auto refused =
        site.post(address + "/tasks", {{"part", ""}, {"words", "Zqxwords"}, {"due_day", "31"}, {"due_month", "2"}, {"due_year", "2027"}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Zqxwords"), HasSubstr("Enter a real date"), HasSubstr(" open")));
}

}  // namespace
}  // namespace touchstone
