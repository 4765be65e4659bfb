#include "charts/statistics_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::charts {
namespace {

using statistics::Kind;
using statistics::Signal;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string within = "Every point is within what chance explains.";
const std::string not_judged = "Points before a break are not judged where they are too few or all the same.";

statistics::Series series_of(const std::vector<double>& values) {
    statistics::Series series;
    for (const double value : values) series.push_back(statistics::measured(std::to_string(series.size() + 1), value));
    return series;
}

TEST(SentenceOf, says_which_direction_is_better_only_where_somebody_said_so_and_a_point_stands_out) {
    const auto chart = statistics::time_chart(Kind::xmr, series_of({12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 28, 14, 13}), {});
    EXPECT_EQ(sentence_of(chart, Better::neither), "1 point is higher than chance explains.");
    EXPECT_EQ(sentence_of(chart, Better::lower), "1 point is higher than chance explains. Lower is better here.");
    const auto calm = statistics::time_chart(Kind::xmr, series_of({12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 12, 14, 13}), {});
    EXPECT_EQ(sentence_of(calm, Better::lower), within);
}

std::string said_of(Kind kind, const std::vector<double>& values, const std::vector<std::size_t>& breaks = {}) {
    statistics::TimeOptions options;
    options.breaks = breaks;
    return sentence_of(statistics::time_chart(kind, series_of(values), options), Better::neither);
}

// Low and high in turn, so many times.
std::vector<double> in_turn(double low, double high, std::size_t times) {
    std::vector<double> values;
    for (std::size_t i = 0; i < times; ++i) values.insert(values.end(), {high, low});
    return values;
}

std::vector<double> joined(std::vector<double> first, const std::vector<double>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

TEST(SentenceOf, says_higher_or_lower_only_of_points_outside_the_limits) {
    const auto calm = in_turn(9, 13, 10);
    EXPECT_EQ(said_of(Kind::xmr, joined(calm, {11.9, 12.1, 11.9, 12.1, 11.9, 12.1, 11.9})),
              "7 points are part of a run above the centre that is longer than chance explains.");
    EXPECT_EQ(said_of(Kind::xmr, joined(joined(calm, {30}), {9.9, 9.7, 9.9, 9.7, 9.9, 9.7, 9.9})),
              "1 point is higher than chance explains. 7 points are part of a run below the centre that is longer than chance explains.");
    EXPECT_EQ(said_of(Kind::xmr, joined(calm, {21.5, 13, 21.5})),
              "2 points are part of two in three near the upper limit, which is more than chance explains.");
    EXPECT_EQ(said_of(Kind::xmr, joined(calm, {13, 0.5, 9, 0.5})),
              "2 points are part of two in three near the lower limit, which is more than chance explains.");
    EXPECT_EQ(said_of(Kind::run, {1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9}),
              "10 points are part of a run above the centre that is longer than chance explains. 10 points are part of a run below the "
              "centre that is longer than chance explains.");
}

TEST(SentenceOf, covers_no_point_that_was_not_judged) {
    const auto calm = in_turn(9, 13, 7);
    EXPECT_EQ(said_of(Kind::xmr, joined({12, 11, 13, 99, 12, 11, 12, 13, 12}, calm), {9}),
              "Every point that is judged is within what chance explains. " + not_judged);
    EXPECT_EQ(said_of(Kind::xmr, joined(std::vector<double>(12, 7), calm), {12}),
              "Every point that is judged is within what chance explains. " + not_judged)
        << "all the same";
    EXPECT_EQ(said_of(Kind::xmr, joined({12, 11, 13}, joined(calm, {40})), {3}), "1 point is higher than chance explains. " + not_judged);
    EXPECT_EQ(said_of(Kind::xmr, joined(calm, calm), {14}), within);
    auto nothing_before = series_of(joined({0, 0, 0}, calm));
    for (std::size_t i = 0; i < 3; ++i) nothing_before[i].value.reset();
    statistics::TimeOptions options;
    options.breaks = {3};
    EXPECT_EQ(sentence_of(statistics::time_chart(Kind::xmr, nothing_before, options), Better::neither), within);
}

TEST(SentenceOf, counts_all_points_since_a_break_and_of_a_run_chart_those_off_the_median) {
    const auto before = in_turn(1, 9, 6);
    const std::vector<double> few = {1, 9, 5, 1, 9, 5, 1, 9, 1};
    EXPECT_EQ(said_of(Kind::run, joined(before, few), {12}),
              "No statement is made: it needs at least 10 points since the break at 13, and there are 9.");
    const auto on_the_median = joined(few, {5, 5, 5, 5, 9, 1});
    EXPECT_EQ(said_of(Kind::run, joined(before, on_the_median), {12}),
              "No statement is made: it needs at least 10 points off the median since the break at 13, and there are 9.");
    EXPECT_EQ(said_of(Kind::run, on_the_median), "No statement is made: it needs at least 10 points off the median, and this chart has 9.");
}

TEST(SentenceOf, speaks_of_no_limits_and_no_mean_where_a_run_chart_has_none) {
    EXPECT_EQ(said_of(Kind::run, in_turn(1, 9, 6)), within + " This is provisional: it rests on 12 points.");
    const auto same = said_of(Kind::run, std::vector<double>(13, 7));
    EXPECT_EQ(same, "No statement is made: all that it would rest on has the same value, so there is no variation to judge by.");
    statistics::TimeOptions stock;
    stock.is_stock = true;
    const auto again = sentence_of(statistics::time_chart(Kind::run, series_of(in_turn(1, 9, 8)), stock), Better::neither);
    for (const auto& said :
         {same, again, said_of(Kind::run, {1, 2, 3}), said_of(Kind::run, in_turn(1, 9, 6)), over_time_words(Kind::run).earlier})
        EXPECT_THAT(said,
                    AllOf(Not(HasSubstr("mean ")), Not(HasSubstr("Mean ")), Not(HasSubstr("limits are")), Not(HasSubstr("limits rest"))));
    EXPECT_EQ(over_time_words(Kind::run).earlier, "Centre and limits before a break");
}

TEST(SentenceOf, is_provisional_only_where_the_last_phase_is) {
    EXPECT_EQ(said_of(Kind::xmr, joined(in_turn(9, 13, 5), in_turn(9, 13, 7)), {10}), within);
    EXPECT_EQ(said_of(Kind::xmr, joined(in_turn(9, 13, 5), in_turn(9, 13, 6)), {10}),
              within + " This is provisional: it rests on 12 points.");
}

statistics::Series units_of(const std::vector<double>& parts, double base) {
    statistics::Series units;
    for (const double part : parts) units.push_back(statistics::quotient(std::to_string(units.size() + 1), part, base));
    return units;
}

// Further apart than chance explains.
const std::vector<double> apart = {80, 120, 85, 115, 90, 110, 95, 105, 100, 120, 80, 115, 85, 110, 90, 105, 95, 100};

TEST(SentenceOf, speaks_of_the_usual_spread_where_limits_allow_for_more_than_chance) {
    using statistics::FunnelKind;
    const auto said = [](FunnelKind kind, const std::vector<double>& parts) {
        return sentence_of(statistics::funnel_of(kind, units_of(parts, 200)), Better::neither);
    };
    auto wide = apart;
    wide[1] = 145;
    wide[0] = 55;
    EXPECT_EQ(said(FunnelKind::exact, wide), "1 unit is higher than chance explains. 1 unit is lower than chance explains.");
    EXPECT_EQ(said(FunnelKind::over_dispersed, apart), "Every unit is within what the usual spread between units explains.");
    auto far = apart;
    far.insert(far.end(), {195, 5});
    EXPECT_EQ(
        said(FunnelKind::over_dispersed, far),
        "1 unit is higher than the usual spread between units explains. 1 unit is lower than the usual spread between units explains.");
    std::vector<double> alike(12, 100);
    alike[3] = 104;
    EXPECT_EQ(said(FunnelKind::over_dispersed, alike), "Every unit is within what chance explains.") << "there is no more spread";
}

TEST(FunnelWords, say_what_the_lines_stand_for) {
    using statistics::FunnelKind;
    const auto words = [](FunnelKind kind, const std::vector<double>& parts) {
        return funnel_words(kind, statistics::funnel_of(kind, units_of(parts, 200)));
    };
    EXPECT_EQ(words(FunnelKind::exact, apart).inner, "At least 95% of units would lie within these lines by chance");
    EXPECT_EQ(words(FunnelKind::exact, apart).outer, "At least 99.8% of units would lie within these lines by chance");
    EXPECT_EQ(words(FunnelKind::score, apart).inner, "About 95% of units would lie within these lines by chance");
    const auto spread = words(FunnelKind::over_dispersed, apart);
    EXPECT_EQ(spread.outer, "About 99.8% of units would lie within these lines by their usual spread");
    EXPECT_EQ(spread.higher, "Higher than the usual spread explains");
    EXPECT_EQ(spread.lower, "Lower than the usual spread explains");
    const auto alike = words(FunnelKind::over_dispersed, std::vector<double>(12, 100));
    EXPECT_EQ(alike.outer, "About 99.8% of units would lie within these lines by chance");
    EXPECT_EQ(alike.higher, "Higher than chance explains");
}

TEST(SentenceOf, is_the_reason_where_nothing_is_said) {
    EXPECT_EQ(sentence_of(statistics::time_chart(Kind::run, series_of({1, 2, 3}), {}), Better::higher),
              "No statement is made: it needs at least 10 points, and this chart rests on 3.");
}

TEST(OverTimeWords, name_every_signal_of_a_chart_and_its_own_centre) {
    const auto words = over_time_words(Kind::run);
    EXPECT_EQ(words.centre, "Median");
    EXPECT_EQ(over_time_words(Kind::p).centre, "Mean");
    EXPECT_FALSE(words.signals.contains({Signal::none, statistics::Side::none}));
    for (const auto signal : {Signal::outside, Signal::trend, Signal::two_of_three, Signal::shift, Signal::run, Signal::crossings})
        for (const auto side : {statistics::Side::higher, statistics::Side::lower}) EXPECT_TRUE(words.signals.contains({signal, side}));
}

}  // namespace
}  // namespace touchstone::charts
