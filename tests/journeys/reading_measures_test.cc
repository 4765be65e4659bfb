// Measures where people work: what is known, the scope, plans, words that are tied, and what changed; each only to those who may see them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/works.h"
#include "conclusions/conclusion_store.h"
#include "evaluations/scope_store.h"
#include "evidence/evidence_store.h"
#include "jobs/job_store.h"
#include "measures/arrived_store.h"
#include "measures/observation_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using measures::MeasureId;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ReadingMeasures : public ::testing::TestWithParam<db::Engine> {
protected:
    ReadingMeasures() : site(GetParam()) {
        site.sign_in(Role::evaluator);
        evaluation = site.add_evaluation("Zqxevaluation");
        council = OrganisationId::make(site.now);
        site.database().writing([&](db::Write& db) {
            people::add_organisation(db, site.by(Role::administrator), {council, "Zqxcouncil", "council_department"});
            return true;
        });
    }
    // Weeks of waiting, of which fewer are better, on a theme of the shipped framework; a figure for each month from January 2025 on.
    MeasureId add(const std::string& title, const std::vector<double>& values, const std::string& theme = "5.1/1",
                  const OrganisationId& owner = {}, measures::Direction better = measures::Direction::lower) {
        measures::KeptMeasure kept{.id = MeasureId::make(site.now), .owner = owner, .owner_name = {}, .definition = {}};
        kept.definition.title = title;
        kept.definition.counted = "Weeks of waiting";
        kept.definition.chart = statistics::Kind::xmr;
        kept.definition.better = better;
        kept.definition.themes = {site.framework().id + "/" + theme};
        site.database().writing([&](db::Write& db) {
            measures::add_measure(db, site.by(Role::evaluator), kept);
            return true;
        });
        enter(kept.id, values);
        return kept.id;
    }
    void enter(const MeasureId& id, const std::vector<double>& values) {
        if (values.empty()) return;
        std::string lines;
        for (std::size_t i = 0; i < values.size(); ++i)
            lines += std::to_string(2025 + i / 12) + "-" + (i % 12 < 9 ? "0" : "") + std::to_string(i % 12 + 1) + "; " +
                     measures::digits_of(values[i]) + "\n";
        site.database().writing([&](db::Write& db) {
            measures::enter_figures(db, site.by(Role::evaluator), id, {}, measures::read_pasted(lines, {}).value());
            return true;
        });
    }
    void leave_out(const std::string& indicator) {
        site.database().writing([&](db::Write& db) {
            evaluations::write_scope(db, site.partnership(), evaluation, {{indicator}});
            return true;
        });
    }
    // Whoever has this role sees what the council owns, too.
    void join_council(Role role) {
        auto given = people::on_partnership(site.partnership(), site.account(role), role, site.now);
        given.reach = Reach::organisation;
        given.on = council.text;
        site.database().writing([&](db::Write& db) {
            people::add_assignment(db, site.partnership(), given);
            return true;
        });
    }
    // A plan with one objective, one action point that began on 1 June 2025, and one target of 30 weeks or fewer.
    void add_plan(const MeasureId& read_from, const std::string& aim = "13") {
        plan.id = plans::PlanId::make(site.now);
        plan.title = "Zqxplan";
        plan.from = *date_from("2025-01-01");
        plan.to = *date_from("2027-12-31");
        plan.evaluations = {evaluation};
        plan.created_by = site.account(Role::lead);
        plan.created_at = site.now;
        plans::Objective objective;
        objective.id = plans::ObjectiveId::make(site.now);
        objective.plan = plan.id;
        objective.title = "Zqxobjective";
        objective.created_by = plan.created_by;
        objective.created_at = site.now;
        plans::ActionPoint action;
        action.id = plans::ActionId::make(site.now);
        action.objective = objective.id;
        action.title = "Zqxclinics";
        action.lead.id = council;
        action.starts = *date_from("2025-06-01");
        action.state = plans::ActionState::under_way;
        action.changed_at = site.now;
        target.id = plans::TargetId::make(site.now);
        target.measure = "Zqxshorter";
        target.unit = "weeks";
        target.direction = plans::Direction::lower;
        target.aim = aim;
        target.aim_on = *date_from("2027-06-30");
        target.read_from = read_from;
        site.database().writing([&](db::Write& db) {
            const auto by = site.by(Role::lead);
            plans::add_plan(db, by, plan);
            plans::add_objective(db, by, objective);
            plans::add_action(db, by, plan.id, action);
            plans::add_target(db, by, objective, target);
            return true;
        });
        objective_address = "/objectives/" + objective.id.text;
    }
    // A share of counts; its address.
    std::string add_share(const std::string& title) {
        return site
            .post("/measures/new", {{"owner", "partnership"},
                                    {"title", title},
                                    {"counted", "Half-days present"},
                                    {"numerator", "Present"},
                                    {"denominator", "Open"},
                                    {"unit", "per_cent"},
                                    {"better", "higher"},
                                    {"counting", "flow"},
                                    {"chart", "p"},
                                    {"smallest", "five"}})
            .location;
    }
    // What waits since figures arrived.
    void work() {
        const auto works = app::all_works(site.database(), site.files(), site.folder(), {}, [this] { return site.now; });
        const auto job = site.database().reading([](db::Read& db) { return jobs::find_next(db, {measures::arrived_job}); });
        ASSERT_TRUE(job);
        EXPECT_TRUE(site.database().writing([&](db::Write& db) { return jobs::take(db, *job, site.now); }));
        (void)works.at(job->kind)(*job, [](int, int, const std::string&) {});
        site.database().writing([&](db::Write& db) {
            jobs::finish(db, *job, {}, {}, site.now);
            return true;
        });
        EXPECT_FALSE(site.database().reading([](db::Read& db) { return jobs::find_next(db, {measures::arrived_job}); }));
    }
    std::string page(const std::string& rest) { return site.html("/evaluations/" + evaluation.text + rest); }

    // XmR: the last of `outside` lies above the upper limit; `within` lies within the limits everywhere.
    const std::vector<double> outside{12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 28}, within{12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 14};
    testing::Site site;
    EvaluationId evaluation;
    OrganisationId council;
    plans::Plan plan;
    plans::Target target;
    std::string objective_address;
};

INSTANTIATE_TEST_SUITE_P(Both, ReadingMeasures, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(ReadingMeasures, stand_among_what_is_known_with_their_figure_and_sentence) {
    EXPECT_THAT(page("/known"), HasSubstr("There is no measure on these themes"));
    const auto id = add("Zqxwaits", within);
    add("Zqxfew", {3, 4});
    add("Zqxempty", {});
    const auto known = page("/known");
    EXPECT_THAT(known, AllOf(HasSubstr("href=\"/measures/" + id.text + "\""), HasSubstr("14 (Nov 2025)"),
                             HasSubstr("Every point is within what chance explains"), HasSubstr("it needs at least 10 points"),
                             HasSubstr("No figure that may be shown"), HasSubstr("<svg")));
    EXPECT_LE(site.get("/evaluations/" + evaluation.text + "/known").trips, 2);
}

TEST_P(ReadingMeasures, are_made_into_evidence_and_used_from_what_is_known) {
    const auto address = "/measures/" + add("Zqxwaits", within).text;
    EXPECT_THAT(page("/known"), AllOf(HasSubstr("Make it evidence"), HasSubstr("href=\"" + address + "#evidence\"")));
    const auto made = site.post(address + "/evidence", {{"security", "partial"}});
    ASSERT_EQ(made.status, web::Status::see_other) << site.document(made);
    EXPECT_THAT(page("/known"), AllOf(Not(HasSubstr("Make it evidence")), HasSubstr("evidence?choose=yes&amp;q=Zqxwaits")));
    site.sign_in(Role::reader);
    EXPECT_THAT(page("/known"), AllOf(HasSubstr("Zqxwaits"), Not(HasSubstr("Use it here"))));
}

TEST_P(ReadingMeasures, are_not_known_of_another_framework_or_to_those_who_may_not_see_them) {
    add("Zqxelsewhere", within, "5.1/1", council);
    const auto known = page("/known");
    EXPECT_THAT(known, AllOf(HasSubstr("There is no measure on these themes"), Not(HasSubstr("Zqxelsewhere"))));
    site.database().writing([&](db::Write& db) {
        measures::KeptMeasure kept{.id = MeasureId::make(site.now), .owner = {}, .owner_name = {}, .definition = {}};
        kept.definition.title = "Zqxother";
        kept.definition.themes = {"zqxframework/5.1/1"};
        measures::add_measure(db, site.by(Role::evaluator), kept);
        return true;
    });
    EXPECT_THAT(page("/known"), Not(HasSubstr("Zqxother")));
}

TEST_P(ReadingMeasures, are_a_reason_to_look_at_an_indicator_where_chance_does_not_explain_them) {
    leave_out("5.1");
    add("Zqxquiet", within);
    EXPECT_THAT(page("/scope"), Not(HasSubstr("It is measured for this indicator")));
    add("Zqxwaits", outside);
    EXPECT_THAT(page("/scope"),
                HasSubstr("Zqxwaits has been higher than chance explains since Nov 2025. It is measured for this indicator."));
    EXPECT_LE(site.get("/evaluations/" + evaluation.text + "/scope").trips, 2);
}

TEST_P(ReadingMeasures, lead_to_what_may_explain_them_where_they_say_which_way_is_better) {
    leave_out("5.1");
    add("Zqxneither", outside, "2.1/1", {}, measures::Direction::neither);
    EXPECT_THAT(page("/scope"), Not(HasSubstr("Zqxneither")));
    add("Zqxweeks", outside, "2.1/1");
    EXPECT_THAT(page("/scope"), HasSubstr("Zqxweeks has been higher than chance explains since Nov 2025. It is measured for 2.1."));
}

TEST_P(ReadingMeasures, are_no_reason_for_those_who_may_not_see_them_also_not_in_what_was_answered) {
    leave_out("5.1");
    add("Zqxhidden", outside, "5.1/1", council);
    EXPECT_THAT(page("/scope"), Not(HasSubstr("Zqxhidden")));
    join_council(Role::evaluator);
    const auto seen = page("/scope");
    EXPECT_THAT(seen, HasSubstr("Zqxhidden"));
    const std::string mark = "name=\"seen_version\" value=\"";
    const auto from = seen.find(mark) + mark.size();
    ASSERT_EQ(
        site.post("/evaluations/" + evaluation.text + "/scope/answers", {{"indicator", "5.1"},
                                                                         {"answer_5.1", "refuse"},
                                                                         {"why_5.1", "Zqxlooked at last year."},
                                                                         {"seen_version", seen.substr(from, seen.find('"', from) - from)}})
            .status,
        web::Status::see_other);
    EXPECT_THAT(page("/scope"), AllOf(HasSubstr("Zqxhidden"), HasSubstr("Zqxlooked at last year.")));
    site.sign_in(Role::lead);
    EXPECT_THAT(page("/scope"), AllOf(Not(HasSubstr("Zqxhidden")), HasSubstr("Zqxlooked at last year.")));
}

TEST_P(ReadingMeasures, tell_whether_a_goal_is_met_or_met_by_luck_and_what_was_before_and_since_an_action) {
    const auto id = add("Zqxwaits", within);
    add_plan(id);
    const auto page = site.html(objective_address);
    EXPECT_THAT(page,
                AllOf(HasSubstr("href=\"/measures/" + id.text + "\""), HasSubstr("14 (Nov 2025)"), HasSubstr("Missed by luck"),
                      HasSubstr("Goal: 13 weeks by 30 June 2027."), HasSubstr("ts-chart-day"),
                      HasSubstr("“Zqxclinics” began on 1 June 2025. Before: 5 figures, the latest 13 (May 2025). Since: 6 figures, the "
                                "latest 14 (Nov 2025)."),
                      HasSubstr("not why the figures are as they are")));
    EXPECT_THAT(site.html("/plans/" + plan.id.text), HasSubstr("Goals missed by luck"));
    EXPECT_THAT(site.get("/api/v1" + objective_address).body, HasSubstr("missed_by_luck"));
    enter(id, {12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 13});
    EXPECT_THAT(site.html("/plans/" + plan.id.text), AllOf(HasSubstr("Goals met by luck"), HasSubstr("the next may miss it")));
    for (const auto& each : {objective_address, "/plans/" + plan.id.text, objective_address + "/targets/" + target.id.text})
        EXPECT_LE(site.get(each).trips, 2) << each;
}

TEST_P(ReadingMeasures, say_in_the_plan_check_why_nothing_is_said_of_a_goal) {
    add_plan(add("Zqxfew", {12, 15, 11}));
    EXPECT_THAT(site.html("/plans/" + plan.id.text), AllOf(HasSubstr("Goals of which the chart says nothing"),
                                                           HasSubstr("Zqxshorter. No statement is made: it needs at least 10 points")));
}

TEST_P(ReadingMeasures, are_chosen_for_a_target_and_stay_where_its_writer_may_not_see_them) {
    const auto seen = add("Zqxseen", within), hidden = add("Zqxhidden", within, "5.1/1", council);
    add_plan(hidden);
    site.sign_in(Role::lead);
    const auto address = objective_address + "/targets/" + target.id.text;
    for (const auto& each : {site.html(objective_address), site.html(address), site.html("/plans/" + plan.id.text),
                             site.get("/api/v1/plans/" + plan.id.text).body})
        EXPECT_THAT(each, AllOf(Not(HasSubstr("Zqxhidden")), Not(HasSubstr(hidden.text)), Not(HasSubstr("14 (Nov 2025)"))));
    EXPECT_THAT(site.html(address), HasSubstr("Zqxseen"));
    const auto saved = [&](const std::string& read_from, const std::string& version) {
        return site.post(address, {{"measure", "Zqxshorter"},
                                   {"unit", "weeks"},
                                   {"direction", "lower"},
                                   {"aim", "13"},
                                   {"aim_on_day", "30"},
                                   {"aim_on_month", "6"},
                                   {"aim_on_year", "2027"},
                                   {"read_from", read_from},
                                   {"seen_version", version}});
    };
    const auto refused = saved("Zqxnone", "1");
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Choose a measure from this list"), HasSubstr("Zqxshorter")));
    ASSERT_EQ(saved("", "1").status, web::Status::see_other);
    const auto read_from = [&] {
        return site.database().reading([&](db::Read& db) {
            const auto content = plans::read_content(db, sight_of_everything(site.partnership(), {council}, site.now), plan.id.text);
            return content->objectives.front().targets.front().read_from;
        });
    };
    EXPECT_EQ(read_from(), hidden) << "what the writer may not see stays";
    ASSERT_EQ(saved(seen.text, "2").status, web::Status::see_other);
    EXPECT_EQ(read_from(), seen);
    EXPECT_THAT(site.html(objective_address), HasSubstr("14 (Nov 2025)"));
    ASSERT_EQ(saved("", "3").status, web::Status::see_other);
    EXPECT_TRUE(read_from().is_empty()) << "what the writer sees can be taken off";
}

TEST_P(ReadingMeasures, bear_words_that_are_checked_again_when_figures_arrive_also_in_a_finished_evaluation) {
    const auto measure = add_share("Zqxattendance");
    ASSERT_EQ(site.post(measure + "/figures/entry", {{"figures", "2026-01; 400; 500"}}).status, web::Status::see_other);
    const auto item = site.post(measure + "/evidence", {{"security", "secure"}}).location;
    const auto evidence = item.substr(0, item.find('?'));
    site.database().writing([&](db::Write& db) {
        evidence::use_evidence(db, site.by(Role::evaluator), evaluation, EvidenceId{evidence.substr(10)});
        return true;
    });
    EXPECT_THAT(site.html(evidence + "/figures"), HasSubstr("Where is the count from?"));
    const auto read =
        site.post(evidence + "/figures", {{"words", "Zqxchildren there"}, {"read_from", measure.substr(10)}, {"seen_version", "0"}});
    ASSERT_EQ(read.status, web::Status::see_other) << site.document(read);
    EXPECT_THAT(site.html(evidence + "/figures"), AllOf(HasSubstr("Zqxchildren there: 400 of 500 (80%), 31 January 2026"),
                                                        HasSubstr("Read from the measure “Zqxattendance”")));
    const auto question = "/evaluations/" + evaluation.text + "/questions/2";
    ASSERT_EQ(site.post(question, {{"statement", "Most children are there."}}).status, web::Status::see_other);
    const auto figure = site.database().reading(
        [&](db::Read& db) { return conclusions::list_figures(db, site.partnership(), EvidenceId{evidence.substr(10)}).front().id.text; });
    ASSERT_EQ(site.post(question + "/figure-ties", {{"seen_version", "1"}, {"figure_1", figure}}).status, web::Status::see_other);
    work();
    EXPECT_THAT(site.html(question), HasSubstr("Supported by: Zqxchildren there: 400 of 500 (80%)"));
    site.database().writing([&](db::Write& db) {
        db.run("update evaluation set finished_at = $1 where id = $2", site.now, evaluation);
        return true;
    });
    ASSERT_EQ(site.post(measure + "/figures/entry", {{"figures", "2026-02; 240; 500"}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(question), HasSubstr("Supported by")) << "the work has not been done yet";
    work();
    EXPECT_THAT(site.html(question),
                AllOf(HasSubstr("The figure does not support “most”: Zqxchildren there: 240 of 500 (48%), 28 February 2026"),
                      HasSubstr("Most children are there.")));
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html("/"),
                AllOf(HasSubstr("a word for a proportion in a conclusion no longer holds"), HasSubstr("href=\"" + question + "#words\"")));
    site.sign_in(Role::evaluator);
    ASSERT_EQ(site.post(measure + "/figures/entry", {{"figures", "2026-02; 410; 500"}}).status, web::Status::see_other);
    work();
    EXPECT_THAT(site.html(question), HasSubstr("Supported by: Zqxchildren there: 410 of 500 (82%)")) << "a correction counts as well";
    EXPECT_THAT(site.html("/"), HasSubstr("a word for a proportion in a conclusion holds again"));
}

TEST_P(ReadingMeasures, are_offered_for_no_figure_of_other_evidence_or_to_those_who_may_not_see_them) {
    const auto measure = add_share("Zqxattendance");
    site.post(measure + "/figures/entry", {{"figures", "2026-01; 400; 500"}});
    const auto item = site.post(measure + "/evidence", {{"security", "secure"}}).location;
    const auto figures = item.substr(0, item.find('?')) + "/figures";
    site.database().writing([&](db::Write& db) {
        db.run("update measure set owner_id = $1", council);
        return true;
    });
    EXPECT_THAT(site.html(figures), Not(HasSubstr("Where is the count from?")));
    const auto refused = site.post(figures, {{"words", "Zqxthere"}, {"read_from", measure.substr(10)}, {"seen_version", "0"}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
}

TEST_P(ReadingMeasures, stand_at_the_end_of_the_line_of_sight_with_their_latest_figure) {
    add_plan(add("Zqxwaits", within));
    EXPECT_THAT(site.html(objective_address + "/line-of-sight"), HasSubstr("Zqxshorter: 14 (Nov 2025)"));
    EXPECT_LE(site.get(objective_address + "/line-of-sight").trips, 2);
}

TEST_P(ReadingMeasures, stand_on_no_line_of_sight_of_those_who_may_not_see_them) {
    add_plan(add("Zqxhidden", within, "5.1/1", council));
    EXPECT_THAT(site.html(objective_address + "/line-of-sight"), AllOf(HasSubstr("Zqxshorter: Not known"), Not(HasSubstr("Zqxhidden"))));
}

TEST_P(ReadingMeasures, say_what_was_counted_since_last_time) {
    const auto next = site.add_evaluation("Zqxnext");
    site.database().writing([&](db::Write& db) {
        db.run("update evaluation set period_from = '2025-01-01', period_to = '2025-09-30', finished_at = $1 where id = $2", site.now,
               evaluation);
        return db.run("update evaluation set continues_id = $1 where id = $2", evaluation, next) == 1;
    });
    const auto since = "/evaluations/" + next.text + "/since";
    add("Zqxold", {12, 15, 11});
    add("Zqxhidden", within, "5.1/1", council);
    EXPECT_THAT(site.html(since), HasSubstr("No measure on these themes"));
    const auto id = add("Zqxwaits", within);
    site.database().writing([&](db::Write& db) {
        const auto by = site.by(Role::evaluator);
        measures::add_break(db, by, id,
                            {.id = "b", .from = *date_from("2025-10-15"), .why = "Zqxcounted anew", .made_by = {}, .made_at = {}});
        measures::add_target(db, by, id,
                             {.id = "t", .by = *date_from("2025-12-31"), .value = 13, .why = "Zqxplan", .made_by = {}, .made_at = {}});
        measures::add_target(db, by, id,
                             {.id = "u", .by = *date_from("2028-12-31"), .value = 9, .why = "Zqxahead", .made_by = {}, .made_at = {}});
        return true;
    });
    EXPECT_THAT(site.html(since), AllOf(HasSubstr("Zqxwaits"), HasSubstr("14 (Nov 2025)"), HasSubstr("15 October 2025: Zqxcounted anew"),
                                        HasSubstr("By 31 December 2025 it was to reach 13."), Not(HasSubstr("2028")),
                                        Not(HasSubstr("Zqxold")), Not(HasSubstr("Zqxhidden"))));
    EXPECT_LE(site.get(since).trips, 2);
}

}  // namespace
}  // namespace touchstone
