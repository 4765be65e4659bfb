#include "measures/measure_chart.h"

#include <cmath>

#include <gtest/gtest.h>

namespace touchstone::measures {
namespace {

Definition weeks() {
    Definition definition;
    definition.chart = statistics::Kind::xmr;
    definition.better = Direction::lower;
    return definition;
}

// From January 2025 on, a month each.
std::vector<Observation> monthly(const std::vector<double>& values) {
    std::vector<Observation> figures;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::chrono::year_month month = std::chrono::year{2025} / 1 + std::chrono::months{static_cast<int>(i)};
        figures.push_back({.period = {PeriodKind::month, month / 1, std::chrono::year_month_day{month / std::chrono::last}},
                           .state = FigureState::value,
                           .value = values[i],
                           .numerator = {},
                           .denominator = {}});
    }
    return figures;
}

Date day(const char* iso) { return date_from(iso).value(); }

// XmR of measures.md, 6.3: mean 14.75, limits 2.18 and 27.32.
const std::vector<double> known{12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 28, 14};

TEST(MeasureCharts, have_the_limits_of_the_known_series) {
    const auto it = over_time(weeks(), monthly(known), {}, {});
    EXPECT_NEAR(it.chart.points.back().upper.value(), 27.3245, 1e-4);
    EXPECT_EQ(it.chart.points[10].said.signal, statistics::Signal::outside);
}

TEST(MeasureCharts, say_how_a_target_stands_to_chance) {
    const auto it = over_time(weeks(), monthly(known), {}, {});
    const auto standing = [&](Direction better, double wanted) {
        auto definition = weeks();
        definition.better = better;
        return standing_of(definition, it, {.id = {}, .by = {}, .value = wanted, .why = {}, .made_by = {}, .made_at = {}});
    };
    EXPECT_EQ(standing(Direction::lower, 18), Standing::by_luck);
    EXPECT_EQ(standing(Direction::lower, 30), Standing::will_be_met);
    EXPECT_EQ(standing(Direction::lower, 2), Standing::will_be_missed);
    EXPECT_EQ(standing(Direction::higher, 30), Standing::will_be_missed);
    EXPECT_EQ(standing(Direction::higher, 2), Standing::will_be_met);
    EXPECT_EQ(standing(Direction::neither, 18), std::nullopt);
    const auto few = over_time(weeks(), monthly({1, 2, 3}), {}, {});
    EXPECT_EQ(standing_of(weeks(), few, {.id = {}, .by = {}, .value = 2, .why = {}, .made_by = {}, .made_at = {}}), std::nullopt);
}

TEST(MeasureCharts, break_where_figures_are_and_nowhere_twice) {
    const auto at = [](const char* from) {
        return Break{.id = {}, .kind = BreakKind::method, .from = day(from), .why = "Zqx", .made_by = {}, .made_at = {}};
    };
    const auto it = over_time(weeks(), monthly(known), {at("2024-01-01"), at("2025-04-15"), at("2025-05-01"), at("2027-01-01")}, {});
    EXPECT_EQ(it.breaks, std::vector<std::size_t>{4});
    ASSERT_EQ(it.why.size(), 1U);
    EXPECT_EQ(values_from(weeks(), monthly(known), day("2025-05-01")), 8);
}

TEST(MeasureCharts, take_a_trajectory_straight_between_targets) {
    const auto by = [](const char* when, double value) {
        return Target{.id = {}, .by = day(when), .value = value, .why = {}, .made_by = {}, .made_at = {}};
    };
    const auto it = over_time(weeks(), monthly({20, 20, 20}), {}, {by("2025-01-31", 20), by("2025-03-31", 14.1)});
    ASSERT_EQ(it.target.size(), 3U);
    EXPECT_DOUBLE_EQ(it.target[0].value(), 20);
    EXPECT_NEAR(it.target[1].value(), 20 - 5.9 * 28 / 59, 1e-9);
    EXPECT_DOUBLE_EQ(it.target[2].value(), 14.1);
}

TEST(MeasureCharts, of_shares_take_single_values_where_their_parts_are_not_known) {
    Definition share;
    share.numerator = "Some";
    share.denominator = "All";
    share.unit = Unit::per_cent;
    share.chart = statistics::Kind::p;
    const auto it = over_time(share, monthly(std::vector<double>(12, 88.4)), {}, {});
    EXPECT_DOUBLE_EQ(it.series.front().value.value(), 0.884);
    ASSERT_TRUE(it.chart.silence);
    EXPECT_EQ(it.chart.silence->reason, statistics::Reason::no_variation);
}

TEST(MeasureCharts, of_rates_count_in_their_own_unit) {
    Definition rate;
    rate.numerator = "Exclusions";
    rate.denominator = "Pupils";
    rate.unit = Unit::rate;
    rate.per = "1,000 pupils";
    rate.chart = statistics::Kind::u;
    EXPECT_DOUBLE_EQ(rate.factor(), 1000);
    auto figures = monthly({0});
    figures.front().value = {};
    figures.front().numerator = 17;
    figures.front().denominator = 6240;
    EXPECT_NEAR(over_time(rate, figures, {}, {}).series.front().value.value(), 17 / 6.24, 1e-12);
}

TEST(MeasureCharts, say_nothing_of_what_is_counted_again) {
    auto stock = weeks();
    stock.counting = Counting::stock;
    const auto it = over_time(stock, monthly(known), {}, {});
    ASSERT_TRUE(it.chart.silence);
    EXPECT_EQ(it.chart.silence->reason, statistics::Reason::counted_again);
}

// What people paste, and files hold: none of it may break a page.
TEST(MeasureCharts, take_odd_figures_of_every_kind) {
    const auto of = [](std::optional<double> value, std::optional<double> numerator = {}, std::optional<double> denominator = {}) {
        return Observation{.period = {}, .state = FigureState::value, .value = value, .numerator = numerator, .denominator = denominator};
    };
    const Observation withheld{.period = {}, .state = FigureState::withheld, .value = {}, .numerator = {}, .denominator = {}};
    const std::vector<std::vector<Observation>> odd{{},
                                                    {of(1)},
                                                    {withheld, withheld},
                                                    {of({}, 3, 0), of({}, 0, 0)},
                                                    {of({}, 7, 5), of({}, 9, 5)},
                                                    {of({}, -1, 5), of({}, -2, 5)},
                                                    {of({}, 1, -5), of({}, 2, 5)},
                                                    {of({}, 1.5, 2.5), of({}, 0.25, 2)},
                                                    {of(-3), of(-5), withheld},
                                                    {of(0), of(0)},
                                                    {of(1e15), of(-1e15)},
                                                    {of(50), of({}, 1, 2)}};
    for (const auto& [kind, name] : chart_kinds())
        for (const auto unit : values_in(units()))
            for (auto figures : odd) {
                for (int repeats = 0; repeats < 4; ++repeats) figures.insert(figures.end(), figures.begin(), figures.end());
                Definition definition;
                definition.chart = kind;
                definition.unit = unit;
                definition.denominator = "All";
                EXPECT_NO_THROW({
                    for (const auto& point : over_time(definition, figures, {}, {}).chart.points)
                        EXPECT_TRUE(std::isfinite(point.centre.value_or(0)) && std::isfinite(point.upper.value_or(0))) << name;
                }) << name;
            }
}

}  // namespace
}  // namespace touchstone::measures
