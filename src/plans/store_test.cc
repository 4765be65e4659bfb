#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "tests/matrix/world.h"

namespace touchstone::plans {
namespace {

using testing::What;
using testing::World;

class PlanStore : public ::testing::TestWithParam<db::Engine> {
protected:
    PlanStore() : world(GetParam()), here(world.site.partnership()) {}

    Plan add(const OrganisationId& owner, std::vector<EvaluationId> evaluations) {
        Plan plan{PlanId::make(world.site.now),
                  "Plan",
                  owner,
                  {},
                  *date_from("2026-08-01"),
                  *date_from("2027-07-31"),
                  std::move(evaluations),
                  world.bystander,
                  world.site.now,
                  0,
                  0};
        world.site.database().writing([&](db::Write& db) {
            add_plan(db, by(), plan);
            return true;
        });
        return plan;
    }
    std::optional<Content> read(const Sight& sight, const std::string& id) {
        return world.site.database().reading([&](db::Read& db) {
            auto content = read_content(db, sight, id);
            EXPECT_EQ(db.trips(), 1);
            return content;
        });
    }
    By by() const { return {here, world.bystander, world.site.now}; }
    Sight member_of(const std::string& organisations) { return {here, true, organisations, {}, {}, world.site.now, {}}; }

    World world;
    PartnershipId here;
};

INSTANTIATE_TEST_SUITE_P(Both, PlanStore, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(PlanStore, gives_back_everything_on_one_trip) {
    const auto plan = add({}, {EvaluationId{world.thing(What::joint).evaluation}});
    const auto now = world.site.now;
    Objective objective{
        ObjectiveId::make(now), plan.id, "Objective", "Difference", Priority::high, {}, {}, world.bystander, now, {}, {}, 0};
    objective.areas = {{plan.evaluations[0], FindingId{world.thing(What::joint).finding}}};
    objective.indicators = {{plan.evaluations[0], "5.1"}};
    objective.outcomes = {"nurtured", "safe"};
    Target target{
        TargetId::make(now), "Waits", "weeks", Direction::lower, "12", date_from("2026-08-01"), "8", *date_from("2027-06-30"), "1", 0, {}};
    ActionPoint action;
    action.id = ActionId::make(now);
    action.objective = objective.id;
    action.title = "Action";
    action.lead.id = world.a;
    action.partners = {{world.b, ""}};
    action.owner = world.bystander;
    action.due = date_from("2027-01-31");
    action.budget = 0;
    action.changed_at = now;
    const Milestone milestone{MilestoneId{"m1"}, "Half", *date_from("2026-12-01"), {}};
    world.site.database().writing([&](db::Write& db) {
        add_objective(db, by(), objective);
        add_target(db, by(), objective, target);
        // Two of one day: the one added later is the correction.
        add_value(db, by(), plan.id, target, {ValueId{"2"}, *date_from("2026-10-01"), "11", "", "", world.bystander, now});
        add_value(db, by(), plan.id, target, {ValueId{"1"}, *date_from("2026-09-01"), "12.5", "", "", world.bystander, now});
        add_value(db, by(), plan.id, target, {ValueId{"3"}, *date_from("2026-10-01"), "10.5", "Corrected", "", world.bystander, now});
        add_action(db, by(), plan.id, action);
        add_milestone(db, by(), plan.id, action.id, milestone);
        add_effect(db, by(), objective, {Verdict::not_yet, "Too early", {{}, ValueId{"3"}}, world.bystander, {}, now});
        add_signature(db, by(), plan.id, {world.a, {}, 1, world.bystander, {}, now});
        add_answer(db, by(), plan.id,
                   {{{plan.evaluations[0], "5.1"}, judging::Level::adequate}, "Taken up", objective.id, world.bystander, {}, now});
        EXPECT_TRUE(reach_milestone(db, by(), plan.id, action.id, milestone));
        EXPECT_FALSE(reach_milestone(db, by(), plan.id, action.id, milestone)) << "once";
        return true;
    });
    for (const auto& id : {plan.id.text, objective.id.text, action.id.text}) {
        const auto content = read(member_of(""), id);
        ASSERT_TRUE(content) << id;
        ASSERT_EQ(content->objectives.size(), 1U);
        const auto& whole = content->objectives[0];
        EXPECT_EQ(whole.objective.areas, objective.areas);
        EXPECT_EQ(whole.objective.indicators, objective.indicators);
        EXPECT_EQ(whole.objective.outcomes, objective.outcomes);
        ASSERT_EQ(whole.areas.size(), 1U);
        EXPECT_TRUE(whole.areas[0].is_there);
        ASSERT_EQ(whole.targets.size(), 1U);
        ASSERT_EQ(whole.targets[0].values.size(), 3U);
        EXPECT_EQ(whole.targets[0].values[0].value, "12.5");
        EXPECT_EQ(whole.targets[0].values[2].value, "10.5");
        ASSERT_EQ(whole.actions.size(), 1U);
        EXPECT_EQ(whole.actions[0].lead.name, "Organisation A");
        EXPECT_EQ(whole.actions[0].owner_name, "Bystander");
        EXPECT_EQ(whole.actions[0].partners.size(), 1U);
        EXPECT_EQ(whole.actions[0].budget, 0);
        EXPECT_FALSE(whole.actions[0].starts);
        ASSERT_EQ(whole.actions[0].milestones.size(), 1U);
        EXPECT_TRUE(whole.actions[0].milestones[0].reached_at);
        ASSERT_EQ(whole.effects.size(), 1U);
        EXPECT_EQ(whole.effects[0].ground.value, ValueId{"3"});
        EXPECT_EQ(content->signatures.size(), 1U);
        ASSERT_EQ(content->levels.size(), 1U);
        EXPECT_NE(answer_to(content->levels[0], content->answers), nullptr);
    }
}

TEST_P(PlanStore, keeps_an_organisations_plan_and_what_is_not_shared_to_itself) {
    const auto own = add(world.a, {});
    EXPECT_TRUE(read(member_of("," + world.a.text + ","), own.id.text));
    const auto is_listed = [&](const OrganisationId& for_whom) {
        const auto all = world.site.database().reading([&](db::Read& db) { return list_plans(db, member_of("," + for_whom.text + ",")); });
        return std::ranges::any_of(all, [&](const ListedPlan& listed) { return listed.plan.id == own.id; });
    };
    EXPECT_TRUE(is_listed(world.a));
    EXPECT_FALSE(is_listed(world.b));

    const auto& secret = world.thing(What::own);
    const auto joint = add({}, {EvaluationId{secret.evaluation}});
    Objective objective{ObjectiveId::make(world.site.now),
                        joint.id,
                        "Objective",
                        "Difference",
                        Priority::high,
                        {{EvaluationId{secret.evaluation}, FindingId{secret.finding}}},
                        {},
                        world.bystander,
                        world.site.now,
                        {},
                        {},
                        0};
    world.site.database().writing([&](db::Write& db) {
        add_objective(db, by(), objective);
        return true;
    });
    const auto seen = read(member_of("," + world.b.text + ","), joint.id.text).value();
    EXPECT_EQ(seen.evaluations[0].title, "");
    EXPECT_EQ(seen.evaluations[0].owner_name, "Organisation A");
    EXPECT_TRUE(seen.levels.empty());
    ASSERT_EQ(seen.objectives[0].areas.size(), 1U) << "a gap with a name, never silence";
    EXPECT_FALSE(seen.objectives[0].areas[0].is_there);
    EXPECT_EQ(seen.objectives[0].areas[0].statement, "");
    EXPECT_EQ(seen.objectives[0].areas[0].owner_name, "Organisation A");
    const auto own_people = read(member_of("," + world.a.text + ","), joint.id.text).value();
    EXPECT_EQ(own_people.objectives[0].areas[0].statement, secret.secret_word);
    EXPECT_EQ(own_people.levels.size(), 1U);
}

TEST_P(PlanStore, saves_only_what_was_seen) {
    auto plan = add({}, {});
    plan.version = 1;
    plan.title = "First";
    const auto save = [&] { return world.site.database().writing([&](db::Write& db) { return save_plan(db, by(), plan, plan); }); };
    EXPECT_TRUE(save());
    EXPECT_FALSE(save());
    const auto content = read(member_of(""), plan.id.text).value();
    EXPECT_EQ(content.plan.title, "First");
    EXPECT_EQ(content.plan.edition, 2);
    EXPECT_FALSE(read({world.foreign, true, {}, {}, {}, world.site.now, {}}, plan.id.text)) << "another partnership";
}

}  // namespace
}  // namespace touchstone::plans
