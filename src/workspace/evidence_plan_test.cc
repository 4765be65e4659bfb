// Evidence plans: as tables, against every possible plan, and at their largest.
#include "workspace/evidence_plan.h"

#include <algorithm>
#include <optional>
#include <thread>
#include <tuple>

#include <glpk.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/large_plan.h"

namespace touchstone::workspace {

using namespace evidence;
using namespace judging;
namespace {

using std::chrono::hours;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using State = TriangulationState;
using Numbers = std::vector<std::size_t>;

const OrganisationId council{"council"}, board{"board"};
const ThemeRef attendance{"2.1", 1}, feeling_safe{"2.1", 2}, planning{"5.1", 1};

Numbers numbers_of(const EvidencePlan& plan) {
    Numbers numbers;
    for (const auto& activity : plan.activities) numbers.push_back(activity.number);
    return numbers;
}

Activity activity(const std::string& name, Source source, const std::vector<ThemeRef>& themes, int work, const std::string& line = "") {
    Activity result{name, line, {}, {{council, hours(work)}}};
    for (const auto& theme : themes) result.serves.push_back({theme, source});
    return result;
}

ThemeInScope theme(const ThemeRef& ref, State goal = State::triangulated, std::vector<Line> evidence = {}, Half half = Half::none) {
    return {ref, half, goal, std::move(evidence)};
}

const Line register_line{Source::performance_data, "register", "Register"};

TEST(EvidencePlan, is_empty_when_nothing_is_wanted) {
    const auto plan = plan_evidence({.themes = {theme(planning, State::single_source, {register_line})},
                                     .activities = {activity("Visit", Source::observation, {planning}, 1)}});
    EXPECT_THAT(plan.activities, IsEmpty());
    EXPECT_THAT(plan.out_of_reach, IsEmpty());
    EXPECT_TRUE(plan.is_least && plan.is_first);
    EXPECT_TRUE(plan_evidence({}).is_first);
}

TEST(EvidencePlan, takes_one_activity_that_serves_many_themes_before_several_that_serve_one) {
    const auto plan = plan_evidence(
        {.themes = {theme(planning, State::single_source), theme(feeling_safe, State::single_source)},
         .activities = {activity("Review", Source::documentation, {planning}, 3), activity("Interviews", Source::views, {feeling_safe}, 3),
                        activity("Survey", Source::views, {planning, feeling_safe}, 5)}});
    EXPECT_EQ(numbers_of(plan), Numbers{2});
    EXPECT_EQ(plan.work, hours(5));
    EXPECT_EQ(plan.at_least, hours(5));
    EXPECT_EQ(plan.work_of.at(council), hours(5));
}

TEST(EvidencePlan, counts_a_line_once_however_many_activities_quote_it) {
    const std::vector<Activity> activities{activity("Annual report", Source::documentation, {planning}, 1, "Register"),
                                           activity("Survey", Source::views, {planning}, 4, "Survey 2026"),
                                           activity("Report on the survey", Source::documentation, {planning}, 2, " SURVEY  2026 "),
                                           activity("Visit", Source::observation, {planning}, 9)};
    const auto backed_up = plan_evidence({.themes = {theme(planning, State::backed_up, {register_line})}, .activities = activities});
    EXPECT_EQ(numbers_of(backed_up), Numbers{2});
    const auto triangulated = plan_evidence({.themes = {theme(planning, State::triangulated, {register_line})}, .activities = activities});
    EXPECT_EQ(numbers_of(triangulated), (Numbers{2, 3}));
}

TEST(EvidencePlan, asks_for_a_second_source_not_only_for_a_third_line) {
    const auto plan = plan_evidence({.themes = {theme(planning)},
                                     .activities = {activity("Exclusions", Source::performance_data, {planning}, 1),
                                                    activity("Attainment", Source::performance_data, {planning}, 1),
                                                    activity("Attendance", Source::performance_data, {planning}, 1),
                                                    activity("Visit", Source::observation, {planning}, 8)}});
    EXPECT_EQ(numbers_of(plan), (Numbers{0, 1, 3}));
}

TEST(EvidencePlan, hears_the_people_concerned_in_the_half_that_they_report) {
    const std::vector<Activity> activities{activity("Review", Source::documentation, {attendance, feeling_safe}, 1),
                                           activity("Minutes", Source::documentation, {attendance, feeling_safe}, 1),
                                           activity("Focus group", Source::views, {attendance, feeling_safe}, 6),
                                           activity("Visit", Source::observation, {attendance, feeling_safe}, 7)};
    const auto plan = plan_evidence(
        {.themes = {theme(attendance, State::backed_up, {}, Half::observed), theme(feeling_safe, State::backed_up, {}, Half::reported)},
         .activities = activities});
    EXPECT_EQ(numbers_of(plan), (Numbers{2, 3}));
    ASSERT_EQ(plan.activities[0].gains.size(), 2U);
    EXPECT_FALSE(plan.activities[0].gains[0].meets_half);
    EXPECT_TRUE(plan.activities[0].gains[1].meets_half);
    EXPECT_EQ(plan.activities[0].gains[1].without, State::single_source);
    EXPECT_EQ(plan.activities[0].gains[1].with, State::backed_up);
}

TEST(EvidencePlan, says_what_nothing_can_close_and_goes_as_far_as_it_can) {
    const auto plan =
        plan_evidence({.themes = {theme(attendance), theme(feeling_safe, State::backed_up, {}, Half::reported), theme(planning)},
                       .activities = {activity("Exclusions", Source::performance_data, {attendance}, 1),
                                      activity("Attainment", Source::performance_data, {attendance, feeling_safe}, 2),
                                      activity("Register", Source::performance_data, {attendance, feeling_safe}, 4)}});
    EXPECT_EQ(numbers_of(plan), (Numbers{1, 2})) << "a third line from the same source would add nothing";
    ASSERT_EQ(plan.out_of_reach.size(), 3U);
    EXPECT_EQ(plan.out_of_reach[0].best.reason, "evaluations.triangulation.because_one_source");
    EXPECT_EQ(plan.out_of_reach[1].best.state, State::backed_up);
    EXPECT_TRUE(plan.out_of_reach[1].lacks_half);
    EXPECT_EQ(plan.out_of_reach[2].best.state, State::no_evidence);
}

TEST(EvidencePlan, prefers_fewer_activities_and_then_those_that_come_first) {
    const auto plan = plan_evidence(
        {.themes = {theme(planning, State::single_source), theme(attendance, State::single_source)},
         .activities = {activity("A", Source::views, {planning}, 1), activity("B", Source::views, {attendance}, 1),
                        activity("C", Source::views, {planning, attendance}, 2), activity("D", Source::views, {planning, attendance}, 2)}});
    EXPECT_EQ(numbers_of(plan), Numbers{2});
}

TEST(EvidencePlan, keeps_to_the_hours_of_a_partner_or_says_by_how_much_they_are_short) {
    std::vector<Activity> activities{activity("Survey", Source::views, {planning}, 4),
                                     activity("Interviews", Source::views, {planning}, 6)};
    activities[1].work = {{board, hours(5)}, {council, hours(1)}};
    const PlanRequest request{.themes = {theme(planning, State::single_source)}, .activities = activities};

    auto limited = request;
    limited.limits = {{council, hours(2)}};
    EXPECT_EQ(numbers_of(plan_evidence(request)), Numbers{0});
    EXPECT_EQ(numbers_of(plan_evidence(limited)), Numbers{1});
    EXPECT_THAT(plan_evidence(limited).over_limit, IsEmpty());

    limited.limits = {{council, hours(2)}, {board, hours(2)}};
    const auto over = plan_evidence(limited);
    EXPECT_EQ(numbers_of(over), Numbers{0});
    EXPECT_THAT(over.over_limit, ElementsAre(std::pair{council, Work(hours(2))}));
}

TEST(EvidencePlan, refuses_work_of_less_than_nothing) {
    EXPECT_THROW((void)plan_evidence({.activities = {activity("Visit", Source::observation, {planning}, -1)}}), std::invalid_argument);
}

// --- against every possible plan -----------------------------------------------------------------------------------------------------

using Chosen = std::vector<bool>;

Triangulation after(const ThemeInScope& in_scope, const std::vector<Activity>& activities, const Chosen& chosen) {
    auto lines = in_scope.evidence;
    std::map<std::string, Source> source_of;  // a line has one, whichever of its activities is chosen
    for (const auto& line : lines) source_of.emplace(line.key, line.source);
    for (std::size_t i = 0; i < activities.size(); ++i)
        for (const auto& served : activities[i].serves) {
            if (served.theme != in_scope.theme) continue;
            const auto key = line_key(activities[i].line.empty() ? activities[i].name : activities[i].line);
            const auto source = source_of.emplace(key, served.source).first->second;
            if (chosen[i]) lines.push_back({source, key, ""});
        }
    return triangulate(lines);
}

// As far towards the goal as all activities together come, in state and in half.
bool goes_as_far_as_it_can(const PlanRequest& request, const Chosen& chosen) {
    return std::ranges::all_of(request.themes, [&](const ThemeInScope& each) {
        const auto best = after(each, request.activities, Chosen(chosen.size(), true)), now = after(each, request.activities, chosen);
        return now.state >= std::min(each.goal, best.state) && speaks_for(each.half, now.sources) == speaks_for(each.half, best.sources);
    });
}

Chosen chosen_in(const EvidencePlan& plan, std::size_t count) {
    Chosen chosen(count);
    for (const auto& each : plan.activities) chosen[each.number] = true;
    return chosen;
}

Numbers best_of_all(const PlanRequest& request) {
    const auto count = request.activities.size();
    std::optional<std::tuple<Work, Work, std::size_t, Numbers>> best;
    for (unsigned subset = 0; subset < 1U << count; ++subset) {
        Numbers numbers;
        Chosen chosen(count);
        Work work{}, over{};
        std::map<OrganisationId, Work> work_of;
        for (std::size_t i = 0; i < count; ++i) {
            if ((subset >> i & 1U) == 0) continue;
            numbers.push_back(i);
            chosen[i] = true;
            for (const auto& [partner, part] : request.activities[i].work) work += part, work_of[partner] += part;
        }
        for (const auto& [partner, most] : request.limits) over += std::max(Work{}, work_of[partner] - most);
        const std::tuple rank{over, work, numbers.size(), numbers};
        if ((!best || rank < *best) && goes_as_far_as_it_can(request, chosen)) best = rank;
    }
    return std::get<Numbers>(*best);
}

PlanRequest any_request(Dice& dice, int activities, int themes) {
    PlanRequest request;
    for (int i = 1; i <= themes; ++i) {
        ThemeInScope in_scope{{"1.1", i}, static_cast<Half>(dice.up_to(2)), static_cast<State>(dice.up_to(3)), {}};
        for (int line = dice.up_to(3); line > 0; --line)
            in_scope.evidence.push_back({dice.source(), "line " + std::to_string(dice.up_to(5)), ""});
        request.themes.push_back(in_scope);
    }
    for (int i = 1; i <= activities; ++i) {
        Activity each{"Activity " + std::to_string(i), dice.one_in(2) ? "Line " + std::to_string(dice.up_to(5)) : "", {}, {}};
        const auto main_source = dice.source();
        for (int served = dice.up_to(4); served > 0; --served)
            each.serves.push_back({{"1.1", 1 + dice.up_to(themes)}, dice.one_in(3) ? dice.source() : main_source});
        for (const auto& partner : {council, board})
            if (dice.one_in(2)) each.work[partner] = Work(30 * dice.up_to(6));
        request.activities.push_back(each);
    }
    for (const auto& partner : {council, board})
        if (dice.one_in(2)) request.limits[partner] = Work(30 * dice.up_to(8));
    return request;
}

TEST(EvidencePlan, is_the_best_of_all_possible_plans) {
    for (unsigned seed = 0; seed < 3'000; ++seed) {
        Dice dice(seed);
        const int themes = 1 + dice.up_to(5);
        const auto request = any_request(dice, dice.up_to(seed % 30 == 0 ? 12 : 8), themes);
        const auto plan = plan_evidence(request);
        const auto chosen = chosen_in(plan, request.activities.size());
        ASSERT_EQ(numbers_of(plan), best_of_all(request)) << "seed " << seed;
        ASSERT_TRUE(plan.is_least && plan.is_first) << "seed " << seed;
        ASSERT_EQ(plan.at_least, plan.work) << "seed " << seed;

        std::size_t out_of_reach = 0;
        for (const auto& each : request.themes) {
            const auto best = after(each, request.activities, Chosen(chosen.size(), true)), now = after(each, request.activities, chosen);
            if (best.state >= each.goal && speaks_for(each.half, best.sources))
                ASSERT_TRUE(now.state >= each.goal && speaks_for(each.half, now.sources)) << "seed " << seed;
            else
                ASSERT_EQ(plan.out_of_reach.at(out_of_reach++).theme, each.theme) << "seed " << seed;
        }
        ASSERT_EQ(plan.out_of_reach.size(), out_of_reach) << "seed " << seed;
        for (const auto& each : plan.activities) ASSERT_FALSE(each.gains.empty()) << "seed " << seed << ": an activity that buys nothing";
    }
}

// The comparison above finds a solver that forgets one of its demands.
TEST(EvidencePlan, would_not_pass_with_a_demand_forgotten) {
    const std::vector<void (*)(PlanRequest&)> forget{[](PlanRequest& request) {
                                                         for (auto& each : request.themes) each.half = Half::none;
                                                     },
                                                     [](PlanRequest& request) {
                                                         for (auto& each : request.themes)
                                                             each.goal = std::min(each.goal, State::backed_up);
                                                     },
                                                     [](PlanRequest& request) {
                                                         for (auto& each : request.activities) each.line = "";
                                                     },
                                                     [](PlanRequest& request) {
                                                         for (auto& each : request.activities)
                                                             for (auto& served : each.serves) served.source = Source::views;
                                                     },
                                                     [](PlanRequest& request) { request.limits.clear(); }};
    for (std::size_t i = 0; i < forget.size(); ++i) {
        int found = 0;
        for (unsigned seed = 0; seed < 200; ++seed) {
            Dice dice(seed);
            auto request = any_request(dice, 8, 4);
            const auto best = best_of_all(request);
            forget[i](request);
            found += numbers_of(plan_evidence(request)) != best;
        }
        EXPECT_GT(found, 0) << "nobody noticed what was forgotten: " << i;
    }
}

// --- at their largest ----------------------------------------------------------------------------------------------------------------

TEST(EvidencePlan, is_found_and_proven_in_time_at_its_largest) {
    for (const unsigned seed : {1U, 2U, 3U}) {
        auto request = large_request(seed);
        request.time = std::chrono::minutes(1);  // what runs the tests may be slow; bench/evidence_plan.cc tells the time
        const auto plan = plan_evidence(request);
        EXPECT_TRUE(plan.is_least && plan.is_first);
        EXPECT_EQ(plan.at_least, plan.work);
        EXPECT_TRUE(goes_as_far_as_it_can(request, chosen_in(plan, request.activities.size())));
    }
}

TEST(EvidencePlan, says_that_it_is_not_proven_when_the_time_runs_out) {
    for (const int time : {0, 5, 20, 80}) {
        auto request = hard_request(1);
        request.time = std::chrono::milliseconds(time);
        const auto plan = plan_evidence(request);
        EXPECT_FALSE(time == 0 && plan.is_least);
        EXPECT_FALSE(plan.is_first && !plan.is_least);
        EXPECT_EQ(plan.is_least, plan.at_least == plan.work) << time;
        EXPECT_LE(plan.at_least, plan.work) << time;
        EXPECT_TRUE(goes_as_far_as_it_can(request, chosen_in(plan, request.activities.size()))) << time;
        for (const auto& each : plan.activities) EXPECT_FALSE(each.gains.empty()) << time;
    }
}

TEST(EvidencePlan, is_the_same_on_threads_at_once) {
    ASSERT_NE(glp_config("TLS"), nullptr) << "this GLPK was built for one thread";
    std::vector<PlanRequest> requests;
    std::vector<Numbers> alone, together(4);
    for (unsigned seed = 0; seed < together.size(); ++seed) {
        requests.push_back(large_request(seed));
        requests.back().time = std::chrono::minutes(1);
        alone.push_back(numbers_of(plan_evidence(requests.back())));
    }
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < together.size(); ++i)
            threads.emplace_back([&, i] { together[i] = numbers_of(plan_evidence(requests[i])); });
    }
    EXPECT_EQ(together, alone);
}

}  // namespace
}  // namespace touchstone::workspace
