#include "statistics/funnel.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "statistics/shared_vectors.h"

namespace touchstone::statistics {
namespace {

using Shared = testing::SharedVectors;
using testing::number;
constexpr double close = 1e-9;

Series units(const std::vector<std::pair<double, double>>& counts) {
    Series series;
    for (const auto& [part, whole] : counts)
        series.push_back(quotient(std::string(1, static_cast<char>('a' + series.size())), part, whole));
    return series;
}

const auto spread_out = units({{45, 100}, {60, 110}, {30, 80}, {80, 120}, {25, 90}, {70, 95}, {52, 100}, {38, 85}, {66, 130}, {41, 70}});

std::string reason_of(const Funnel& funnel) { return funnel.silence ? std::string(name_of(funnel.silence->reason)) : ""; }

int outside(const Funnel& funnel) {
    int count = 0;
    for (const auto& point : funnel.points) count += point.said.signal == Signal::outside;
    return count;
}

TEST(Funnels, have_exact_limits) {
    const auto funnel = funnel_of(FunnelKind::exact, spread_out);
    EXPECT_NEAR(*funnel.centre, 0.51734693877551, close);
    EXPECT_EQ(funnel.points[0].lower95, 0.42);
    EXPECT_EQ(funnel.points[0].upper998, 0.67);
    EXPECT_EQ(outside(funnel), 3);
    EXPECT_EQ(funnel.points[3].said.side, Side::higher);
    EXPECT_EQ(funnel.points[4].said.side, Side::lower);
}

TEST(Funnels, allow_for_more_spread_than_chance_where_they_are_asked_to) {
    const auto funnel = funnel_of(FunnelKind::over_dispersed, spread_out);
    EXPECT_NEAR(*funnel.points[0].lower95, 0.307036998939803, close);
    EXPECT_EQ(outside(funnel), 0);
}

TEST(Funnels, add_no_spread_where_chance_explains_it_all) {
    const auto alike = units({{50, 100}, {55, 110}, {40, 80}, {61, 120}, {45, 90}, {47, 95}, {50, 100}, {42, 85}, {65, 130}, {35, 70}});
    const auto found = dispersion_of(alike, 0.5);
    EXPECT_LT(found.phi, 1);
    EXPECT_EQ(found.tau2, 0);
}

TEST(Funnels, end_at_one_where_the_angle_passes_its_end) {
    EXPECT_EQ(arcsine_limits(0.98, 8, 0.95, 0).upper, 1);
    EXPECT_EQ(arcsine_limits(0.02, 8, 0.95, 0).lower, 0);
}

TEST(Funnels, do_not_depend_on_the_order_of_units) {
    auto reversed = spread_out;
    std::ranges::reverse(reversed);
    for (const auto kind : {FunnelKind::exact, FunnelKind::over_dispersed, FunnelKind::score}) {
        const auto one = funnel_of(kind, spread_out);
        const auto other = funnel_of(kind, reversed);
        for (std::size_t i = 0; i < spread_out.size(); ++i)
            EXPECT_NEAR(*one.points[i].upper998, *other.points[spread_out.size() - 1 - i].upper998, close);
    }
}

TEST(Funnels, say_nothing_where_there_is_too_little_to_compare) {
    EXPECT_EQ(reason_of(funnel_of(FunnelKind::exact, units({{8, 10}, {9, 30}, {7, 20}, {5, 10}}))), "too_few_to_compare");
    const Series nine(spread_out.begin(), spread_out.end() - 1);
    EXPECT_EQ(reason_of(funnel_of(FunnelKind::exact, nine)), "");
    EXPECT_EQ(reason_of(funnel_of(FunnelKind::over_dispersed, nine)), "too_few_to_compare");
    auto with_small = spread_out;
    with_small.push_back(quotient("small", 12, 15));
    EXPECT_EQ(reason_of(funnel_of(FunnelKind::exact, with_small)), "");
    for (const auto kind : {FunnelKind::over_dispersed, FunnelKind::score}) {
        const auto funnel = funnel_of(kind, with_small);
        EXPECT_EQ(reason_of(funnel), "too_few_to_compare");
        EXPECT_EQ(outside(funnel), 0);
        EXPECT_TRUE(funnel.points[0].lower95);
    }
}

TEST(Funnels, say_nothing_on_a_small_base_or_without_variation) {
    auto with_small = spread_out;
    with_small.push_back(quotient("small", 1, 4));
    EXPECT_EQ(reason_of(funnel_of(FunnelKind::exact, with_small)), "small_base");
    EXPECT_EQ(reason_of(funnel_of(FunnelKind::exact, with_small, 4)), "");
    for (const double share : {0.0, 1.0}) {
        Series all;
        for (int i = 1; i <= 10; ++i) all.push_back(quotient(std::to_string(i), 10 * i * share, 10 * i));
        for (const auto kind : {FunnelKind::exact, FunnelKind::over_dispersed, FunnelKind::score}) {
            const auto funnel = funnel_of(kind, all);
            EXPECT_EQ(reason_of(funnel), "no_variation");
            EXPECT_EQ(funnel.points[0].lower998, share);
            EXPECT_EQ(funnel.points[0].upper998, share);
        }
    }
}

TEST(Funnels, pass_over_missing_units) {
    auto with_gap = spread_out;
    with_gap.insert(with_gap.begin(), quotient("withheld", std::nullopt, 50));
    const auto funnel = funnel_of(FunnelKind::exact, with_gap);
    EXPECT_NEAR(*funnel.centre, 0.51734693877551, close);
    EXPECT_FALSE(funnel.points[0].lower95);
    EXPECT_EQ(reason_of(funnel_of(FunnelKind::exact, {quotient("a", 1, 0)})), "too_few_to_compare");
}

TEST(Funnels, refuse_what_are_no_shares) {
    EXPECT_THROW((void)funnel_of(FunnelKind::exact, units({{11, 10}, {2, 10}, {3, 10}, {4, 10}, {5, 10}})), std::invalid_argument);
    EXPECT_THROW((void)funnel_of(FunnelKind::exact, {measured("a", 1.0)}), std::invalid_argument);
}

void expect_limits(const testing::Row& row, const std::string& prefix, const FunnelPoint& point) {
    const auto where = row.at("group") + " " + prefix;
    EXPECT_NEAR(*point.lower95, number(row, prefix + "_lo95"), close) << where;
    EXPECT_NEAR(*point.upper95, number(row, prefix + "_hi95"), close) << where;
    if (!row.contains(prefix + "_lo998")) return;
    EXPECT_NEAR(*point.lower998, number(row, prefix + "_lo998"), close) << where;
    EXPECT_NEAR(*point.upper998, number(row, prefix + "_hi998"), close) << where;
}

void expect_funnel(const std::vector<testing::Row>& all, const nlohmann::json& parameters) {
    const auto series = testing::quotient_series(all, "group", "numerator", "denominator");
    const auto exact = funnel_of(FunnelKind::exact, series);
    const auto over_dispersed = funnel_of(FunnelKind::over_dispersed, series);
    const auto score = funnel_of(FunnelKind::score, series);
    const auto spread = dispersion_of(series, *exact.centre);
    EXPECT_NEAR(*exact.centre, parameters["p0"], close);
    EXPECT_NEAR(spread.phi, parameters["phi"], close);
    EXPECT_NEAR(spread.tau2, parameters["tau2"], close);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_NEAR(spread.scores[i], number(all[i], "z"), close);
        EXPECT_NEAR(spread.drawn_in[i], number(all[i], "wz"), close);
        expect_limits(all[i], "exact", exact.points[i]);
        expect_limits(all[i], "od", over_dispersed.points[i]);
        expect_limits(all[i], "score", score.points[i]);
        const auto inner = arcsine_limits(*exact.centre, series[i].denominator, 0.95, 0);
        const auto outer = arcsine_limits(*exact.centre, series[i].denominator, 0.998, 0);
        expect_limits(all[i], "asin", {inner.lower, inner.upper, outer.lower, outer.upper, {}});
    }
}

TEST_F(Shared, funnel_of_councils) {
    const auto all = rows("funnel_daycare_2026-05_councils.csv");
    ASSERT_EQ(all.size(), 32U);
    expect_funnel(all, json("funnel_parameters.json")["daycare_2026_05"]);
    const auto series = testing::quotient_series(all, "group", "numerator", "denominator");
    const auto funnel = funnel_of(FunnelKind::exact, series);
    // Whoever lies outside is outside by the exact two-sided test as well.
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool is_outside = funnel.points[i].said.signal == Signal::outside;
        EXPECT_TRUE(!is_outside || number(all[i], "binom_p_two_sided") < 0.002) << series[i].label;
    }
    EXPECT_EQ(outside(funnel), 1);
    EXPECT_EQ(reason_of(funnel_of(FunnelKind::over_dispersed, series)), "too_few_to_compare");
}

TEST_F(Shared, funnel_with_much_spread) {
    expect_funnel(rows("funnel_synthetic_overdispersed.csv"), json("funnel_parameters.json")["synthetic"]);
}

TEST_F(Shared, funnel_of_ratios) {
    for (const auto& row : rows("funnel_ratio_poisson.csv")) {
        const auto inner = ratio_limits(number(row, "number_seq"), 0.95);
        const auto outer = ratio_limits(number(row, "number_seq"), 0.998);
        EXPECT_NEAR(inner.lower, number(row, "ll95"), close);
        EXPECT_NEAR(inner.upper, number(row, "ul95"), close);
        EXPECT_NEAR(outer.lower, number(row, "ll998"), close);
        EXPECT_NEAR(outer.upper, number(row, "ul998"), close);
    }
}

// Published in percent, to six decimals; their own arithmetic again, to all of them.
TEST_F(Shared, funnel_that_public_health_england_published) {
    for (const auto& row : rows("funnel_prop_phe_published.csv")) {
        const auto centre = number(row, "Baseline") / 100;
        const auto inner = score_limits(centre, number(row, "Population"), 0.95);
        const auto outer = score_limits(centre, number(row, "Population"), 0.998);
        constexpr double published = 1e-6;
        EXPECT_NEAR(100 * inner.lower, number(row, "Lower2s0025limit"), published);
        EXPECT_NEAR(100 * inner.upper, number(row, "Upper2s0025limit"), published);
        EXPECT_NEAR(100 * outer.lower, number(row, "Lower3s0001limit"), published);
        EXPECT_NEAR(100 * outer.upper, number(row, "Upper3s0001limit"), published);
        EXPECT_NEAR(100 * inner.lower, number(row, "own_lo95"), published);
        EXPECT_NEAR(100 * outer.upper, number(row, "own_hi998"), published);
    }
}

}  // namespace
}  // namespace touchstone::statistics
