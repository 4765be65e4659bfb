// Three partners: one gathers and judges for itself, shares as far as it likes, and takes it back; an administrator gives and ends roles
// and looks through somebody's eyes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "people/assignment_store.h"
#include "people/history_store.h"
#include "tests/matrix/asker.h"

namespace touchstone {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::What;
using testing::Who;

class Partners : public ::testing::TestWithParam<db::Engine> {
protected:
    Partners() : world(GetParam()) {}

    web::Answer ask(Who who, const std::string& method, const std::string& address, const std::string& form = {}) {
        return asker.ask(who, method, address, form);
    }
    web::Answer get(Who who, const std::string& address) { return ask(who, "GET", address); }
    web::Answer post(Who who, const std::string& address, const std::string& form = {}) { return ask(who, "POST", address, form); }

    std::string share_of(const std::string& sharing_page) {
        const auto at = sharing_page.find("/sharing/0");
        return sharing_page.substr(at + 9, 26);
    }

    testing::World world;
    testing::Asker asker{world};
};

INSTANTIATE_TEST_SUITE_P(Both, Partners, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Partners, share_step_by_step_and_take_it_back_at_once) {
    const auto own = "/evaluations/" + world.thing(What::own).evaluation;
    EXPECT_EQ(get(Who::b_evaluator, own).status, 404);
    EXPECT_THAT(get(Who::lead, "/evaluations").body, HasSubstr("No evaluation is shared with you by: Organisation A; Organisation B."))
        << "a gap is named, never silent";

    const auto wrong = post(Who::a_lead, own + "/sharing", "with=" + world.b.text + "&extent=levels&purpose=Kept+words");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(wrong.body, HasSubstr("Kept words"));
    EXPECT_EQ(post(Who::a_lead, own + "/sharing",
                   "with=" + world.b.text + "&extent=levels&purpose=For+the+plan&until_day=1&until_month=3&until_year=2027")
                  .status,
              303);
    const auto seen = get(Who::b_evaluator, own);
    EXPECT_EQ(seen.status, 200);
    EXPECT_THAT(seen.body, HasSubstr("not shared by Organisation A"));
    EXPECT_THAT(seen.body, HasSubstr("3 adequate"));
    EXPECT_THAT(seen.body, Not(HasSubstr(world.thing(What::own).secret_word)));
    EXPECT_EQ(get(Who::b_evaluator, own + "/indicators/5.1").status, 404) << "the reasons are not shared";

    const auto share = share_of(get(Who::a_lead, own + "/sharing").body);
    EXPECT_EQ(post(Who::a_lead, own + "/sharing/" + share + "/end").status, 303);
    EXPECT_EQ(get(Who::b_evaluator, own).status, 404) << "from the next request on";
    EXPECT_THAT(get(Who::a_lead, own + "/history").body, HasSubstr("Stopped sharing it with: Organisation B"));
}

TEST_P(Partners, see_a_gap_where_a_joint_evaluation_uses_what_is_not_shared) {
    const auto joint = "/evaluations/" + world.thing(What::joint).evaluation;
    const auto& own = world.thing(What::own);
    world.site.database().writing([&](db::Write& db) {
        evidence::use_evidence(db, world.site.by(Role::evaluator), {world.thing(What::joint).evaluation}, {own.evidence});
        return true;
    });
    for (const auto* page : {"", "/indicators/5.1", "/report"}) {
        const auto answer = get(Who::b_evaluator, joint + page);
        EXPECT_THAT(answer.body, HasSubstr("1 item used here is not shared by Organisation A.")) << page;
        EXPECT_THAT(answer.body, Not(HasSubstr(own.secret_word))) << page;
        EXPECT_THAT(get(Who::a_reader, joint + page).body, Not(HasSubstr("is not shared by"))) << "their own: " << page;
    }
    EXPECT_EQ(post(Who::a_evaluator, "/evidence/" + own.evidence + "/sharing",
                   "with=partnership&purpose=For+all&until_day=1&until_month=3&until_year=2027")
                  .status,
              303);
    EXPECT_THAT(get(Who::b_evaluator, joint + "/indicators/5.1").body, HasSubstr(own.secret_word));
    EXPECT_THAT(get(Who::b_evaluator, "/sharing").body, HasSubstr(own.secret_word));
}

TEST_P(Partners, own_what_they_add) {
    const auto form = get(Who::a_evaluator, "/evidence/new");
    EXPECT_THAT(form.body, Not(HasSubstr("Who owns it?"))) << "there is only one it can belong to";
    EXPECT_EQ(
        post(Who::a_evaluator, "/evidence/new",
             "title=Zqunique&source=documentation&security=secure&from_day=1&from_month=5&from_year=2026&to_day=1&to_month=5&to_year=2026")
            .status,
        303);
    EXPECT_THAT(get(Who::a_reader, "/evidence?q=zqunique").body, HasSubstr("1 piece of evidence found"));
    EXPECT_THAT(get(Who::b_evaluator, "/evidence?q=zqunique").body, Not(HasSubstr("1 piece of evidence found"))) << "not even as a number";
}

TEST_P(Partners, are_given_roles_that_count_at_once) {
    const auto person = "/people/" + world.bystander.text;
    const auto own = "/evaluations/" + world.thing(What::own).evaluation;
    const auto on = "on=organisation/" + world.a.text;
    EXPECT_EQ(post(Who::lead, person + "/roles", "role=evaluator&" + on).status, 422)
        << "the lead of the partnership does not reach into A";
    EXPECT_EQ(post(Who::a_lead, person + "/roles", "role=administrator&" + on).status, 422) << "nobody gives more than they hold";
    EXPECT_EQ(post(Who::a_lead, person + "/roles", "role=inspector&on=evaluation/" + world.thing(What::own).evaluation).status, 422)
        << "a commission needs its reason and its end";
    EXPECT_EQ(post(Who::a_lead, person + "/roles", "role=evaluator&" + on).status, 303);
    const auto page = get(Who::a_lead, person).body;
    EXPECT_THAT(page, HasSubstr("Organisation A"));
    const auto at = page.find("/roles/0");
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(post(Who::a_lead, person + "/roles/" + page.substr(at + 7, 26) + "/end").status, 303);
    EXPECT_THAT(get(Who::a_lead, person).body, HasSubstr("ended on"));
    EXPECT_EQ(get(Who::b_evaluator, own).status, 404);
}

TEST_P(Partners, are_seen_through_by_an_administrator_who_changes_nothing) {
    const auto person = "/people/" + world.bystander.text;
    EXPECT_EQ(post(Who::lead, person + "/see").status, 403);
    EXPECT_EQ(post(Who::administrator, person + "/see").status, 303);
    EXPECT_THAT(get(Who::administrator, "/").body, HasSubstr("You are viewing Touchstone as Bystander"));
    EXPECT_EQ(get(Who::administrator, "/account").status, 403) << "their own account stays theirs";
    EXPECT_EQ(get(Who::administrator, "/evaluations/new").status, 403);
    EXPECT_EQ(post(Who::administrator, "/organisations/new").status, 403);
    world.site.now += std::chrono::minutes{1};
    EXPECT_EQ(post(Who::administrator, "/see-as/end").status, 303);
    EXPECT_EQ(get(Who::administrator, "/account").status, 200);
    world.site.database().read([&](db::Read& db) {
        const auto events = people::list_events(db, world.site.partnership(), "account", world.bystander.text, 10);
        ASSERT_EQ(events.size(), 2U);
        EXPECT_EQ(events.front().event.verb, "stopped_seeing_as");
        EXPECT_EQ(events.back().actor_name, "Administrator");
    });
}

TEST_P(Partners, are_shown_pages_in_one_or_two_trips) {
    const auto own = "/evaluations/" + world.thing(What::own).evaluation;
    world.site.sign_in(Role::evaluator);
    for (const auto& page : std::vector<std::string>{"/evaluations", "/evidence", "/sharing", "/people/" + world.bystander.text,
                                                     "/evaluations/" + world.thing(What::joint).evaluation,
                                                     "/evaluations/" + world.thing(What::joint).evaluation + "/sharing"})
        EXPECT_LE(world.site.get(page).trips, 2) << page;
    EXPECT_EQ(world.site.get(own).status, web::Status::not_found);
}

}  // namespace
}  // namespace touchstone
