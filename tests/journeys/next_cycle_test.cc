// The next cycle: what still holds comes along, levels are made anew, and last time's confidence is looked back at.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conclusions/conclusion_store.h"
#include "evaluations/evaluation_store.h"
#include "evidence/evidence_store.h"
#include "frameworks/framework_store.h"
#include "judging/judgement_store.h"
#include "people/organisation_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;

class NextCycle : public ::testing::TestWithParam<db::Engine> {
protected:
    NextCycle() : site(GetParam()), last(site.add_evaluation("Zqxlast")), address("/evaluations/" + last.text) {
        site.sign_in(Role::evaluator);
        add_item("Zqxfresh", Source::performance_data, "2026-09-01", FindingKind::context);
        add_item("Zqxstale", Source::performance_data, "2020-09-01", FindingKind::context);
        add_item("Zqxglad", Source::views, "2019-01-01", FindingKind::strength);
        add_item("Zqxsad", Source::observation, "2019-01-01", FindingKind::improvement);
        judge("5.1", Level::good);
        judge("2.1", Level::weak);
        post(address + "/capacity/outcomes", {{"statement", "Zqxbetter."}, {"confidence", "high"}, {"caveat", "Zqxcaveat holds"}});
    }
    void add_item(const std::string& title, Source source, const char* day, FindingKind kind) {
        Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = title;
        item.source = source;
        item.from = item.to = *date_from(day);
        item.security = Security::secure;
        item.added_by = site.account(Role::evaluator);
        item.added_at = site.now;
        site.database().writing([&](db::Write& db) {
            add_evidence(db, site.by(Role::evaluator), item);
            use_evidence(db, site.by(Role::evaluator), last, item.id);
            add_finding(db, site.by(Role::evaluator),
                        {FindingId::make(site.now),
                         item.id,
                         kind,
                         "Found.",
                         {{"generic-2006", {"5.1", 1}}},
                         item.added_by,
                         site.now,
                         std::nullopt,
                         0});
            return true;
        });
    }
    void judge(const std::string& indicator, Level level, EvaluationId evaluation = {}) {
        site.database().writing([&](db::Write& db) {
            return record_judgement(db, site.by(Role::evaluator), evaluation.is_empty() ? last : evaluation, site.framework(), nullptr,
                                    {indicator, level, "Why", Confidence::high, site.account(Role::evaluator), site.now, 0, ""});
        });
    }
    void post(const std::string& to, const std::vector<std::pair<std::string, std::string>>& fields) {
        EXPECT_EQ(site.post(to, fields).status, Status::see_other) << to;
    }
    std::vector<std::pair<std::string, std::string>> fields(const std::string& title, const std::string& year, const std::string& carry) {
        return {{"title", title}, {"from_day", "1"},  {"from_month", "1"}, {"from_year", year},
                {"to_day", "31"}, {"to_month", "12"}, {"to_year", year},   {"carry", carry}};
    }
    EvaluationId go_on() {
        post(address + "/state", {{"state", "finished"}});
        const auto started = site.post(address + "/next", fields("Zqxnext", "2035", "current"));
        EXPECT_EQ(started.status, Status::see_other);
        return {started.location.substr(std::string("/evaluations/").size())};
    }

    testing::Site site;
    EvaluationId last;
    std::string address;
};

INSTANTIATE_TEST_SUITE_P(Both, NextCycle, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(NextCycle, begins_after_a_finished_evaluation_with_a_later_period) {
    EXPECT_THAT(site.html(address + "/next"), HasSubstr("Finish this evaluation first"));
    EXPECT_EQ(site.post(address + "/next", fields("Zqxnext", "2035", "current")).status, Status::unprocessable);
    EXPECT_THAT(site.html(address), Not(HasSubstr("/next")));
    post(address + "/state", {{"state", "finished"}});
    EXPECT_THAT(site.html(address), HasSubstr(address + "/next"));
    const auto refused = site.post(address + "/next", fields("Zqxkept title", "1999", "some"));
    EXPECT_EQ(refused.status, Status::unprocessable);
    EXPECT_THAT(site.document(refused),
                AllOf(HasSubstr("Zqxkept title"), HasSubstr("Enter a last day that is later than the last evaluation’s"),
                      HasSubstr("Choose which evidence to carry over")));
    auto with_plan = fields("Zqxnext", "2035", "none");
    with_plan.emplace_back("plans", "01m000000000000000000000000");
    EXPECT_EQ(site.post(address + "/next", with_plan).status, Status::unprocessable) << "a plan that is not there";
}

TEST_P(NextCycle, takes_along_what_still_holds_and_no_level) {
    const auto next = go_on();
    const auto page = "/evaluations/" + next.text;
    site.database().read([&](db::Read& db) {
        EXPECT_EQ(list_scope(db, site.partnership(), next), list_scope(db, site.partnership(), last));
        EXPECT_TRUE(list_judgements(db, site.partnership(), next).empty());
        EXPECT_TRUE(list_conclusions(db, site.partnership(), next).empty());
        EXPECT_EQ(find_evaluation(db, site.partnership(), next)->continues, last);
    });
    EXPECT_THAT(site.html(page + "/evidence"),
                AllOf(HasSubstr("Zqxfresh"), Not(HasSubstr("Zqxstale")), HasSubstr("Zqxglad"), HasSubstr("Zqxsad")));
    EXPECT_THAT(site.html(page + "/conflicts"), HasSubstr("Zqxglad")) << "the open conflict came along";
    EXPECT_THAT(site.html(page), HasSubstr(page + "/since"));
    EXPECT_THAT(site.html(page + "/history"), HasSubstr("Started the next cycle"));
}

TEST_P(NextCycle, may_go_on_in_a_newer_version_of_the_framework) {
    EXPECT_THAT(site.html(address + "/next"), Not(HasSubstr("Which version"))) << "there is only one";
    auto newer = site.framework();
    newer.version = "99.0.0";
    std::erase_if(newer.indicators, [](const auto& indicator) { return indicator.code == "2.1"; });
    std::ranges::find(newer.indicators, std::string("5.1"), &frameworks::Indicator::code)->themes.pop_back();
    std::string hash;
    const int before = static_cast<int>(site.framework().indicators.size());
    site.database().writing([&](db::Write& db) { return frameworks::publish(db, newer, site.now + std::chrono::days{1}, hash); });
    post(address + "/state", {{"state", "finished"}});
    EXPECT_THAT(site.html(address + "/next"), AllOf(HasSubstr("Which version"), HasSubstr("99.0.0"), HasSubstr("As last time")));
    EXPECT_LE(site.get(address + "/next").trips, 2);
    auto chosen = fields("Zqxnext", "2035", "current");
    chosen.emplace_back("framework", "no such version");
    EXPECT_EQ(site.post(address + "/next", chosen).status, Status::unprocessable);
    chosen.back().second = hash;
    const auto started = site.post(address + "/next", chosen);
    ASSERT_EQ(started.status, Status::see_other);
    const EvaluationId next{started.location.substr(std::string("/evaluations/").size())};
    site.database().read([&](db::Read& db) {
        EXPECT_EQ(find_evaluation(db, site.partnership(), next)->framework_hash, hash);
        const auto scope = list_scope(db, site.partnership(), next);
        EXPECT_EQ(static_cast<int>(scope.size()), before - 1);
        EXPECT_EQ(std::ranges::find(scope, std::string("2.1"), &ScopeChoice::indicator), scope.end());
    });
    EXPECT_THAT(site.html(started.location), HasSubstr("5.1"));
    EXPECT_THAT(site.html(started.location + "/since"), HasSubstr("Zqxbetter."));
    EXPECT_THAT(site.html(started.location + "/evidence"), HasSubstr("Zqxfresh"));
    EXPECT_THAT(site.html(started.location + "/report"), HasSubstr("Zqxnext"));
}

TEST_P(NextCycle, shows_what_changed_since) {
    const auto next = go_on();
    judge("5.1", Level::very_good, next);
    judge("7.1", Level::good, next);
    const auto page = "/evaluations/" + next.text + "/since";
    const auto html = site.html(page);
    EXPECT_THAT(
        html, AllOf(HasSubstr("1 indicator is at a higher level"), HasSubstr("1 judged for the first time"), HasSubstr("1 not judged yet"),
                    HasSubstr("3 items of evidence were carried over."), HasSubstr("1 item was left behind."),
                    HasSubstr("Open conflicts: 1 last time, 1 now."), HasSubstr("Zqxbetter."), HasSubstr("Zqxcaveat")));
    EXPECT_LE(site.get(page).trips, 2);
    EXPECT_LE(site.get(address + "/next").trips, 2);
    EXPECT_THAT(site.html(address + "/since"), HasSubstr("does not follow on from another"));
}

TEST_P(NextCycle, says_what_the_confidence_was_worth) {
    const auto page = "/evaluations/" + go_on().text + "/since";
    EXPECT_THAT(site.html(page + "?part=component_outcomes"), HasSubstr("Was the confidence borne out?"));
    const auto refused = site.post(page, {{"part", "component_outcomes"}, {"words", "Zqxkept"}});
    EXPECT_EQ(refused.status, Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Zqxkept"), HasSubstr("Say whether the confidence was borne out")));
    EXPECT_EQ(site.post(page, {{"part", "component_leadership"}, {"worth", "in_part"}, {"words", "No"}}).status, Status::unprocessable);
    post(page, {{"part", "component_outcomes"}, {"worth", "in_part"}, {"words", "Zqxfirst"}, {"seen_version", "0"}});
    const auto late =
        site.post(page, {{"part", "component_outcomes"}, {"worth", "borne_out"}, {"words", "Zqxlate"}, {"seen_version", "0"}});
    EXPECT_EQ(late.status, Status::conflict);
    EXPECT_THAT(site.document(late), AllOf(HasSubstr("Zqxlate"), HasSubstr("Zqxfirst")));
    post(page, {{"part", "component_outcomes"}, {"worth", "borne_out"}, {"words", "Zqxsecond"}, {"seen_version", "1"}});
    EXPECT_THAT(site.html(page), AllOf(HasSubstr("Zqxsecond"), HasSubstr("Borne out"), Not(HasSubstr("Zqxfirst"))));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(page + "?part=component_outcomes"),
                AllOf(HasSubstr("Zqxsecond"), Not(HasSubstr("Was the confidence borne out?"))));
}

TEST_P(NextCycle, starts_from_what_plans_are_doing_already) {
    const auto other = site.add_evaluation("Zqxother");
    site.database().writing([&](db::Write& db) {
        const auto here = site.partnership();
        const people::Organisation council{OrganisationId::make(site.now), "Zqxcouncil", "council_department"};
        people::add_organisation(db, {here, {}, site.now}, council);
        const people::Service service{ServiceId::make(site.now), council.id, {}, "Zqxservice", 1};
        people::add_service(db, {here, {}, site.now}, service);
        for (const auto& evaluation : {last, other})
            db.run("insert into evaluation_service (partnership_id, evaluation_id, service_id) values ($1, $2, $3)", here, evaluation,
                   service.id);
        plans::Plan plan{plans::PlanId::make(site.now), "Zqxplan", {}, {}, *date_from("2026-08-01"), *date_from("2027-07-31"), {last},
                         site.account(Role::lead),      site.now,  0,  0};
        plans::Objective objective;
        objective.id = plans::ObjectiveId::make(site.now);
        objective.plan = plan.id;
        objective.created_by = plan.created_by;
        objective.created_at = site.now;
        plans::ActionPoint action;
        action.id = plans::ActionId::make(site.now);
        action.objective = objective.id;
        action.title = "Zqxaction";
        action.lead.id = council.id;
        action.due = *date_from("2026-10-01");
        action.changed_at = site.now;
        const plans::Target target{plans::TargetId::make(site.now),
                                   "Zqxwaits",
                                   "weeks",
                                   plans::Direction::lower,
                                   "",
                                   {},
                                   "8",
                                   *date_from("2027-06-30"),
                                   "",
                                   0,
                                   {}};
        plans::add_plan(db, site.by(Role::lead), plan);
        plans::add_objective(db, site.by(Role::lead), objective);
        plans::add_action(db, site.by(Role::lead), plan.id, action);
        plans::add_target(db, site.by(Role::lead), objective, target);
        plans::add_value(db, site.by(Role::lead), plan.id, target,
                         {plans::ValueId{"1"}, *date_from("2026-09-01"), "11.5", "", "", plan.created_by, site.now});
        return true;
    });
    const auto page = "/evaluations/" + other.text + "/known";
    EXPECT_THAT(site.html(page), AllOf(HasSubstr("Zqxlast"), HasSubstr("Zqxaction"), HasSubstr("Zqxcouncil"), HasSubstr("Overdue"),
                                       HasSubstr("Zqxwaits"), HasSubstr("11.5 weeks, 1 September 2026"), HasSubstr("8 weeks")));
    EXPECT_LE(site.get(page).trips, 2);
}

}  // namespace
}  // namespace touchstone
