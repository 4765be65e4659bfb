#include "app/day_mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_store.h"
#include "app/upkeep.h"
#include "conversations/conversation_store.h"
#include "evidence/retention_store.h"
#include "people/account_store.h"
#include "people/mail_store.h"
#include "people/reminder.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "tasks/task_store.h"
#include "tests/site.h"

namespace touchstone::app {

using namespace carrying;
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Date day(const char* iso) { return *date_from(iso); }

TEST(ReminderFor, is_early_enough_and_not_too_early) {
    EXPECT_EQ(people::reminder_for(day("2026-12-08"), day("2026-11-23")), std::nullopt);
    EXPECT_EQ(people::reminder_for(day("2026-12-07"), day("2026-11-23")), people::Reminder::due_soon);
    EXPECT_EQ(people::reminder_for(day("2026-11-23"), day("2026-11-23")), people::Reminder::due_soon);
    EXPECT_EQ(people::reminder_for(day("2026-11-22"), day("2026-11-23")), people::Reminder::overdue);
}

TEST(WeekOf, begins_on_monday) {
    EXPECT_EQ(people::week_of(day("2026-11-23")), day("2026-11-23"));
    EXPECT_EQ(people::week_of(day("2026-11-29")), day("2026-11-23"));
    EXPECT_EQ(people::week_of(day("2026-11-30")), day("2026-11-30"));
}

class Reminding : public ::testing::TestWithParam<db::Engine> {
protected:
    Reminding() : site(GetParam()) {
        objective.id = plans::ObjectiveId::make(site.now);
        objective.plan = plans::PlanId::make(site.now);
        objective.title = objective.difference = "Objective";
        objective.created_by = site.account(Role::lead);
        write([&](db::Write& db) {
            plans::add_plan(
                db, site.by(Role::lead),
                {objective.plan, "Plan", {}, {}, day("2026-08-01"), day("2027-07-31"), {}, objective.created_by, site.now, 0, 0});
            plans::add_objective(db, site.by(Role::lead), objective);
        });
    }
    void write(const std::function<void(db::Write&)>& work) {
        site.database().writing([&](db::Write& db) {
            work(db);
            return true;
        });
    }
    plans::ActionPoint add_action(const std::string& title, Role owner, const char* due) {
        plans::ActionPoint action;
        action.id = plans::ActionId::make(site.now);
        action.objective = objective.id;
        action.title = title;
        action.owner = site.account(owner);
        action.due = date_from(due);
        action.changed_at = site.now;
        write([&](db::Write& db) { plans::add_action(db, site.by(Role::lead), objective.plan, action); });
        return action;
    }
    int remind() { return write_day_mails(site.database(), "https://example.org", site.now); }
    std::string mails() {
        std::string all;
        site.database().read([&](db::Read& db) {
            for (const auto& mail : people::list_waiting_mail(db, site.partnership(), 50))
                all += mail.to + " " + mail.subject + "\n" + mail.body;
        });
        return all;
    }

    testing::Site site;
    plans::Objective objective;
};

INSTANTIATE_TEST_SUITE_P(Both, Reminding, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Reminding, tells_an_owner_once_when_it_is_due_and_once_when_it_is_late) {
    const auto action = add_action("Recruit", Role::reader, "2026-12-01");
    add_action("Far ahead", Role::reader, "2027-06-01");
    EXPECT_EQ(remind(), 1) << "one mail for all of it";
    EXPECT_THAT(mails(), AllOf(HasSubstr("This is new:\n\n- Recruit (Plan), due on 1 December 2026\n  https://example.org/action-points/" +
                                         action.id.text),
                               HasSubstr("- Far ahead (Plan), due on 1 June 2027"), HasSubstr("https://example.org/account")));
    EXPECT_EQ(remind(), 0) << "once";
    site.now += std::chrono::days{9};
    EXPECT_EQ(remind(), 1) << "overdue, and all that is open in the next week";
    EXPECT_THAT(mails(), HasSubstr("- Recruit (Plan), was due on 1 December 2026"));
    EXPECT_EQ(remind(), 0);
    write([&](db::Write& db) { db.run("update action_point set due = '2026-12-10' where id = $1", action.id); });
    EXPECT_EQ(remind(), 1) << "another day is another reminder";
}

TEST_P(Reminding, tells_of_tasks_and_of_what_somebody_wrote) {
    const auto evaluation = site.add_evaluation("Shared work");
    write([&](db::Write& db) {
        tasks::Task task;
        task.id = tasks::TaskId::make(site.now);
        task.evaluation = evaluation;
        task.part = "5.1";
        task.who = site.account(Role::evaluator);
        task.due = day("2026-12-01");
        tasks::add_task(db, site.by(Role::lead), task);
    });
    EXPECT_EQ(remind(), 1);
    EXPECT_THAT(mails(),
                HasSubstr("- 5.1 (Shared work), due on 1 December 2026\n  https://example.org/evaluations/" + evaluation.text + "/tasks"));
    EXPECT_EQ(remind(), 0);

    using namespace conversations;
    const auto say = [&](const ConversationId& in, bool begins, Role who) {
        write([&](db::Write& db) {
            const Remark remark{
                RemarkId::make(site.now), "Zqxsaid", site.account(who), {}, site.now, {{site.account(Role::evaluator), {}, true}}};
            keep_said(db, site.by(who), {{in, {Kind::conclusion, evaluation.text, "question_1"}, {remark}, {}, {}}, begins, true, false});
        });
    };
    const auto talk = ConversationId::make(site.now);
    say(talk, true, Role::lead);
    EXPECT_EQ(remind(), 1);
    EXPECT_THAT(mails(),
                AllOf(HasSubstr("There is a new message for you about “Shared work”"), Not(HasSubstr("Zqxsaid")), Not(HasSubstr("Lachie"))))
        << "what was said stays on the page";
    EXPECT_EQ(remind(), 0);
    site.now += std::chrono::hours{2};
    say(talk, false, Role::lead);
    EXPECT_EQ(remind(), 1) << "and again when more is said";
    EXPECT_EQ(remind(), 0);
}

TEST_P(Reminding, tells_nobody_who_turned_it_off) {
    add_action("Recruit", Role::reader, "2026-12-01");
    site.sign_in(Role::reader);
    ASSERT_EQ(site.post("/account/day-mail", {{"day_mail", "off"}}).location, "/account?changed=day_mail");
    EXPECT_EQ(remind(), 0);
    ASSERT_EQ(site.post("/account/day-mail", {{"day_mail", "on"}}).location, "/account?changed=day_mail");
    EXPECT_EQ(remind(), 1);
}

TEST_P(Reminding, tells_nobody_of_what_is_over_or_no_longer_theirs) {
    const auto action = add_action("Recruit", Role::reader, "2026-12-01");
    write([&](db::Write& db) { db.run("update action_point set state = 3 where id = $1", action.id); });
    add_action("Recruit", Role::moderator, "2026-12-01");
    write(
        [&](db::Write& db) { db.run("update assignment set until = $2 where account_id = $1", site.account(Role::moderator), site.now); });
    add_action("Recruit", Role::evaluator, "2026-12-01");
    write([&](db::Write& db) { access::disable(db, site.by(Role::administrator), site.account(Role::evaluator)); });
    EXPECT_EQ(remind(), 0);
}

TEST_P(Reminding, goes_on_after_the_server_stood_still_for_days) {
    add_action("Recruit", Role::reader, "2026-12-01");
    write([&](db::Write& db) { evidence::watch_clock(db, site.now - std::chrono::days{5}); });
    write([&](db::Write& db) { evidence::watch_clock(db, site.now); });
    ASSERT_TRUE(site.database().reading(evidence::find_clock).leapt_from);
    EXPECT_EQ(do_daily(site.database(), site.files(), "http://localhost", site.now).mails, 1);
}

TEST_P(Reminding, stands_on_the_first_page_as_what_one_owes) {
    add_action("Recruit assistants", Role::reader, "2026-11-20");
    add_action("Far ahead", Role::reader, "2027-06-01");
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html("/"),
                AllOf(HasSubstr("Recruit assistants"), HasSubstr("was due on 20 November 2026"), Not(HasSubstr("Far ahead"))));
    EXPECT_LE(site.get("/").trips, 2);
    site.sign_in(Role::moderator);
    EXPECT_THAT(site.html("/"), Not(HasSubstr("Recruit assistants")));
}

}  // namespace
}  // namespace touchstone::app
