#include "statistics/time_chart.h"

#include <cmath>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "statistics/run_chart.h"

namespace touchstone::statistics {
namespace {

using ::testing::Each;
constexpr double close = 1e-9;

// NaN stands for a missing point.
Series series_of(const std::vector<double>& values) {
    Series series;
    for (const auto value : values)
        series.push_back(measured(std::to_string(series.size() + 1), std::isnan(value) ? std::nullopt : std::optional(value)));
    return series;
}

Series shares_of(const std::vector<double>& parts, double whole) {
    Series series;
    for (const auto part : parts) series.push_back(quotient(std::to_string(series.size() + 1), part, whole));
    return series;
}

std::vector<std::string> signals_of(const TimeChart& chart) {
    std::vector<std::string> names;
    for (const auto& point : chart.points) names.emplace_back(name_of(point.said.signal));
    return names;
}

std::string reason_of(const TimeChart& chart) { return chart.silence ? std::string(name_of(chart.silence->reason)) : ""; }

const double missing = std::nan("");
const std::vector<double> with_outlier = {12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 28, 14};
const std::vector<double> step = {10, 12, 11, 9, 10, 11, 12, 10, 9, 11, 10, 12, 20, 22, 21, 19, 20, 21, 22, 20, 19, 21};

TEST(Xmr, has_the_limits_of_making_data_count) {
    const auto chart = time_chart(Kind::xmr, series_of(with_outlier), {});
    EXPECT_NEAR(*chart.points[0].centre, 14.75, close);
    EXPECT_NEAR(*chart.points[0].lower, 2.17545454545454, close);
    EXPECT_NEAR(*chart.points[0].upper, 27.3245454545455, close);
    EXPECT_EQ(chart.points[10].said.signal, Signal::outside);
    EXPECT_EQ(chart.points[10].said.side, Side::higher);
    EXPECT_EQ(chart.provisional, 12U);
}

TEST(Xmr, takes_the_exact_constant_where_it_is_asked_to) {
    TimeOptions options;
    options.control.constant = constant_exact;
    EXPECT_NEAR(*time_chart(Kind::xmr, series_of(with_outlier), options).points[0].lower, 2.1774661508704, close);
}

TEST(TimeChart, says_of_each_phase_what_its_limits_can_bear) {
    std::vector<double> values;
    for (int i = 0; i < 13 + 12 + 9; ++i) values.push_back(i % 4);
    TimeOptions options;
    options.breaks = {13, 25};
    const auto chart = time_chart(Kind::xmr, series_of(values), options);
    EXPECT_EQ(chart.points[12].standing, Standing::settled);
    EXPECT_EQ(chart.points[13].standing, Standing::provisional);
    EXPECT_EQ(chart.points[25].standing, Standing::open);
    EXPECT_TRUE(chart.silence);
    EXPECT_EQ(time_chart(Kind::xmr, series_of(std::vector<double>(20, 5)), {}).points[0].standing, Standing::open);
    EXPECT_EQ(time_chart(Kind::run, series_of(std::vector<double>(20, 5)), {}).points[0].standing, Standing::open);
}

TEST(Xmr, marks_trends) {
    std::vector<double> rising = {10, 12, 10, 12, 10, 12, 10, 12, 10, 12};
    for (const double value : {10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 10.7}) rising.push_back(value);
    const auto chart = time_chart(Kind::xmr, series_of(rising), {});
    for (std::size_t i = 11; i < rising.size(); ++i) EXPECT_EQ(chart.points[i].said.signal, Signal::trend) << i;
    EXPECT_EQ(chart.points[16].said.side, Side::higher);
    EXPECT_EQ(chart.points[9].said.signal, Signal::none);
}

// High and low in turn, ten times, and then these.
std::vector<double> after_calm(const std::vector<double>& last) {
    std::vector<double> values;
    for (int i = 0; i < 20; ++i) values.push_back(i % 2 == 0 ? 13 : 9);
    values.insert(values.end(), last.begin(), last.end());
    return values;
}

TEST(Xmr, marks_seven_on_one_side_as_a_shift_and_not_six) {
    const auto values = after_calm({11.9, 12.1, 11.9, 12.1, 11.9, 12.1, 11.9});
    const auto chart = time_chart(Kind::xmr, series_of(values), {});
    for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(chart.points[i].said.signal, i < 20 ? Signal::none : Signal::shift) << i;
    EXPECT_EQ(chart.points[20].said.side, Side::higher);
    EXPECT_THAT(signals_of(time_chart(Kind::xmr, series_of(after_calm({11.9, 12.1, 11.9, 12.1, 11.9, 12.1})), {})), Each(""));
}

TEST(Xmr, marks_the_near_ones_of_two_of_three_on_one_side) {
    const auto chart = time_chart(Kind::xmr, series_of(after_calm({21.5, 13, 21.5})), {});
    const auto signals = signals_of(chart);
    EXPECT_EQ(std::vector(signals.begin() + 20, signals.end()), (std::vector<std::string>{"two_of_three", "", "two_of_three"}));
    EXPECT_EQ(chart.points[22].said.side, Side::higher);
    EXPECT_THAT(signals_of(time_chart(Kind::xmr, series_of(after_calm({21.5, 10, 21.5})), {})), Each("")) << "one on the other side";
    EXPECT_THAT(signals_of(time_chart(Kind::xmr, series_of(after_calm({17, 13, 17})), {})), Each("")) << "not near";
}

TEST(Xmr, passes_over_missing_points_as_if_they_were_not_there) {
    auto values = with_outlier;
    values.insert(values.begin() + 4, missing);
    values.push_back(missing);
    const auto chart = time_chart(Kind::xmr, series_of(values), {});
    EXPECT_NEAR(*chart.points[0].upper, 27.3245454545455, close);
    EXPECT_EQ(chart.points[11].said.signal, Signal::outside);
    EXPECT_EQ(chart.points[4].said.signal, Signal::none);
    EXPECT_TRUE(chart.points[4].centre);
}

TEST(Xmr, keeps_outlying_ranges_where_nothing_else_varies) {
    std::vector<double> values(19, 5.0);
    values.push_back(9);
    const auto chart = time_chart(Kind::xmr, series_of(values), {});
    EXPECT_NEAR(*chart.points[0].upper, 5.2 + 2.66 * 4 / 19, close);
    EXPECT_EQ(chart.points[19].said.signal, Signal::outside);
}

// The mean of these is 0.3, and comes out a little below.
TEST(Xmr, takes_no_side_for_points_on_the_mean) {
    std::vector<double> values = {0.2, 0.4};
    values.insert(values.end(), 12, 0.3);
    const auto chart = time_chart(Kind::xmr, series_of(values), {});
    EXPECT_EQ(chart.points[1].said.signal, Signal::outside);
    for (std::size_t i = 2; i < values.size(); ++i) EXPECT_EQ(chart.points[i].said.signal, Signal::none) << i;
}

TEST(RunChart, marks_runs_that_are_too_long_and_leaves_out_what_lies_on_the_median) {
    const auto chart = time_chart(Kind::run, series_of(step), {});
    EXPECT_EQ(chart.points[0].centre, 12);
    EXPECT_FALSE(chart.points[0].lower);
    for (std::size_t i = 0; i < step.size(); ++i) EXPECT_EQ(chart.points[i].said.signal, step[i] == 12 ? Signal::none : Signal::run) << i;
    EXPECT_EQ(chart.points[21].said.side, Side::higher);
}

TEST(RunChart, marks_the_whole_line_where_it_crosses_the_median_too_rarely) {
    const std::vector<double> slow = {1, 2, 1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 9, 8, 1, 2, 1, 9, 8, 9};
    EXPECT_THAT(signals_of(time_chart(Kind::run, series_of(slow), {})), Each("crossings"));
    const std::vector<double> quick = {1, 9, 1, 8, 2, 9, 1, 8, 2, 9, 1, 8, 2, 9, 1, 8, 2, 9, 1, 8};
    EXPECT_THAT(signals_of(time_chart(Kind::run, series_of(quick), {})), Each(""));
}

TEST(RunChart, has_the_published_limits_for_runs_and_crossings) {
    EXPECT_EQ(longest_run_max(10), 6);
    EXPECT_EQ(crossings_min(10), 2);
    EXPECT_EQ(longest_run_max(24), 8);
    EXPECT_EQ(crossings_min(24), 8);
    EXPECT_EQ(crossings_min(60), 23);
}

TEST(PCharts, cut_limits_off_where_shares_end) {
    const auto chart = time_chart(Kind::p, shares_of({0, 1, 0, 0, 1, 0, 2, 0, 1, 0}, 10), {});
    EXPECT_EQ(chart.points[0].lower, 0);
    EXPECT_LT(*chart.points[0].upper, 1);
    const auto high = time_chart(Kind::p, shares_of({10, 9, 10, 10, 9, 10, 8, 10, 9, 10}, 10), {});
    EXPECT_EQ(high.points[0].upper, 1);
}

TEST(CChart, has_the_root_of_the_mean_as_its_deviation) {
    const auto chart = time_chart(Kind::c, series_of({9, 12, 8, 15, 11, 10, 7, 13, 9, 22, 10, 8}), {});
    EXPECT_NEAR(*chart.points[0].upper, 21.1916354945484, close);
    EXPECT_EQ(chart.points[9].said.signal, Signal::outside);
}

TEST(TimeCharts, say_nothing_on_fewer_than_ten_points) {
    const std::vector<double> nine(with_outlier.begin() + 3, with_outlier.end());
    for (const auto kind : {Kind::run, Kind::xmr, Kind::c}) {
        const auto chart = time_chart(kind, series_of(nine), {});
        EXPECT_EQ(reason_of(chart), "too_few_points");
        EXPECT_THAT(signals_of(chart), Each(""));
        EXPECT_TRUE(chart.points[0].centre);
    }
    auto with_gaps = nine;
    with_gaps.insert(with_gaps.end(), 5, missing);
    EXPECT_EQ(reason_of(time_chart(Kind::xmr, series_of(with_gaps), {})), "too_few_points");
    EXPECT_EQ(reason_of(time_chart(Kind::xmr, series_of({missing, missing}), {})), "too_few_points");
}

TEST(TimeCharts, need_ten_points_off_the_median) {
    const auto chart = time_chart(Kind::run, series_of(with_outlier), {});  // 9 of its 12 are
    EXPECT_EQ(reason_of(chart), "too_few_points");
    EXPECT_EQ(chart.silence->sentence, "statistics.silent.too_few_off_the_median");
}

TEST(TimeCharts, call_limits_provisional_below_thirteen_points) {
    EXPECT_EQ(time_chart(Kind::xmr, series_of(with_outlier), {}).provisional, 12U);
    auto more = with_outlier;
    more.push_back(13);
    EXPECT_FALSE(time_chart(Kind::xmr, series_of(more), {}).provisional);
}

TEST(TimeCharts, find_no_variation_in_a_constant_series) {
    for (const auto kind : {Kind::run, Kind::xmr, Kind::c}) {
        const auto chart = time_chart(kind, series_of(std::vector<double>(13, 7)), {});
        EXPECT_EQ(reason_of(chart), "no_variation");
        EXPECT_EQ(chart.points[0].centre, 7);
        if (kind == Kind::run) continue;
        EXPECT_EQ(chart.points[12].lower, 7);
        EXPECT_EQ(chart.points[12].upper, 7);
    }
    for (const double part : {0.0, 5.0, 10.0})
        for (const auto kind : {Kind::p, Kind::p_prime, Kind::u, Kind::u_prime}) {
            const auto chart = time_chart(kind, shares_of(std::vector<double>(13, part), 10), {});
            EXPECT_EQ(reason_of(chart), "no_variation");
            EXPECT_EQ(chart.points[0].upper, part / 10);
        }
}

TEST(TimeCharts, give_each_phase_its_own_limits_and_look_across_no_break) {
    TimeOptions options;
    options.breaks = {12};
    const auto chart = time_chart(Kind::xmr, series_of(step), options);
    EXPECT_NEAR(*chart.points[0].centre, 10.5833333333333, close);
    EXPECT_NEAR(*chart.points[21].centre, 20.5, close);
    EXPECT_THAT(signals_of(chart), Each(""));
    EXPECT_FALSE(chart.silence);
    EXPECT_EQ(chart.provisional, 10U);
}

TEST(TimeCharts, are_provisional_by_their_last_phase) {
    std::vector<double> values;
    for (int i = 0; i < 10 + 12 + 13; ++i) values.push_back(i % 4);
    TimeOptions options;
    options.breaks = {10, 22};
    const auto chart = time_chart(Kind::xmr, series_of(values), options);
    EXPECT_EQ(chart.points[0].standing, Standing::provisional);
    EXPECT_FALSE(chart.provisional) << "the limits of today rest on 13";
    values.resize(22);
    options.breaks = {10};
    EXPECT_EQ(time_chart(Kind::xmr, series_of(values), options).provisional, 12U);
}

TEST(TimeCharts, say_nothing_where_too_little_follows_a_break) {
    TimeOptions options;
    options.breaks = {13};
    for (const auto kind : {Kind::run, Kind::xmr}) {
        const auto chart = time_chart(kind, series_of(step), options);
        EXPECT_EQ(reason_of(chart), "break_inside");
        EXPECT_EQ(chart.silence->values.at("period"), "14");
        EXPECT_THAT(signals_of(chart), Each(""));
    }
}

// Fifteen points, six of them on the median; nine, two of them on it.
TEST(TimeCharts, count_every_point_since_a_break_unless_the_median_is_what_they_lack) {
    const std::vector<double> few = {1, 9, 5, 1, 9, 5, 1, 9, 1};
    TimeOptions options;
    options.breaks = {12};
    auto values = step;
    values.resize(12);
    values.insert(values.end(), few.begin(), few.end());
    const auto short_one = time_chart(Kind::run, series_of(values), options);
    EXPECT_EQ(reason_of(short_one), "break_inside");
    EXPECT_EQ(short_one.silence->values.at("count"), "9");
    values.insert(values.end(), {5, 5, 5, 5, 9, 1});
    const auto level_one = time_chart(Kind::run, series_of(values), options);
    EXPECT_EQ(reason_of(level_one), "too_few_points");
    EXPECT_EQ(level_one.silence->sentence, "statistics.silent.too_few_off_the_median_since");
    EXPECT_EQ(level_one.silence->values.at("count"), "9");
    EXPECT_EQ(level_one.silence->values.at("period"), "13");
}

TEST(TimeCharts, hold_limits_at_the_baseline) {
    TimeOptions options;
    options.baseline = 12;
    const auto chart = time_chart(Kind::xmr, series_of(step), options);
    EXPECT_NEAR(*chart.points[21].centre, 10.5833333333333, close);
    EXPECT_EQ(chart.points[12].said.signal, Signal::outside);
    options.baseline = 9;
    EXPECT_EQ(reason_of(time_chart(Kind::xmr, series_of(step), options)), "too_few_points");
}

TEST(TimeCharts, say_nothing_of_stock) {
    TimeOptions options;
    options.is_stock = true;
    const auto chart = time_chart(Kind::xmr, series_of(step), options);
    EXPECT_EQ(reason_of(chart), "counted_again");
    EXPECT_TRUE(chart.points[0].lower);
    EXPECT_THAT(signals_of(chart), Each(""));
}

// A month later nearly the same children are counted.
TEST(TimeCharts, find_out_that_the_same_are_counted_again) {
    std::vector<double> parts;
    for (int i = 0; i < 24; ++i) parts.push_back(880 + i / 3);
    for (const auto kind : {Kind::p, Kind::p_prime, Kind::xmr, Kind::run}) {
        const auto chart = time_chart(kind, shares_of(parts, 1000), {});
        EXPECT_EQ(reason_of(chart), "counted_again");
        EXPECT_LT(*chart.sigma_z, least_sigma_z);
    }
    EXPECT_EQ(reason_of(time_chart(Kind::u, shares_of(parts, 1000), {})), "") << "events per exposure are no shares";
    parts.resize(19);
    EXPECT_EQ(reason_of(time_chart(Kind::p, shares_of(parts, 1000), {})), "") << "too few to tell";
}

// So many series of separate counts, of 1,000, are taken for the same counted again.
int taken_for_stock(int points, int base, double chance_before, double chance_after) {
    std::mt19937_64 random(7);
    int taken = 0;
    for (int round = 0; round < 1'000; ++round) {
        std::vector<double> parts;
        for (int i = 0; i < points; ++i) {
            const auto chance = i < points / 2 ? chance_before : chance_after;
            int part = 0;
            for (int child = 0; child < base; ++child) part += static_cast<double>(random() >> 11) * 0x1p-53 < chance;
            parts.push_back(part);
        }
        taken += reason_of(time_chart(Kind::p, shares_of(parts, base), {})) == "counted_again";
    }
    return taken;
}

// Of 36 points 999 of 1,000 independent series are above, and so is a genuine step.
TEST(TimeCharts, do_not_take_independent_counts_for_the_same_counted_again) {
    EXPECT_LE(taken_for_stock(36, 400, 0.88, 0.88), 4);
    EXPECT_EQ(taken_for_stock(36, 400, 0.80, 0.90), 0);
}

// Of 20 points 992 of 1,000 are.
TEST(TimeCharts, take_some_independent_counts_for_the_same_where_points_are_few) {
    const auto taken = taken_for_stock(20, 400, 0.88, 0.88);
    EXPECT_GE(taken, 2);
    EXPECT_LE(taken, 16);
}

TEST(TimeCharts, do_not_tell_whether_the_same_are_counted_again_where_counts_are_small) {
    EXPECT_EQ(taken_for_stock(20, 20, 0.95, 0.95), 0) << "20 × 0.95 × 0.05 is under 5";
    EXPECT_EQ(taken_for_stock(24, 20, 0.98, 0.98), 0);
    std::vector<double> parts;
    for (int i = 0; i < 24; ++i) parts.push_back(18 + i / 12);
    EXPECT_EQ(reason_of(time_chart(Kind::p, shares_of(parts, 20), {})), "");
    EXPECT_EQ(reason_of(time_chart(Kind::p, shares_of(parts, 200), {})), "counted_again");
}

TEST(TimeCharts, count_no_points_that_say_nothing_of_whether_the_same_are_counted_again) {
    std::vector<double> parts(12, 0);
    for (int i = 0; i < 14; ++i) parts.push_back(880 + i / 3);
    TimeOptions options;
    options.breaks = {12};
    const auto chart = time_chart(Kind::p, shares_of(parts, 1000), options);
    EXPECT_LT(*chart.sigma_z, least_sigma_z);
    EXPECT_EQ(reason_of(chart), "") << "14 points are too few to tell, whatever stands before them";
    for (int i = 14; i < 20; ++i) parts.push_back(880 + i / 3);
    EXPECT_EQ(reason_of(time_chart(Kind::p, shares_of(parts, 1000), options)), "counted_again");
}

TEST(TimeCharts, say_nothing_on_a_small_base) {
    auto series = shares_of({3, 5, 4, 6, 3, 2, 5, 4, 4, 6, 3, 5, 4}, 10);
    EXPECT_EQ(reason_of(time_chart(Kind::p, series, {})), "");
    series[5] = quotient("May", 2, 4);
    const auto chart = time_chart(Kind::p, series, {});
    EXPECT_EQ(reason_of(chart), "small_base");
    EXPECT_EQ(chart.silence->values.at("label"), "May");
    TimeOptions options;
    options.smallest_base = 4;
    EXPECT_EQ(reason_of(time_chart(Kind::p, series, options)), "");
    EXPECT_EQ(reason_of(time_chart(Kind::u, series, {})), "") << "an exposure may be counted in thousands";
}

TEST(TimeCharts, take_a_zero_denominator_for_a_missing_point) {
    auto series = shares_of({3, 5, 4, 6, 3, 2, 5, 4, 4, 6, 3, 5, 4}, 10);
    series[5] = quotient("May", 0, 0);
    const auto chart = time_chart(Kind::p, series, {});
    EXPECT_EQ(reason_of(chart), "");
    EXPECT_FALSE(chart.points[5].lower);
    EXPECT_EQ(chart.provisional, 12U);
}

TEST(TimeCharts, refuse_breaks_and_baselines_that_are_not_in_the_series) {
    for (const auto& breaks : std::vector<std::vector<std::size_t>>{{0}, {22}, {30}, {12, 12}, {12, 5}}) {
        TimeOptions options;
        options.breaks = breaks;
        EXPECT_THROW((void)time_chart(Kind::xmr, series_of(step), options), std::invalid_argument);
    }
    TimeOptions options;
    options.baseline = 23;
    EXPECT_THROW((void)time_chart(Kind::xmr, series_of(step), options), std::invalid_argument);
    EXPECT_THROW((void)time_chart(Kind::xmr, {}, {}), std::invalid_argument);
    EXPECT_THROW((void)time_chart(Kind::p, series_of(step), {}), std::invalid_argument) << "values that are no quotients";
}

}  // namespace
}  // namespace touchstone::statistics
