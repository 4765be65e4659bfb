// Whatever changes says in the history what it was and what it is now, by whichever way it changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "duties/duty_store.h"
#include "events/event_store.h"
#include "people/history_store.h"
#include "people/organisation_store.h"
#include "people/placing_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "practice/practice_store.h"
#include "records/record_store.h"
#include "reports/publishing_store.h"
#include "standards/standard_store.h"
#include "tests/carrying.h"
#include "tests/many.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class History : public ::testing::TestWithParam<db::Engine> {
protected:
    History() : site(GetParam()), by(site.by(Role::lead)) {}
    template <class Do>
    void write(Do act) {
        site.database().writing([&](db::Write& db) {
            act(db);
            return true;
        });
    }
    // The last one about the object.
    events::Event last(const std::string& kind, const std::string& object) {
        const auto events = site.database().reading([&](db::Read& db) { return people::list_events(db, by.partnership, kind, object, 1); });
        return events.empty() ? events::Event{} : events.front().event;
    }

    testing::Site site;
    By by;
};

INSTANTIATE_TEST_SUITE_P(Both, History, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(History, of_a_plan_holds_the_words_of_what_is_in_it) {
    using namespace plans;
    const PlanId plan = PlanId::make(site.now);
    Objective objective;
    objective.id = ObjectiveId::make(site.now);
    objective.plan = plan;
    objective.title = "Zqxobjective";
    objective.created_by = by.who;
    ActionPoint action;
    action.id = ActionId::make(site.now);
    action.objective = objective.id;
    write([&](db::Write& db) {
        add_plan(db, by, {plan, "Plan", {}, {}, *date_from("2026-08-01"), *date_from("2027-07-31"), {}, by.who, by.at, 0, 0});
        add_objective(db, by, objective);
        add_action(db, by, plan, action);
        auto closed = objective;
        closed.version = 1;
        closed.closed_at = site.now;
        closed.closing = "Zqxenough";
        EXPECT_TRUE(save_objective(db, by, objective, closed));
    });
    auto event = last("plan", plan.text);
    EXPECT_EQ(event.verb, "closed_objective");
    EXPECT_THAT(event.before, HasSubstr("Zqxobjective"));
    EXPECT_THAT(event.after, HasSubstr("Zqxenough"));
    write([&](db::Write& db) {
        add_milestone(db, by, plan, action.id, {MilestoneId::make(site.now), "Zqxhalf", *date_from("2027-01-01"), {}});
    });
    EXPECT_THAT(last("plan", plan.text).after, AllOf(HasSubstr("Zqxhalf"), HasSubstr("2027-01-01")));
    write([&](db::Write& db) { add_effect(db, by, objective, {Verdict::not_yet, "Zqxearly", {}, by.who, {}, by.at}); });
    EXPECT_THAT(last("plan", plan.text).after, AllOf(HasSubstr("Zqxearly"), HasSubstr("not_yet")));
}

TEST_P(History, of_a_duty_holds_what_is_known_of_an_aspect) {
    using namespace duties;
    Duty duty;
    duty.id = DutyId::make(site.now);
    duty.created_by = by.who;
    duty.created_at = by.at;
    write([&](db::Write& db) {
        add_duty(db, by, duty);
        add_note(db, by, duty.id, {NoteId::make(site.now), Aspect::systems, "Zqxknown", Sureness::partial, by.who, {}, by.at, {}},
                 "Systems");
    });
    const auto event = last("duty", duty.id.text);
    EXPECT_EQ(event.part, "Systems");
    EXPECT_THAT(event.after, AllOf(HasSubstr(R"("words":"Zqxknown")"), HasSubstr("partial")));
}

TEST_P(History, of_a_practice_holds_what_was_said_on_taking_it_up) {
    using namespace practice;
    Practice shown;
    shown.id = PracticeId::make(site.now);
    shown.created_by = by.who;
    shown.created_at = by.at;
    write([&](db::Write& db) {
        add_practice(db, by, shown);
        add_adoption(db, by, shown.id, {AdoptionId::make(site.now), {}, "Zqxboard", "Zqxnote", by.who, {}, by.at});
    });
    const auto event = last("practice", shown.id.text);
    EXPECT_EQ(event.part, "Zqxboard");
    EXPECT_THAT(event.after, HasSubstr(R"("note":"Zqxnote")"));
}

TEST_P(History, of_an_item_holds_with_which_standards_it_was_gathered_before) {
    using namespace standards;
    const Standard first{StandardId::make(site.now), "Document", "", "", "Zqxfirst", "", site.framework().id, {"5.1"}, by.who, by.at, 0};
    auto second = first;
    second.id = StandardId::make(site.now);
    second.title = "Zqxsecond";
    const auto evaluation = site.add_evaluation("Evaluation");
    EvidenceId item;
    write([&](db::Write& db) {
        testing::add_item(site, db, 1, evaluation);
        item = db.first([](const db::Row& row) { return row.get<EvidenceId>("id"); }, "select id from evidence").value();
        add_standard(db, by, first);
        add_standard(db, by, second);
        replace_standards_of(db, by, item, {}, {first});
        replace_standards_of(db, by, item, {first}, {second});
    });
    const auto event = last("evidence", item.text);
    EXPECT_THAT(event.before, HasSubstr("Zqxfirst"));
    EXPECT_THAT(event.after, HasSubstr("Zqxsecond"));
}

TEST_P(History, of_a_template_holds_what_it_said_before) {
    using namespace reports;
    const Template first{Audience::board, {"Zqxfirst", "", {}}, by.who, by.at, 0},
        second{Audience::board, {"Zqxsecond", "", {}}, by.who, by.at, 1};
    write([&](db::Write& db) {
        EXPECT_TRUE(save_template(db, by, {}, first));
        EXPECT_TRUE(save_template(db, by, first, second));
        EXPECT_FALSE(save_template(db, by, first, second)) << "somebody was faster";
    });
    const auto event = last("template", name_of(Audience::board));
    EXPECT_THAT(event.before, HasSubstr("Zqxfirst"));
    EXPECT_THAT(event.after, HasSubstr("Zqxsecond"));
}

TEST_P(History, of_a_restricted_record_holds_no_word_of_it) {
    using namespace records;
    Record record;
    record.id = RecordId::make(site.now);
    record.words = {"Zqxchild", "Zqxtitle", "Zqxtext"};
    record.keep_until = *date_from("2027-11-23");
    record.made_by = by.who;
    record.made_at = by.at;
    privacy::vault().make_key(record.id.text);
    write([&](db::Write& db) {
        add_record(db, by, record, first_keeper(record));
        EXPECT_TRUE(erase_record(db, by, record.id));
    });
    const auto event = last("record", record.id.text);
    EXPECT_EQ(event.verb, "erased_record");
    EXPECT_THAT(event.before + event.after + event.part, IsEmpty());
}

TEST_P(History, of_a_service_holds_which_place_is_asked_for) {
    using namespace events;
    using namespace people;
    const Organisation organisation{OrganisationId::make(site.now), "Zqxcouncil", "council_department"};
    const Service above{.id = ServiceId::make(site.now), .organisation = organisation.id, .name = "Zqxabove", .level = 2};
    const Service below{.id = ServiceId::make(site.now), .organisation = organisation.id, .name = "Zqxbelow", .level = 3};
    write([&](db::Write& db) {
        add_organisation(db, by, organisation);
        add_service(db, by, above);
        add_service(db, by, below);
        ask_for_place(db, by, below.id, above);
    });
    EXPECT_THAT(last("organisation", organisation.id.text).after, AllOf(HasSubstr("Zqxcouncil"), HasSubstr("council_department")));
    const auto event = last("service", below.id.text);
    EXPECT_EQ(event.verb, "asked_place");
    EXPECT_THAT(event.after, HasSubstr(R"("part_of":"Zqxabove")"));
}

// Evaluations and evidence aside, whose stores come later.
TEST(DemonstrationHistory, holds_the_words_of_everything_in_it) {
    const auto silent =
        testing::filled(db::Engine::sqlite)
            .count("event where kind in ('plan', 'duty', 'standard', 'practice', 'organisation', 'service') and after is null");
    EXPECT_EQ(silent, 0);
}

}  // namespace
}  // namespace touchstone
