#include "charts/axis.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::charts {
namespace {

using ::testing::ElementsAre;

const Measure plain, share{.is_share = true};

std::vector<std::string> words_of(const Axis& axis, const Measure& measure = plain) {
    std::vector<std::string> words;
    for (const double tick : axis.ticks) words.push_back(tick_words(axis, tick, measure));
    return words;
}

TEST(Axis, has_round_ticks_that_hold_everything) {
    EXPECT_THAT(words_of(axis_over({3, 47}, plain, 6)), ElementsAre("0", "10", "20", "30", "40", "50"));
    EXPECT_THAT(words_of(axis_over({0.0021, 0.0024}, plain, 4)), ElementsAre("0.0021", "0.0022", "0.0023", "0.0024"));
    EXPECT_THAT(words_of(axis_over({-7, 12}, plain, 6)), ElementsAre("-10", "-5", "0", "5", "10", "15"));
    EXPECT_THAT(words_of(axis_over({1'200'000, 2'900'000}, plain, 6)),
                ElementsAre("1,000,000", "1,500,000", "2,000,000", "2,500,000", "3,000,000"));
    EXPECT_THAT(words_of(axis_over({-900, -20}, plain, 5)), ElementsAre("-1,000", "-800", "-600", "-400", "-200", "0"));
}

TEST(Axis, shares_stay_within_the_whole_and_are_said_in_per_cent) {
    EXPECT_THAT(words_of(axis_over({0.07, 0.99}, share, 6), share), ElementsAre("0%", "20%", "40%", "60%", "80%", "100%"));
    EXPECT_THAT(words_of(axis_over({0.001, 0.0034}, share, 4), share), ElementsAre("0%", "0.1%", "0.2%", "0.3%", "0.4%"));
    const auto high = axis_over({0.91, 0.97}, share, 6);
    EXPECT_TRUE(high.leaves_out_zero());
    EXPECT_LE(high.to, 1);
    EXPECT_TRUE(axis_over({-100, -80}, plain, 6).leaves_out_zero()) << "all of it is below";
    EXPECT_FALSE(axis_over({-100, -20}, plain, 6).leaves_out_zero());
    EXPECT_FALSE(axis_over({-100, 20}, plain, 6).leaves_out_zero());
    EXPECT_FALSE(axis_over({0.2, 0.9}, share, 6).leaves_out_zero());
}

TEST(Axis, always_has_a_span_and_few_ticks) {
    const double huge = std::numeric_limits<double>::max(), nothing = std::numeric_limits<double>::quiet_NaN();
    const std::vector<std::vector<double>> cases = {{},
                                                    {0},
                                                    {5},
                                                    {-5},
                                                    {7, 7, 7},
                                                    {1e12, 1e12 + 1e-5},
                                                    {1e-300, 2e-300},
                                                    {-huge, huge},
                                                    {nothing, std::numeric_limits<double>::infinity()},
                                                    {1e-12, 1e12}};
    for (const auto& values : cases)
        for (const int steps : {1, 3, 6}) {
            const auto axis = axis_over(values, plain, steps);
            EXPECT_LT(axis.from, axis.to);
            EXPECT_GE(axis.ticks.size(), 2U);
            EXPECT_LE(axis.ticks.size(), static_cast<std::size_t>(std::max(steps, 2)) + 1)
                << ::testing::PrintToString(values) << " in " << steps;
            for (const double value : values)
                if (std::abs(value) < 1e300) {
                    EXPECT_LE(axis.from, value);
                    EXPECT_GE(axis.to, value);
                }
        }
    for (const double value : {0.0, 1.0, 0.5}) {
        const auto axis = axis_over({value}, share, 6);
        EXPECT_GE(axis.from, 0);
        EXPECT_LE(axis.to, 1);
        EXPECT_LT(axis.from, axis.to);
    }
}

TEST(Axis, places_what_is_on_it_between_its_ends_and_what_is_not_at_them) {
    const auto axis = axis_over({0, 10}, plain, 5);
    EXPECT_EQ(axis.place(0, 300, 100), 300);
    EXPECT_EQ(axis.place(5, 300, 100), 200);
    EXPECT_EQ(axis.place(99, 300, 100), 100);
    EXPECT_EQ(axis.place(-99, 300, 100), 300);
}

TEST(NumberWords, keep_the_whole_part_whole) {
    EXPECT_EQ(number_words(14.75, {.unit = "weeks"}, computed_digits), "14.75 weeks");
    EXPECT_EQ(number_words(1234567.891, plain, computed_digits), "1,234,568");
    EXPECT_EQ(number_words(1.0 / 3, share, computed_digits), "33.3%");
    EXPECT_EQ(number_words(0.00012, share, computed_digits), "0.012%");
    EXPECT_EQ(number_words(-0.5, plain, computed_digits), "-0.5");
    EXPECT_EQ(number_words(0, plain, computed_digits), "0");
    EXPECT_EQ(number_words(3e20, plain, computed_digits), "3E20");
}

TEST(PeriodWords, say_dates_and_leave_other_labels) {
    EXPECT_EQ(period_words("2026-04-01"), "1 April 2026");
    EXPECT_EQ(period_words("2026-09"), "Sept 2026");
    EXPECT_EQ(period_words("2026-13"), "2026-13");
    EXPECT_EQ(period_words("Spring term"), "Spring term");
    EXPECT_EQ(period_words(""), "");
}

TEST(Axis, of_per_cent_goes_beyond_the_whole_where_numbers_do) {
    for (const auto& [one, other] : {std::pair{1.2, 1.3}, {1.2, 1.2}, {-0.05, -0.03}, {-0.05, 0.0}, {1.0, 1.5}, {0.9, 1.5}}) {
        const auto axis = axis_over({one, other}, {.is_share = true}, 5);
        EXPECT_LE(axis.from, std::min(one, other)) << one;
        EXPECT_GE(axis.to, std::max(one, other)) << other;
        EXPECT_LE(axis.ticks.size(), 8U);
    }
}

}  // namespace
}  // namespace touchstone::charts
