#include "evidence/currency.h"

#include <gtest/gtest.h>

namespace touchstone::evidence {

using namespace evaluations;
namespace {

Date day(const char* iso) { return date_from(iso).value(); }

struct Age {
    const char *to, *at;
    int months;
};

TEST(AgeInMonths, counts_whole_months_since_the_last_day_covered) {
    for (const auto& [to, at, months] :
         {Age{"2026-06-30", "2026-06-30", 0}, Age{"2026-06-30", "2026-06-01", 0}, Age{"2026-06-30", "2026-07-29", 0},
          Age{"2026-06-30", "2026-07-30", 1}, Age{"2026-01-31", "2026-02-27", 0}, Age{"2026-01-31", "2026-02-28", 1},
          Age{"2024-02-29", "2025-02-28", 12}, Age{"2023-12-15", "2026-11-14", 34}, Age{"2023-12-15", "2026-11-15", 35}})
        EXPECT_EQ(age_in_months(day(to), day(at)), months) << to << " at " << at;
}

TEST(Currency, goes_from_fresh_to_ageing_to_stale_at_the_half_lives) {
    for (const auto& [months, name] : {std::pair{0, "fresh"}, {11, "fresh"}, {12, "ageing"}, {23, "ageing"}, {24, "stale"}, {300, "stale"}})
        EXPECT_EQ(name_of(currency_of(months, 12)), name) << months;
}

TEST(HalfLife, is_the_frameworks_or_else_the_products) {
    frameworks::Framework framework;
    EXPECT_EQ(half_life_in_months(framework, Source::performance_data), 12);
    EXPECT_EQ(half_life_in_months(framework, Source::documentation), 24);
    EXPECT_EQ(half_life_in_months(framework, Source::views), 18);
    EXPECT_EQ(half_life_in_months(framework, Source::observation), 12);
    framework.sources = {{"views", "Views", "", 6}, {"observation", "Observation", "", 0}};
    EXPECT_EQ(half_life_in_months(framework, Source::views), 6);
    EXPECT_EQ(half_life_in_months(framework, Source::observation), 12);
}

TEST(Ages, take_the_newest_item_of_each_line) {
    const auto at = day("2026-11-23");
    EXPECT_FALSE(ages_of({}, at));
    const std::vector<Line> lines{{Source::views, "survey", "Survey", day("2020-01-01")},
                                  {Source::documentation, "survey", "Report", day("2026-06-20")},
                                  {Source::performance_data, "attendance", "Attendance", day("2024-04-20")}};
    const auto ages = ages_of(lines, at);
    ASSERT_TRUE(ages);
    EXPECT_EQ(ages->newest, 5);
    EXPECT_EQ(ages->oldest, 31) << "the survey of 2020 has been made again since";
}

TEST(LookedAt, is_the_day_an_evaluation_was_finished) {
    Evaluation evaluation;
    const Instant now{std::chrono::sys_days{day("2026-11-23")}}, then{std::chrono::sys_days{day("2026-03-01")}};
    EXPECT_EQ(looked_at(evaluation, now), day("2026-11-23"));
    evaluation.finished_at = then;
    EXPECT_EQ(looked_at(evaluation, now), day("2026-03-01"));
}

}  // namespace
}  // namespace touchstone::evidence
