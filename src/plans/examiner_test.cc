#include "plans/examiner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::plans {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
const EvaluationId evaluation{"v1"};

std::vector<std::string> keys_of(const Content& content) {
    std::vector<std::string> keys;
    for (const auto& remark : examine(content, now)) keys.push_back(remark.key);
    return keys;
}

ActionPoint sound_action(const std::string& id) {
    ActionPoint action;
    action.id = ActionId{id};
    action.title = "Action " + id;
    action.lead = {OrganisationId{"health"}, "Health"};
    action.owner = AccountId{"ann"};
    action.due = date_from("2027-03-01");
    action.resources = "Two health visitors";
    action.changed_at = now;
    action.agreed_at = now;
    return action;
}

// One objective with nothing to remark on.
Content sound_plan() {
    Content content;
    content.plan.from = *date_from("2026-08-01");
    content.plan.to = *date_from("2027-07-31");
    ObjectiveWhole whole;
    whole.objective.id = ObjectiveId{"o1"};
    whole.objective.title = "Objective";
    whole.objective.areas = {{evaluation, FindingId{"f1"}}};
    Target target;
    target.baseline = "78.3";
    target.aim = "90";
    target.aim_on = *date_from("2027-06-30");
    target.variation = "2";
    whole.targets = {target};
    whole.actions = {sound_action("a1")};
    content.objectives = {whole};
    content.areas = {{{evaluation, FindingId{"f1"}}, true, "Waits are long", {}, {}, {}, false}};
    return content;
}

TEST(Examiner, has_nothing_to_say_about_a_sound_plan) { EXPECT_THAT(keys_of(sound_plan()), IsEmpty()); }

TEST(Examiner, remarks_on_each_weak_spot) {
    struct Case {
        const char* key;
        void (*spoil)(Content&);
    };
    const Case cases[] = {
        {"no_area", [](Content& c) { c.areas.clear(), c.objectives[0].objective.areas.clear(); }},
        {"area_without_objective", [](Content& c) { c.areas.push_back({{evaluation, FindingId{"f2"}}, true, "", {}, {}, {}, false}); }},
        {"outcome_without_objective",
         [](Content& c) {
             c.outcomes = {{"safe", "Safe", ""}, {"nurtured", "Nurtured", ""}, {"active", "Active", ""}};
             c.areas[0].outcomes = {"safe", "nurtured"};
             c.objectives[0].objective.outcomes = {"nurtured"};
         }},
        {"no_target", [](Content& c) { c.objectives[0].targets.clear(); }},
        {"no_baseline", [](Content& c) { c.objectives[0].targets[0].baseline.clear(); }},
        {"no_improvement", [](Content& c) { c.objectives[0].targets[0].aim = "78.3"; }},
        {"within_variation", [](Content& c) { c.objectives[0].targets[0].aim = "80.3"; }},
        {"target_outside", [](Content& c) { c.objectives[0].targets[0].aim_on = *date_from("2028-01-01"); }},
        {"no_action", [](Content& c) { c.objectives[0].actions.clear(); }},
        {"no_action", [](Content& c) { c.objectives[0].actions[0].state = ActionState::dropped; }},
        {"no_owner", [](Content& c) { c.objectives[0].actions[0].owner = {}; }},
        {"not_agreed", [](Content& c) { c.objectives[0].actions[0].agreed_at.reset(); }},
        {"no_resource", [](Content& c) { c.objectives[0].actions[0].resources.clear(); }},
        {"no_date", [](Content& c) { c.objectives[0].actions[0].due.reset(); }},
        {"outside", [](Content& c) { c.objectives[0].actions[0].due = date_from("2027-08-01"); }},
        {"overdue", [](Content& c) { c.objectives[0].actions[0].due = date_from("2026-11-22"); }},
        {"stale",
         [](Content& c) {
             c.objectives[0].actions[0].state = ActionState::under_way;
             c.objectives[0].actions[0].changed_at = now - std::chrono::days{91};
         }},
        {"milestone_missed",
         [](Content& c) { c.objectives[0].actions[0].milestones = {{MilestoneId{"m"}, "Half", *date_from("2026-11-22"), {}}}; }},
        {"repeated",
         [](Content& c) {
             auto& actions = c.objectives[0].actions;
             actions.push_back(sound_action("a2"));
             actions[0].title = "Train staff in early language together";
             actions[1].title = "Train early language staff together!";
             actions[1].lead = {OrganisationId{"council"}, "Council"};
         }},
    };
    for (const auto& [key, spoil] : cases) {
        auto content = sound_plan();
        spoil(content);
        EXPECT_THAT(keys_of(content), ElementsAre(key));
    }
}

TEST(Examiner, counts_open_priorities_only) {
    auto content = sound_plan();
    content.objectives[0].objective.priority = Priority::high;
    content.objectives.resize(6, content.objectives[0]);
    auto keys = keys_of(content);
    EXPECT_EQ(std::ranges::count(keys, "too_many_priorities"), 1);
    content.objectives[5].objective.closed_at = now;
    keys = keys_of(content);
    EXPECT_EQ(std::ranges::count(keys, "too_many_priorities"), 0);
}

TEST(Examiner, remarks_on_few_objectives_where_much_was_found) {
    auto content = sound_plan();
    content.areas.resize(4, content.areas[0]);
    EXPECT_THAT(keys_of(content), ElementsAre("too_few_objectives"));
    content.objectives.resize(2, content.objectives[0]);
    EXPECT_EQ(std::ranges::count(keys_of(content), "too_few_objectives"), 0);
    content.objectives[1].objective.closed_at = now;
    EXPECT_EQ(std::ranges::count(keys_of(content), "too_few_objectives"), 1);
}

TEST(Examiner, leaves_work_that_is_over_and_partners_of_one_organisation_alone) {
    auto content = sound_plan();
    auto& actions = content.objectives[0].actions;
    actions.push_back(sound_action("a2"));
    actions[0].title = actions[1].title = "The same words in one organisation";
    actions[1].due = date_from("2026-10-01");
    actions[1].state = ActionState::done;
    EXPECT_THAT(keys_of(content), IsEmpty());
}

TEST(SayTheSame, compares_words_and_not_their_order_or_case) {
    struct Case {
        const char *one, *other;
        bool same;
    };
    for (const auto& [one, other, same] :
         {Case{"Recruit two health visitors", "recruit TWO health visitors.", true},
          Case{"Train nursery staff in early language", "Train all nursery staff in early language skills", true},
          Case{"Train nursery staff in early language", "Train health visitors in early reading", false},
          Case{"Write a plan", "Write a letter", false}, Case{"", "", false},
          Case{"Cùram tràth anns a’ bhaile", "cùram tràth anns a’ bhaile", true}})
        EXPECT_EQ(say_the_same(one, other), same) << one << " / " << other;
}

// Figures of 11 months, charted as single values: mean 13.45, limits about 6 and 21.
Content measured_plan(const std::string& aim, const std::vector<double>& values) {
    auto content = sound_plan();
    measures::Reading reading;
    reading.id = measures::MeasureId{"m"};
    reading.definition.chart = statistics::Kind::xmr;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::chrono::year_month month = std::chrono::year{2025} / 1 + std::chrono::months{static_cast<int>(i)};
        reading.figures.push_back(
            {.period = {measures::PeriodKind::month, month / 1, std::chrono::year_month_day{month / std::chrono::last}},
             .state = measures::FigureState::value,
             .value = values[i],
             .numerator = {},
             .denominator = {}});
    }
    reading.over_time = measures::over_time(reading.definition, reading.figures, {}, {});
    content.readings = {reading};
    auto& target = content.objectives.front().targets.front();
    target.read_from = reading.id;
    target.direction = Direction::lower;
    target.baseline = "40";
    target.aim = aim;
    return content;
}

TEST(Examiner, reads_the_latest_limits_of_a_measure) {
    const std::vector<double> values{12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 13};
    EXPECT_THAT(keys_of(measured_plan("30", values)), IsEmpty()) << "met, whatever chance does";
    EXPECT_THAT(keys_of(measured_plan("2", values)), ElementsAre("goal_missed"));
    EXPECT_THAT(keys_of(measured_plan("13", values)), ElementsAre("goal_met_by_luck"));
    EXPECT_THAT(keys_of(measured_plan("12", values)), ElementsAre("goal_missed_by_luck"));
    EXPECT_THAT(keys_of(measured_plan("12", {})), ElementsAre("goal_no_figure"));
    const auto silent = examine(measured_plan("12", {12, 15, 11}), now);
    ASSERT_EQ(silent.size(), 1U);
    EXPECT_EQ(silent.front().key, "goal_silent_why");
    EXPECT_EQ(silent.front().silence->reason, statistics::Reason::too_few_points);
}

TEST(Examiner, says_of_a_measure_that_is_not_there_what_it_says_without_one) {
    auto content = measured_plan("2", {12, 15, 11});
    content.readings.clear();
    EXPECT_THAT(keys_of(content), IsEmpty());
}

}  // namespace
}  // namespace touchstone::plans
