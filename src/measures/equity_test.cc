#include "measures/equity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::measures {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

Definition share() {
    Definition it;
    it.numerator = "Seen";
    it.denominator = "All";
    it.unit = Unit::per_cent;
    return it;
}

Line line(const std::string& figures) { return read_pasted(figures, share()).value(); }

Gap gap(const std::string& group, const std::string& everybody) { return gap_of(share(), line(group).front(), line(everybody).front()); }

std::string from(const Gap& it) { return text_of(it.from); }

TEST(Gaps, are_to_everybody_else) {
    const auto it = gap("2025; 56; 70", "2025; 104; 150");
    EXPECT_TRUE(it.is_beside_others);
    EXPECT_EQ(it.beside.numerator, 48);
    EXPECT_EQ(it.beside.denominator, 80);
    EXPECT_NEAR(it.difference.value(), 0.2, 1e-12);
    ASSERT_TRUE(it.bounds);  // Newcombe 1998, table II
    EXPECT_NEAR(it.bounds->lower, 0.0524, 5e-5);
    EXPECT_NEAR(it.bounds->upper, 0.3339, 5e-5);
}

TEST(Gaps, are_to_everybody_where_the_group_is_no_part_or_only_results_are_known) {
    for (const auto* everybody : {"2025; 60; 65", "2025; 50; 150", "2025; 69.3", "2025; 56; 70"}) {
        const auto it = gap("2025; 56; 70", everybody);
        EXPECT_FALSE(it.is_beside_others) << everybody;
        EXPECT_TRUE(it.difference) << everybody;
        EXPECT_FALSE(it.bounds) << "the two are not separate: " << everybody;
    }
    EXPECT_NEAR(gap("2025; 80", "2025; 69.3").difference.value(), 0.107, 1e-12);
    EXPECT_FALSE(gap("2025; 80", "2025; NA").difference);
}

TEST(Gaps, of_rates_have_no_interval) {
    auto rate = share();
    rate.unit = Unit::rate;
    rate.per = "1,000 pupils";
    const auto it = gap_of(rate, line("2025; 5; 100").front(), line("2025; 14; 1000").front());
    EXPECT_TRUE(it.is_beside_others);
    EXPECT_NEAR(it.difference.value(), 40, 1e-9);  // 50 and 10 of 1,000
    EXPECT_FALSE(it.bounds);
}

TEST(Gaps, withhold_both_where_either_is_withheld) {
    for (const auto& [group, everybody] : {std::pair{"2025; *", "2025; 74; 150"}, {"2025; 90; 95", "2025; *"}}) {
        const auto it = gap(group, everybody);
        EXPECT_EQ(it.group.state, FigureState::withheld) << group;
        EXPECT_EQ(it.beside.state, FigureState::withheld) << group;
        EXPECT_FALSE(it.difference || it.bounds) << group;
        EXPECT_FALSE(it.group.denominator || it.beside.denominator) << group;
    }
}

TEST(Gaps, are_told_for_every_period_that_both_have) {
    const auto gaps = gaps_of(share(), line("2023; 5; 10\n2024; 6; 10\n2025; 7; 10"), line("2023; 50; 100\n2025; 50; 100"));
    ASSERT_THAT(gaps, SizeIs(2));
    EXPECT_EQ(from(gaps[1]), "2025");
    EXPECT_FALSE(gaps[1].is_pooled());
}

const std::string everybody = "2020; 40; 200\n2021; 40; 200\n2022; 40; 200\n2023; 40; 200\n2024; 40; 200\n2025; 40; 200";

// Years of which the first and the last day are given.
Line years(const char* first, const char* last, double numerator, double denominator) {
    return {{.period = {PeriodKind::years, date_from(first).value(), date_from(last).value()},
             .state = FigureState::value,
             .value = {},
             .numerator = numerator,
             .denominator = denominator}};
}

TEST(Latest, gap_is_of_one_period_where_it_is_told) {
    const auto it = latest_gap(share(), {line("2024; 6; 20\n2025; 7; 20"), line(everybody), years("2024-01-01", "2025-12-31", 13, 40),
                                         years("2024-01-01", "2025-12-31", 80, 400)});
    EXPECT_FALSE(it->is_pooled());
    EXPECT_EQ(it->group.numerator, 7);
    EXPECT_FALSE(latest_gap(share(), {line("2019; 6; 20"), line(everybody)}));
}

TEST(Latest, gap_of_few_is_that_of_several_periods_together) {
    const auto it = latest_gap(share(), {line("2023; 9; 20\n2024; *\n2025; *"), line(everybody), years("2024-01-01", "2025-12-31", 5, 40),
                                         years("2024-01-01", "2025-12-31", 80, 400)})
                        .value();
    EXPECT_EQ(from(it), "2024");
    EXPECT_EQ(text_of(it.to), "2025");
    EXPECT_EQ(it.group.numerator, 5);
    EXPECT_EQ(it.group.denominator, 40);
    EXPECT_EQ(it.beside.numerator, 75);
    EXPECT_EQ(it.beside.denominator, 360);
    EXPECT_NEAR(it.difference.value(), 0.125 - 75.0 / 360, 1e-12);
    EXPECT_TRUE(it.bounds);
}

TEST(Latest, gap_is_of_no_periods_that_end_before_it) {
    EXPECT_FALSE(latest_gap(share(), {line("2023; *\n2024; *\n2025; *"), line(everybody), years("2023-01-01", "2024-12-31", 5, 40),
                                      years("2023-01-01", "2024-12-31", 80, 400)})
                     ->difference);
    EXPECT_FALSE(latest_gap(share(), {line("2024; 20; 40\n2025; *"), line(everybody)})->difference);
}

TEST(Quintiles, are_known_by_their_names) {
    for (const auto* people : {"1 (most deprived)", "SIMD 1", "simd quintile 1", "Quintile 1", "1"})
        EXPECT_EQ(quintile_of(people), 1) << people;
    EXPECT_EQ(quintile_of("5 (least deprived)"), 5);
    EXPECT_EQ(quintile_of("SIMD 3"), 3);
    for (const auto* people : {"", "SIMD", "6", "SIMD 0", "5 (most deprived)", "Boys", "Under 5", "SIMD 1 girls", "11"})
        EXPECT_FALSE(quintile_of(people)) << people;
}

std::map<int, Line> even_quintiles() {
    return {{1, line("2024; 1; 100\n2025; 50; 100")},
            {2, line("2025; 40; 100")},
            {3, line("2025; 30; 100")},
            {4, line("2025; 20; 100")},
            {5, line("2025; 10; 100")}};
}

TEST(Quintiles, have_an_index_at_the_latest_period) {
    // Shares fall by a tenth from group to group, and a group is a fifth of the way: half from end to end, of a mean of three tenths.
    const auto it = gradient_of(share(), even_quintiles()).value();
    ASSERT_TRUE(it.index);
    EXPECT_EQ(text_of(it.period), "2025");
    EXPECT_NEAR(it.index->slope_index, 0.5, 1e-12);
    EXPECT_NEAR(it.index->relative_index, 0.5 / 0.3, 1e-12);
    EXPECT_FALSE(gradient_of(share(), {}));
}

TEST(Quintiles, have_none_where_one_is_missing_or_withheld) {
    auto lines = even_quintiles();
    lines.erase(3);
    lines.at(5) = line("2025; *");
    const auto it = gradient_of(share(), lines).value();
    EXPECT_EQ(it.refusal, Gradient::Refusal::missing);
    EXPECT_FALSE(it.index);
    EXPECT_THAT(it.missing, ElementsAre(3, 5));
}

TEST(Quintiles, have_none_of_what_is_no_share_or_where_nobody_counts) {
    auto rate = share();
    rate.unit = Unit::rate;
    rate.per = "1,000 pupils";
    EXPECT_EQ(gradient_of(rate, even_quintiles())->refusal, Gradient::Refusal::no_shares);
    auto lines = even_quintiles();
    for (auto& [quintile, figures] : lines) figures = line("2025; 0; 100");
    EXPECT_EQ(gradient_of(share(), lines)->refusal, Gradient::Refusal::nobody_counts);
}

}  // namespace
}  // namespace touchstone::measures
