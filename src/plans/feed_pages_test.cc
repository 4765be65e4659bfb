#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "tests/site.h"

namespace touchstone::plans {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class CalendarFeed : public ::testing::TestWithParam<db::Engine> {
protected:
    CalendarFeed() : site(GetParam()) {
        Objective objective;
        objective.id = ObjectiveId::make(site.now);
        objective.plan = PlanId::make(site.now);
        objective.created_by = site.account(Role::lead);
        objective.created_at = site.now;
        site.database().writing([&](db::Write& db) {
            add_plan(db, site.by(Role::lead),
                     {objective.plan,
                      "Zqxplan",
                      {},
                      {},
                      *date_from("2026-08-01"),
                      *date_from("2027-07-31"),
                      {},
                      objective.created_by,
                      site.now,
                      0,
                      0});
            add_objective(db, site.by(Role::lead), objective);
            for (const auto role : {Role::evaluator, Role::lead}) {
                ActionPoint action;
                action.id = ActionId::make(site.now);
                action.objective = objective.id;
                action.title = role == Role::lead ? "Zqxtheirs" : "Zqxmine";
                action.owner = site.account(role);
                action.due = *date_from("2027-03-31");
                action.changed_at = site.now;
                add_action(db, site.by(Role::lead), objective.plan, action);
                add_milestone(db, site.by(Role::lead), objective.plan, action.id,
                              {MilestoneId::make(site.now), action.title + " half", *date_from("2027-01-15"), {}});
            }
            return true;
        });
        site.sign_in(Role::evaluator);
    }
    // The address as the page shows it once, without the server's name.
    std::string make() {
        const auto page = site.document(site.post("/account/calendar", {{"do", "make"}}));
        const auto at = page.find("/calendar/");
        return page.substr(at, page.find('<', at) - at);
    }
    std::string read(const std::string& address) {
        site.sign_in(std::nullopt);
        const auto answer = site.get(address);
        return answer.status == web::Status::ok ? answer.body : std::string();
    }
    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, CalendarFeed, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(CalendarFeed, holds_what_its_owner_has_to_do_and_nothing_else) {
    const auto address = make();
    EXPECT_THAT(site.html("/account/calendar"), Not(HasSubstr(address))) << "it is shown once";
    EXPECT_THAT(read(address), AllOf(HasSubstr("BEGIN:VCALENDAR"), HasSubstr("SUMMARY:Zqxmine"), HasSubstr("20270331"),
                                     HasSubstr("Zqxmine half"), Not(HasSubstr("Zqxtheirs"))));
    EXPECT_EQ(site.get("/calendar/" + std::string(43, 'x')).status, web::Status::not_found);
    EXPECT_LE(site.get(address).trips, 2);
}

TEST_P(CalendarFeed, ends_with_a_new_address_by_hand_or_with_the_account) {
    const auto first = make(), second = make();
    EXPECT_NE(first, second);
    EXPECT_EQ(read(first), "");
    EXPECT_NE(read(second), "");
    site.database().writing(
        [&](db::Write& db) { return db.run("update account set disabled_at = 1 where id = $1", site.account(Role::evaluator)) == 1; });
    EXPECT_EQ(read(second), "");
    site.database().writing([&](db::Write& db) { return db.run("update account set disabled_at = null") > 0; });
    EXPECT_NE(read(second), "");
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.post("/account/calendar", {{"do", "end"}}).status, web::Status::see_other);
    EXPECT_EQ(read(second), "");
}

}  // namespace
}  // namespace touchstone::plans
