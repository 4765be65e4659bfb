#include "statistics/intervals.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <gtest/gtest.h>

#include "statistics/distributions.h"
#include "statistics/inequality.h"
#include "statistics/shared_vectors.h"

namespace touchstone::statistics {
namespace {

using Shared = testing::SharedVectors;
using testing::number;
constexpr double close = 1e-9;

void expect_bounds(const Bounds& found, double lower, double upper, const std::string& where) {
    EXPECT_NEAR(found.lower, lower, close) << where;
    EXPECT_NEAR(found.upper, upper, close) << where;
}

TEST(Intervals, meet_published_examples) {
    expect_bounds(wilson(81, 263, 0.95), 0.25528851987827, 0.3662095769828, "Newcombe 1998");
    expect_bounds(exact_proportion(81, 263, 0.95), 0.252736745585, 0.3676219226014, "R binom.test");
    expect_bounds(newcombe(56, 70, 48, 80, 0.95), 0.0524314724024, 0.3338726540369, "Newcombe 1998, table II");
    expect_bounds(exact_count(10, 0.95), 4.79538869613, 18.39035604202, "R poisson.test");
    expect_bounds(byar(10, 0.95), 4.7874499139676, 18.39145860576, "PHE");
}

TEST(Intervals, end_where_a_share_or_a_count_ends) {
    EXPECT_EQ(wilson(0, 20, 0.95).lower, 0);
    EXPECT_EQ(wilson(20, 20, 0.95).upper, 1);
    EXPECT_EQ(exact_proportion(0, 20, 0.998).lower, 0);
    EXPECT_EQ(exact_proportion(20, 20, 0.998).upper, 1);
    EXPECT_EQ(exact_count(0, 0.95).lower, 0);
    EXPECT_EQ(byar(0, 0.95).lower, 0);
}

TEST(Intervals, are_exact_below_ten_events_and_byar_from_there_on) {
    EXPECT_EQ(count_bounds(9, 0.95).lower, exact_count(9, 0.95).lower);
    EXPECT_EQ(count_bounds(10, 0.95).lower, byar(10, 0.95).lower);
}

TEST(Intervals, refuse_what_is_no_count) {
    EXPECT_THROW((void)wilson(1, 0, 0.95), std::invalid_argument);
    EXPECT_THROW((void)wilson(3, 2, 0.95), std::invalid_argument);
    EXPECT_THROW((void)exact_proportion(-1, 2, 0.95), std::invalid_argument);
    EXPECT_THROW((void)byar(-1, 0.95), std::invalid_argument);
    EXPECT_THROW((void)byar(std::nan(""), 0.95), std::invalid_argument);
    EXPECT_THROW((void)sample_size(0, 0.05), std::invalid_argument);
}

// The definition itself: no fewer reach the probability.
TEST(Distributions, binomial_quantile_is_the_least_number_that_reaches_the_probability) {
    for (const int trials : {1, 2, 7, 30, 200})
        for (const double share : {0.01, 0.3, 0.5, 0.91, 0.999})
            for (const double probability : {0.001, 0.025, 0.05, 0.5, 0.975, 0.999}) {
                double reached = 0;
                double before = 0;
                int least = -1;
                while (reached < probability && least < trials) {
                    ++least;
                    before = reached;
                    reached += std::exp(std::lgamma(trials + 1.0) - std::lgamma(least + 1.0) - std::lgamma(trials - least + 1.0) +
                                        least * std::log(share) + (trials - least) * std::log1p(-share));
                }
                if (std::min(std::abs(reached - probability), std::abs(before - probability)) < 1e-12)
                    continue;  // which of two it is, rounding decides
                EXPECT_EQ(binomial_quantile(probability, trials, share), least) << trials << " " << share << " " << probability;
            }
    EXPECT_EQ(binomial_quantile(0.025, 10, 0), 0);
    EXPECT_EQ(binomial_quantile(0.975, 10, 1), 10);
}

TEST(SampleSize, is_all_of_a_few_and_four_hundred_of_very_many) {
    EXPECT_EQ(sample_size(12, 0.05), 12);
    EXPECT_EQ(sample_size(94, 0.05), 76);
    EXPECT_EQ(sample_size(1e9, 0.05), 385);
}

TEST(Inequality, has_the_sign_of_public_health_scotland) {
    const auto found = inequality({{1200, 780}, {1100, 770}, {1000, 750}, {950, 760}, {900, 765}}).value();
    EXPECT_NEAR(found.slope_index, -0.250429568026393, close);
    EXPECT_NEAR(found.relative_index, -0.337179679826385, close);
    EXPECT_NEAR(found.absolute_range, -0.2, close);
}

TEST(Inequality, is_refused_where_a_group_is_missing) {
    EXPECT_FALSE(inequality({{1200, 780}, {0, 0}, {1000, 750}, {950, 760}, {900, 765}}));
    EXPECT_FALSE(inequality({{1200, 780}, {900, 765}}));
    EXPECT_FALSE(inequality({{1200, 0}, {1000, 0}, {900, 0}}));
    EXPECT_THROW((void)inequality({{10, 11}, {10, 3}, {10, 3}}), std::invalid_argument);
}

TEST_F(Shared, intervals_of_proportions) {
    for (const auto& row : rows("proportion_ci.csv")) {
        const auto part = number(row, "x"), whole = number(row, "n"), coverage = number(row, "conf");
        const auto where = row.at("x") + " of " + row.at("n");
        expect_bounds(wilson(part, whole, coverage), number(row, "wilson_lo"), number(row, "wilson_hi"), where);
        expect_bounds(wilson(part, whole, coverage), number(row, "phe_wilson_lo"), number(row, "phe_wilson_hi"), where);
        expect_bounds(exact_proportion(part, whole, coverage), number(row, "clopper_lo"), number(row, "clopper_hi"), where);
    }
}

TEST_F(Shared, differences_of_proportions) {
    for (const auto& row : rows("difference_newcombe10.csv"))
        expect_bounds(newcombe(number(row, "a"), number(row, "m"), number(row, "b"), number(row, "n"), 0.95), number(row, "lo95"),
                      number(row, "hi95"), row.at("a") + " of " + row.at("m"));
}

TEST_F(Shared, intervals_of_counts) {
    for (const auto& row : rows("rate_ci_counts.csv")) {
        const auto events = number(row, "o"), coverage = number(row, "conf");
        expect_bounds(exact_count(events, coverage), number(row, "exact_lo"), number(row, "exact_hi"), row.at("o"));
        const auto lower = testing::is_absent(row, "byar_lo") ? 0 : number(row, "byar_lo");
        expect_bounds(byar(events, coverage), lower, number(row, "byar_hi"), row.at("o"));
    }
}

TEST_F(Shared, sizes_of_samples) {
    for (const auto& row : rows("sample_size_finite.csv"))
        EXPECT_EQ(sample_size(number(row, "N"), number(row, "half_width"), number(row, "p")), number(row, "n")) << row.at("N");
}

TEST_F(Shared, indices_of_inequality) {
    std::vector<RankedGroup> groups;
    for (const auto& row : rows("sii_example.csv")) groups.push_back({number(row, "n"), number(row, "x")});
    const auto found = inequality(groups).value();
    const auto expected = json("sii_expected.json");
    EXPECT_NEAR(-found.slope_index, expected["sii_weighted"], close);
    EXPECT_NEAR(found.intercept, expected["intercept"], close);
    EXPECT_NEAR(-found.relative_index, expected["rii_over_mean"], close);
    EXPECT_NEAR(found.mean, expected["mean"], close);
    EXPECT_NEAR(-found.slope_bounds.upper, expected["ci_lo"], close);
    EXPECT_NEAR(-found.slope_bounds.lower, expected["ci_hi"], close);
    EXPECT_NEAR(-found.absolute_range, expected["abs_gap_q5_q1"], close);
    const auto published = json("sii_scotpho.json");
    EXPECT_NEAR(100 * found.slope_index, published["sii"], 100 * close);
    EXPECT_NEAR(100 * found.slope_bounds.lower, published["sii_ci"][0], 100 * close);
    EXPECT_NEAR(100 * found.slope_bounds.upper, published["sii_ci"][1], 100 * close);
    EXPECT_NEAR(found.relative_index, published["rii"], close);
    EXPECT_NEAR(100 * found.mean, published["overall_rate"], 100 * close);
    EXPECT_NEAR(100 * found.attributable, published["par"], 100 * close);
    EXPECT_NEAR(100 * found.absolute_range, published["abs_range"], 100 * close);
    EXPECT_NEAR(found.relative_range, published["rel_range"], close);
}

}  // namespace
}  // namespace touchstone::statistics
