#include "measures/reading.h"

#include <gtest/gtest.h>

namespace touchstone::measures {
namespace {

Definition weeks() {
    Definition definition;
    definition.chart = statistics::Kind::xmr;
    definition.better = Direction::lower;
    definition.themes = {"generic-2006/5.1/1", "generic-2006/5.1/2", "generic-2006/2.1/1", "other/9.9/1"};
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

Reading reading_of(const Definition& definition, const std::vector<Observation>& figures, const std::vector<Break>& breaks = {}) {
    Reading it{.id = {},
               .owner_name = {},
               .definition = definition,
               .whose = {},
               .figures = figures,
               .breaks = breaks,
               .targets = {},
               .over_time = {}};
    it.over_time = over_time(definition, figures, breaks, {});
    return it;
}

Date day(const char* iso) { return date_from(iso).value(); }

// XmR of measures.md, 6.3: mean 14.75, limits 2.18 and 27.32.
const std::vector<double> known{12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 28, 14};

TEST(Readings, name_each_indicator_of_one_framework_once) {
    const auto it = reading_of(weeks(), monthly(known));
    EXPECT_EQ(it.indicators("generic-2006"), (std::vector<std::string>{"5.1", "2.1"}));
    EXPECT_EQ(it.indicators("other"), std::vector<std::string>{"9.9"});
    EXPECT_TRUE(it.indicators("generic").empty());
}

TEST(Readings, say_of_now_only_what_holds_at_the_latest_figure) {
    EXPECT_FALSE(said_now(reading_of(weeks(), monthly(known)))) << "the point outside is the last but one";
    auto outside = known;
    outside.pop_back();
    const auto now = said_now(reading_of(weeks(), monthly(outside)));
    ASSERT_TRUE(now);
    EXPECT_EQ(now->said.signal, statistics::Signal::outside);
    EXPECT_EQ(now->said.side, statistics::Side::higher);
    EXPECT_EQ(now->since.first, day("2025-11-01"));
}

TEST(Readings, say_since_when_it_has_held) {
    const auto now = said_now(reading_of(weeks(), monthly({12, 14, 12, 14, 12, 14, 12, 14, 12, 14, 9, 10, 9, 10, 9, 10, 9})));
    ASSERT_TRUE(now);
    EXPECT_EQ(now->said.side, statistics::Side::lower);
    EXPECT_EQ(now->since.first, day("2025-11-01"));
}

TEST(Readings, say_nothing_of_a_silent_chart) {
    EXPECT_FALSE(said_now(reading_of(weeks(), monthly({1, 1, 1, 9}))));
    EXPECT_FALSE(said_now(reading_of(weeks(), {})));
    auto stock = weeks();
    stock.counting = Counting::stock;
    auto outside = known;
    outside.pop_back();
    EXPECT_FALSE(said_now(reading_of(stock, monthly(outside))));
}

TEST(Readings, hold_a_wanted_number_against_the_latest_limits) {
    const auto it = reading_of(weeks(), monthly(known));
    EXPECT_EQ(verdict_of(it, Direction::lower, 30), Verdict::met);
    EXPECT_EQ(verdict_of(it, Direction::lower, 2), Verdict::missed);
    EXPECT_EQ(verdict_of(it, Direction::lower, 14), Verdict::met_by_luck) << "the latest is 14";
    EXPECT_EQ(verdict_of(it, Direction::lower, 13), Verdict::missed_by_luck);
    EXPECT_EQ(verdict_of(it, Direction::higher, 13), Verdict::met_by_luck);
    EXPECT_EQ(verdict_of(it, Direction::higher, 15), Verdict::missed_by_luck);
    EXPECT_EQ(verdict_of(reading_of(weeks(), {}), Direction::lower, 14), Verdict::no_figure);
    EXPECT_EQ(verdict_of(reading_of(weeks(), monthly({1, 2, 3})), Direction::lower, 14), Verdict::silent);
}

TEST(Readings, pass_over_what_may_not_be_shown) {
    auto figures = monthly(known);
    figures.back().state = FigureState::withheld;
    figures.back().value.reset();
    const auto it = reading_of(weeks(), figures);
    ASSERT_NE(it.latest(), nullptr);
    EXPECT_EQ(it.latest()->period.first, day("2025-11-01"));
    EXPECT_EQ(beside(it, day("2025-11-01")).since.size(), 1U);
}

TEST(Readings, stand_on_one_side_of_a_day_or_on_neither) {
    const auto it = beside(reading_of(weeks(), monthly(known)), day("2025-06-15"));
    EXPECT_EQ(it.before.size(), 5U);
    EXPECT_EQ(it.since.size(), 6U);
}

TEST(Readings, say_what_came_after_a_day_and_until_today) {
    auto it = reading_of(weeks(), monthly(known),
                         {{.id = {}, .from = day("2025-11-01"), .why = "Counted anew", .made_by = {}, .made_at = {}},
                          {.id = {}, .from = day("2027-01-01"), .why = "Ahead", .made_by = {}, .made_at = {}}});
    const auto target = [](const char* by) {
        return Target{.id = {}, .by = day(by), .value = 12, .why = {}, .made_by = {}, .made_at = {}};
    };
    it.targets = {target("2025-06-30"), target("2025-12-31"), target("2027-12-31")};
    const auto since = after(it, day("2025-09-30"), day("2026-11-23"));
    EXPECT_EQ(since.figures, 3);
    ASSERT_EQ(since.breaks.size(), 1U);
    EXPECT_EQ(since.breaks.front().why, "Counted anew");
    ASSERT_EQ(since.passed.size(), 1U);
    EXPECT_EQ(since.passed.front().by, day("2025-12-31"));
    EXPECT_TRUE(after(it, day("2026-01-31"), day("2026-02-28")).is_empty());
}

}  // namespace
}  // namespace touchstone::measures
