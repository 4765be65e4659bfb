#include "charts/statistics_words.h"

#include <gtest/gtest.h>

namespace touchstone::charts {
namespace {

using statistics::Kind;
using statistics::Signal;

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
    EXPECT_EQ(sentence_of(calm, Better::lower), "Every point is within what chance explains.");
}

TEST(SentenceOf, is_the_reason_where_nothing_is_said) {
    EXPECT_EQ(sentence_of(statistics::time_chart(Kind::run, series_of({1, 2, 3}), {}), Better::higher),
              "No statement is made: it needs at least 10 points, and the limits rest on 3.");
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
