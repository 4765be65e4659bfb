// Charts over time against what other programs computed.
#include <cmath>

#include <gtest/gtest.h>

#include "statistics/run_chart.h"
#include "statistics/shared_vectors.h"
#include "statistics/time_chart.h"

namespace touchstone::statistics {
namespace {

using Shared = testing::SharedVectors;
using testing::number;
constexpr double close = 1e-9;

std::string reason_of(const TimeChart& chart) { return chart.silence ? std::string(name_of(chart.silence->reason)) : ""; }

// What plot-the-dots calls it.
std::string published_name(const Said& said) {
    const bool is_above = said.side == Side::higher;
    switch (said.signal) {
        case Signal::outside:
            return is_above ? "Above UCL" : "Below LCL";
        case Signal::trend:
            return is_above ? "7 Point Trend (Increasing)" : "7 Point Trend (Decreasing)";
        case Signal::two_of_three:
            return is_above ? "2 in 3 Above CL" : "2 in 3 Below CL";
        case Signal::shift:
            return is_above ? "7 Points Above CL" : "7 Points Below CL";
        default:
            return "Common Cause";
    }
}

TEST_F(Shared, xmr_charts_of_plot_the_dots) {
    std::size_t compared = 0;
    for (const auto& [name, group] : grouped("xmr_plotthedots.csv", {"series", "screen_outliers"})) {
        const auto series = testing::measured_series(group, "i", "y");
        TimeOptions options;
        options.control.screens = group.front().at("screen_outliers") == "TRUE";
        if (name.starts_with("G_rebased")) options.breaks = {12};
        if (name.starts_with("B_fixed")) options.baseline = 12;
        const auto chart = time_chart(Kind::xmr, series, options);
        for (std::size_t i = 0; i < group.size(); ++i) {
            const auto& point = chart.points[i];
            EXPECT_NEAR(*point.centre, number(group[i], "mean"), close) << name << i;
            // For a constant series the package gives no limits where it screens; they are the mean.
            const bool has_limits = !testing::is_absent(group[i], "lpl");
            EXPECT_NEAR(*point.lower, number(group[i], has_limits ? "lpl" : "mean"), close) << name << i;
            EXPECT_NEAR(*point.upper, number(group[i], has_limits ? "upl" : "mean"), close) << name << i;
            EXPECT_EQ(published_name(point.said), group[i].at("type")) << name << i;
            ++compared;
        }
    }
    EXPECT_EQ(compared, 262U);
}

TEST_F(Shared, i_charts_and_run_charts_of_qicharts2) {
    const auto values = grouped("xmr_plotthedots.csv", {"series", "screen_outliers"});
    for (const auto& row : rows("i_and_run_qicharts2.csv")) {
        const auto name = row.at("series") + " " + row.at("screened") + " ";
        const auto series = testing::measured_series(values.at(name), "i", "y");
        TimeOptions options;
        options.control.constant = constant_exact;
        options.control.screens = row.at("screened") == "TRUE";
        const auto chart = time_chart(Kind::xmr, series, options);
        EXPECT_NEAR(*chart.points[0].centre, number(row, "i_cl"), close) << name;
        EXPECT_NEAR(*chart.points[0].lower, number(row, testing::is_absent(row, "i_lcl") ? "i_cl" : "i_lcl"), close) << name;
        EXPECT_NEAR(*chart.points[0].upper, number(row, testing::is_absent(row, "i_ucl") ? "i_cl" : "i_ucl"), close) << name;

        std::vector<double> plain;
        for (const auto& point : series) plain.push_back(*point.value);
        const auto runs = runs_about(median_of(plain), plain);
        EXPECT_EQ(median_of(plain), number(row, "run_median")) << name;
        EXPECT_EQ(runs.useful, number(row, "n_useful")) << name;
        EXPECT_EQ(runs.has_too_long || runs.has_too_few_crossings, row.at("run_signal") == "TRUE") << name;
        if (runs.useful == 0) continue;
        EXPECT_EQ(runs.longest, number(row, "longest_run")) << name;
        EXPECT_EQ(longest_run_max(runs.useful), number(row, "longest_run_max")) << name;
        EXPECT_EQ(runs.crossings, number(row, "crossings")) << name;
        EXPECT_EQ(crossings_min(runs.useful), number(row, "crossings_min")) << name;
    }
}

TEST_F(Shared, limits_of_runs_and_crossings) {
    const auto all = rows("anhoej_limits.csv");
    EXPECT_EQ(all.size(), 91U);
    for (const auto& row : all) {
        const auto useful = static_cast<int>(number(row, "n_useful"));
        EXPECT_EQ(longest_run_max(useful), number(row, "longest_run_max")) << useful;
        EXPECT_EQ(crossings_min(useful), number(row, "crossings_min")) << useful;
    }
}

TEST_F(Shared, p_u_and_c_charts_of_qicharts2) {
    const auto groups = grouped("p_u_c_t_g_qicharts2.csv", {"chart"});
    for (const auto& [name, kind] : std::map<std::string, Kind>{
             {"p ", Kind::p}, {"pprime ", Kind::p_prime}, {"u ", Kind::u}, {"uprime ", Kind::u_prime}, {"c ", Kind::c}}) {
        const auto& group = groups.at(name);
        Series series;
        for (const auto& row : group)
            series.push_back(kind == Kind::c ? measured(row.at("x"), number(row, "y"))
                                             : quotient(row.at("x"), std::round(number(row, "y") * number(row, "n")), number(row, "n")));
        const auto chart = time_chart(kind, series, {});
        for (std::size_t i = 0; i < group.size(); ++i) {
            EXPECT_NEAR(*series[i].value, number(group[i], "y"), close) << name << i;
            EXPECT_NEAR(*chart.points[i].centre, number(group[i], "cl"), close) << name << i;
            EXPECT_NEAR(*chart.points[i].lower, number(group[i], "lcl"), close) << name << i;
            EXPECT_NEAR(*chart.points[i].upper, number(group[i], "ucl"), close) << name << i;
        }
    }
}

TEST_F(Shared, p_charts_of_scotlands_day_care) {
    const auto all = rows("real_scotland_daycare_p_and_pprime.csv");
    ASSERT_EQ(all.size(), 101U);
    const auto series = testing::quotient_series(all, "date", "num", "den");
    const auto plain = time_chart(Kind::p, series, {});
    const auto primed = time_chart(Kind::p_prime, series, {});
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_NEAR(*plain.points[i].centre, number(all[i], "p_cl"), close);
        EXPECT_NEAR(*plain.points[i].lower, number(all[i], "p_lcl"), close);
        EXPECT_NEAR(*plain.points[i].upper, number(all[i], "p_ucl"), close);
        EXPECT_NEAR(*primed.points[i].lower, number(all[i], "pp_lcl"), close);
        EXPECT_NEAR(*primed.points[i].upper, number(all[i], "pp_ucl"), close);
    }
    EXPECT_EQ(reason_of(plain), "counted_again");
    EXPECT_EQ(reason_of(primed), "counted_again");
}

// The file says its σz to eight decimals.
TEST_F(Shared, spread_of_scotlands_day_care) {
    const auto series = testing::quotient_series(rows("real_scotland_daycare_p_and_pprime.csv"), "date", "num", "den");
    const auto expected = json("independence_check.json")["scotland_daycare_101_months"];
    constexpr double to_eight_decimals = 5.1e-9;
    EXPECT_NEAR(*sigma_z({series}), expected["sigma_z"], to_eight_decimals);
    auto first = series.begin();
    for (const auto& phase : expected["phases_split_2021-05_and_2022-11"]) {
        const auto end = first + phase["n"].get<int>();
        EXPECT_NEAR(*sigma_z({Series(first, end)}), phase["sigma_z"], to_eight_decimals);
        first = end;
    }
    EXPECT_EQ(first, series.end());
    TimeOptions options;
    options.breaks = {40, 58};
    EXPECT_EQ(reason_of(time_chart(Kind::p, series, options)), "counted_again");
}

}  // namespace
}  // namespace touchstone::statistics
