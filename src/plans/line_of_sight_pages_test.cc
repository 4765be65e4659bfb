#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_store.h"
#include "judging/judgement_store.h"
#include "plans/line_of_sight_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "tests/matrix/world.h"

namespace touchstone::plans {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace evidence;
using namespace judging;

class LineOfSight : public ::testing::TestWithParam<db::Engine> {
protected:
    LineOfSight() : site(GetParam()), evaluation(site.add_evaluation("Zqxevaluation")) {
        site.sign_in(Role::lead);
        item = add_item("Zqxitem", {});
        add_finding_on(item, "Zqxfinding", "Zqxquote");
        (void)write([&](db::Write& db) {
            return record_judgement(db, site.by(Role::evaluator), evaluation, site.framework(), nullptr,
                                    {"5.1", Level::weak, "Why", Confidence::high, by(), site.now, 0, ""});
        });
        Plan plan{PlanId::make(site.now),
                  "Zqxplan",
                  {},
                  {},
                  *date_from("2026-08-01"),
                  *date_from("2027-07-31"),
                  {evaluation},
                  by(),
                  site.now,
                  0,
                  0};
        objective.id = ObjectiveId::make(site.now);
        objective.plan = plan.id;
        objective.title = "Zqxobjective";
        objective.created_by = by();
        objective.created_at = site.now;
        objective.areas = {{evaluation, finding}};
        ActionPoint action;
        action.id = ActionId::make(site.now);
        action.objective = objective.id;
        action.title = "Zqxaction";
        action.changed_at = site.now;
        const Target target{
            TargetId::make(site.now), "Zqxmeasure", "weeks", Direction::lower, "12", {}, "8", *date_from("2027-06-30"), "", 0, {}};
        (void)write([&](db::Write& db) {
            add_plan(db, site.by(Role::evaluator), plan);
            add_objective(db, site.by(Role::evaluator), objective);
            add_action(db, site.by(Role::evaluator), plan.id, action);
            add_target(db, site.by(Role::evaluator), objective, target);
            add_value(db, site.by(Role::evaluator), plan.id, target,
                      {ValueId{"1"}, *date_from("2026-09-01"), "11.5", "", "", by(), site.now});
            return true;
        });
    }
    template <class Work>
    bool write(Work work) {
        return site.database().writing(work);
    }
    const PartnershipId& here() { return site.partnership(); }
    AccountId by() { return site.account(Role::evaluator); }
    EvidenceId add_item(const std::string& title, const OrganisationId& owner) {
        Evidence fresh;
        fresh.id = EvidenceId::make(site.now);
        fresh.title = fresh.line = title;
        fresh.from = fresh.to = date_of(site.now);
        fresh.owner = owner;
        fresh.added_by = by();
        fresh.added_at = site.now;
        (void)write([&](db::Write& db) {
            add_evidence(db, site.by(Role::evaluator), fresh);
            use_evidence(db, site.by(Role::evaluator), evaluation, fresh.id);
            return true;
        });
        return fresh.id;
    }
    void add_finding_on(const EvidenceId& on, const std::string& statement, const std::string& excerpt) {
        finding = FindingId::make(site.now);
        Finding fresh{finding, on, FindingKind::improvement, statement, {{"generic-2006", {"5.1", 1}}}, by(), site.now, std::nullopt, 0};
        fresh.excerpt = excerpt;
        fresh.place = "page 3";
        (void)write([&](db::Write& db) {
            add_finding(db, site.by(Role::evaluator), fresh);
            return true;
        });
    }
    testing::Site site;
    EvaluationId evaluation;
    EvidenceId item;
    FindingId finding;
    Objective objective;
};

INSTANTIATE_TEST_SUITE_P(Both, LineOfSight, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(LineOfSight, runs_both_ways_from_a_quotation_to_a_measure) {
    for (const auto& address :
         {"/evaluations/" + evaluation.text + "/indicators/5.1/line-of-sight", "/objectives/" + objective.id.text + "/line-of-sight"}) {
        const auto html = site.html(address);
        for (const auto* word :
             {"“Zqxquote”, page 3", "Zqxitem", "Zqxfinding", "5.1 judged 2", "Zqxobjective", "Zqxaction", "Zqxmeasure: 11.5 weeks"})
            EXPECT_THAT(html, HasSubstr(word)) << address;
        EXPECT_THAT(html, HasSubstr("1 item of evidence, 1 finding, 1 objective, 1 action point, 1 measure."));
        EXPECT_LE(site.get(address).trips, 2);
    }
    EXPECT_THAT(site.html("/evaluations/" + evaluation.text + "/indicators/7.2/line-of-sight"), HasSubstr("7.2 not judged yet"));
    EXPECT_EQ(site.get("/evaluations/" + evaluation.text + "/indicators/99.9/line-of-sight").status, web::Status::not_found);
}

TEST_P(LineOfSight, keeps_a_finding_that_speaks_about_another_framework_by_now) {
    (void)write([&](db::Write& db) { return db.run("update finding_theme set framework = 'another' where finding_id = $1", finding); });
    EXPECT_THAT(site.html("/objectives/" + objective.id.text + "/line-of-sight"), HasSubstr("Zqxfinding"));
}

TEST_P(LineOfSight, edges_lead_from_each_to_the_next) {
    site.database().read([&](db::Read& db) {
        const auto sight = sight_of_everything(here(), {}, site.now);
        const auto line = read_line(db, sight, objective.id);
        ASSERT_EQ(line.findings.size(), 1U);
        EXPECT_EQ(line.findings[0].themes, (std::vector<ThemeRef>{{"5.1", 1}}));
        ASSERT_EQ(line.judgements.size(), 1U);
        EXPECT_EQ(line.judgements[0].level, 2);
        EXPECT_TRUE(read_line(db, sight, ObjectiveId{"none"}).objectives.empty());
    });
}

TEST_P(LineOfSight, names_what_is_not_shared_and_tells_nothing_of_it) {
    testing::World world(GetParam());
    const auto& joint = world.thing(testing::What::joint);
    const auto secret = [&](const Sight& sight) {
        return world.site.database().reading(
            [&](db::Read& db) { return read_line(db, sight, IndicatorRef{EvaluationId{joint.evaluation}, "5.1"}); });
    };
    const auto there = secret({world.site.partnership(), true, "", {}, {}, world.site.now, {}});
    EXPECT_EQ(there.findings.size(), 1U);
    const auto hidden = secret({world.site.partnership(), false, "", {}, {}, world.site.now, {}});
    EXPECT_TRUE(hidden.findings.empty());
    EXPECT_TRUE(hidden.objectives.empty());
    ASSERT_FALSE(hidden.gaps.empty());
    EXPECT_EQ(hidden.gaps[0].count, 1);
}

TEST_P(LineOfSight, draws_no_more_than_one_can_look_at) {
    for (int i = 0; i < 30; ++i) add_finding_on(item, "Zqxmore " + std::to_string(i), "");
    const auto html = site.html("/evaluations/" + evaluation.text + "/indicators/5.1/line-of-sight");
    EXPECT_THAT(html, AllOf(HasSubstr("The picture shows 12 of each"), HasSubstr("Zqxmore 29"), HasSubstr("31 findings")));
}

}  // namespace
}  // namespace touchstone::plans
