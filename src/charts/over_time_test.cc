#include "charts/over_time.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "charts/statistics_words.h"
#include "tests/drawings.h"

namespace touchstone::charts {
namespace {

using statistics::Kind;
using statistics::Series;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using touchstone::testing::count;
using touchstone::testing::wide_of;

const double missing = std::nan("");

Series series_of(const std::vector<double>& values) {
    Series series;
    for (const double value : values)
        series.push_back(
            statistics::measured("P" + std::to_string(series.size() + 1), std::isnan(value) ? std::nullopt : std::optional(value)));
    return series;
}

OverTime over_time(Kind kind, Series series, const std::vector<Break>& breaks = {}, const Measure& measure = {}) {
    statistics::TimeOptions options;
    for (const auto& each : breaks) options.breaks.push_back(each.place);
    auto chart = series.empty() ? statistics::TimeChart() : statistics::time_chart(kind, series, options);
    auto sentence = sentence_of(chart, Better::neither);
    return {"o", "Waits", std::move(sentence), measure, std::move(series), std::move(chart), breaks, {}, over_time_words(kind)};
}

std::string wide(const OverTime& over) { return wide_of(over_time_svg(over)); }

std::vector<std::string> shapes_of(const OverTime& over) {
    std::vector<std::string> shapes;
    for (const auto& entry : over_time_legend({&over})) shapes.push_back(entry.shape);
    return shapes;
}

const std::vector<double> with_outlier = {12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 28, 14};

TEST(OverTimeSvg, marks_a_signal_by_its_shape_and_says_it) {
    const auto over = over_time(Kind::xmr, series_of(with_outlier));
    const auto svg = wide(over);
    EXPECT_EQ(count(svg, "ts-point--signal"), 1);
    EXPECT_EQ(count(svg, "<circle"), 11);
    EXPECT_THAT(svg, HasSubstr("P11: 28; Above the upper limit"));
    EXPECT_THAT(svg, AllOf(HasSubstr("role=\"img\""), HasSubstr("aria-labelledby"), Not(HasSubstr("style="))));
    EXPECT_THAT(svg, HasSubstr("ts-chart-limit--provisional")) << "12 points";
    EXPECT_THAT(shapes_of(over), AllOf(Contains("point-outside"), Contains("line-provisional"), Not(Contains("line-limit"))));
}

TEST(OverTimeSvg, draws_settled_limits_whole) {
    auto values = with_outlier;
    values.push_back(13);
    EXPECT_THAT(wide(over_time(Kind::xmr, series_of(values))), Not(HasSubstr("ts-chart-limit--provisional")));
}

TEST(OverTimeSvg, marks_nothing_where_the_chart_is_silent) {
    const auto over = over_time(Kind::xmr, series_of({5, 9, 4, 99}));
    ASSERT_TRUE(over.chart.silence);
    EXPECT_THAT(wide(over), AllOf(Not(HasSubstr("ts-point--signal")), Not(HasSubstr("ts-chart-limit")), HasSubstr("ts-chart-centre"),
                                  HasSubstr("No statement is made")));
    EXPECT_EQ(over.sentence, "No statement is made: it needs at least 10 points, and this chart rests on 4.");
    EXPECT_THAT(over_time_table(over).rows.front(), ElementsAre("P1", "5", "29.25", "", "", ""));
}

TEST(OverTimeSvg, draws_no_limits_that_do_not_hold) {
    Series series;
    for (int i = 0; i < 20; ++i) series.push_back(statistics::quotient("P" + std::to_string(i), i % 4, 4));
    const auto over = over_time(Kind::p, series, {}, {.is_share = true});
    ASSERT_TRUE(over.chart.silence) << "a base of 4";
    EXPECT_THAT(wide(over), Not(HasSubstr("ts-chart-limit")));
}

TEST(OverTimeSvg, leaves_a_gap_where_a_point_is_missing) {
    auto values = with_outlier;
    values[4] = missing;
    const auto over = over_time(Kind::xmr, series_of(values));
    const auto svg = wide(over);
    EXPECT_EQ(count(svg, "class=\"ts-point"), 11);
    const auto trace = svg.substr(svg.find("ts-chart-trace"));
    EXPECT_EQ(count(trace.substr(0, trace.find("/>")), "M"), 2) << "two strokes";
    EXPECT_THAT(over_time_table(over).rows[4], ElementsAre("P5", "No value", Not(""), Not(""), Not(""), ""));
    EXPECT_THAT(shapes_of(over), Contains("line-missing"));
}

TEST(OverTimeSvg, keeps_the_limits_of_before_a_break_paler_and_names_it) {
    std::vector<double> values;
    for (int i = 0; i < 30; ++i) values.push_back((i < 15 ? 10 : 20) + i % 3);
    const auto over = over_time(Kind::xmr, series_of(values), {{15, "New form <b>"}});
    const auto svg = wide(over);
    EXPECT_EQ(count(svg, "ts-chart-cut"), 1);
    EXPECT_EQ(count(svg, "ts-chart-limit ts-chart-earlier"), 1);
    EXPECT_EQ(count(svg, "\"ts-chart-limit\""), 1);
    EXPECT_EQ(count(svg, "\"ts-chart-trace\""), 2) << "no line across";
    EXPECT_THAT(svg, HasSubstr(">New form &lt;b&gt;</text>"));
    EXPECT_EQ(over_time_legend({&over}).back().text, "Break from P16; New form <b>");
    EXPECT_THAT(over_time_table(over).heads, Contains("Since the break"));
    EXPECT_THAT(over_time_table(over).rows[15], Contains("New form <b>"));
    EXPECT_THAT(over_time_table(over).rows[14], Not(Contains("New form <b>")));
}

TEST(OverTimeSvg, steps_where_limits_vary_with_their_base) {
    Series series;
    for (int i = 0; i < 20; ++i) series.push_back(statistics::quotient("P" + std::to_string(i), 20 + i % 5, 40 + 20 * (i % 2)));
    const auto svg = wide(over_time(Kind::p, series, {}, {.is_share = true}));
    const auto limit = svg.substr(svg.find("\"ts-chart-limit"));
    EXPECT_EQ(count(limit.substr(0, limit.find("/>")), "V"), 38) << "of both limits";
}

TEST(OverTimeSvg, draws_a_target_that_differs_from_other_lines) {
    auto over = over_time(Kind::run, series_of(with_outlier));
    for (std::size_t i = 0; i < over.series.size(); ++i) over.target.push_back(10.0 - static_cast<double>(i));
    EXPECT_THAT(wide(over), HasSubstr("ts-chart-target"));
    EXPECT_LE(axis_of(over).from, -1);
    EXPECT_THAT(over_time_table(over).heads,
                ElementsAre("Period", "Value", "Median", "Lower limit", "Upper limit", "Target", "What the test shows"));
    EXPECT_THAT(over_time_table(over).rows[11], ElementsAre("P12", "14", "14", "", "", "-1", ""));
}

TEST(OverTimeSvg, draws_whatever_numbers_it_is_given) {
    std::vector<double> many, equal(20, 7);
    for (int i = 0; i < 500; ++i) many.push_back(std::sin(i) * 1e12);
    for (const auto& values : std::vector<std::vector<double>>{
             {}, {5}, {missing}, {missing, missing, 3}, {1e-12, 2e-12}, {-5, -9, -2}, {-1e12, 1e12}, equal, many}) {
        const auto over = over_time(Kind::xmr, series_of(values));
        const auto svg = over_time_svg(over);
        EXPECT_EQ(count(svg, "</svg>"), 2);
        EXPECT_THAT(svg, AllOf(Not(HasSubstr("nan")), Not(HasSubstr("inf\"")), Not(HasSubstr("=\"-"))));
        EXPECT_EQ(over_time_table(over).rows.size(), values.size());
        EXPECT_LT(count(wide(over), "<text"), 40) << "labels do not grow with the points";
    }
    EXPECT_THAT(over_time_svg(over_time(Kind::xmr, {})), HasSubstr(">No points yet</text>"));
    EXPECT_THAT(wide(over_time(Kind::xmr, series_of({missing}))), Not(HasSubstr("class=\"ts-point")));
}

TEST(OverTimeSvg, draws_every_kind) {
    Series series;
    for (int i = 0; i < 24; ++i) series.push_back(statistics::quotient("P" + std::to_string(i), 8 + 2 * (i * 5 % 11), 50 + i));
    for (const auto kind : {Kind::run, Kind::xmr, Kind::p, Kind::p_prime, Kind::u, Kind::u_prime, Kind::c}) {
        const auto svg = wide(over_time(kind, series));
        EXPECT_EQ(count(svg, "class=\"ts-point"), 24);
        EXPECT_EQ(count(svg, "ts-chart-limit") > 0, kind != Kind::run);
    }
}

TEST(OverTimeSvg, never_lets_markup_through_and_fits_long_names) {
    const std::string tag = "\"><script>", right_to_left = "\u202eשלום", endless(300, 'w');
    for (const auto& name : {tag, right_to_left, endless}) {
        auto over = over_time(Kind::xmr, series_of(with_outlier), {{6, name}}, {.unit = name});
        over.title = over.sentence = over.words.centre = over.words.signals[{statistics::Signal::outside, statistics::Side::higher}] = name;
        for (auto& point : over.series) point.label = name;
        const auto svg = over_time_svg(over);
        EXPECT_THAT(svg, Not(HasSubstr("<script")));
        const auto drawn = svg.substr(svg.find("</desc>"));
        for (auto at = drawn.find("<text"); at != std::string::npos; at = drawn.find("<text", at + 1)) {
            const auto begin = drawn.find('>', at) + 1;
            EXPECT_LT(drawn.find("</text>", begin) - begin, 200U);
        }
        EXPECT_EQ(over_time_table(over).rows[6][0], name) << "the table says it in full";
    }
}

TEST(OverTimeFigure, says_that_its_scale_leaves_out_0) {
    Series high, low;
    for (int i = 0; i < 20; ++i) {
        high.push_back(statistics::quotient("P", 900 + i % 3, 1000));
        low.push_back(statistics::quotient("P", 100 + i % 3 * 40, 1000));
    }
    const auto said = [](const Series& series) {
        return *over_time_figure(over_time(Kind::p_prime, series, {}, {.is_share = true})).at("sentence").text();
    };
    EXPECT_THAT(said(high), HasSubstr("The scale leaves out 0."));
    EXPECT_THAT(said(low), Not(HasSubstr("scale")));
    const auto below = *over_time_figure(over_time(Kind::xmr, series_of({-100, -80, -90, -85}))).at("sentence").text();
    EXPECT_THAT(below, HasSubstr("The scale leaves out 0."));
}

TEST(OverTimeTable, shows_what_a_share_is_made_of) {
    Series series;
    for (int i = 0; i < 20; ++i) series.push_back(statistics::quotient("2026-01", 20 + i % 5, 63));
    const auto table = over_time_table(over_time(Kind::p_prime, series, {}, {.is_share = true}));
    EXPECT_THAT(table.heads,
                ElementsAre("Period", "Value", "Counted", "Out of", "Mean", "Lower limit", "Upper limit", "What the test shows"));
    EXPECT_EQ(table.rows[1][1], "33.3%");
    EXPECT_EQ(table.rows[1][2], "21");
    EXPECT_EQ(table.rows[1][3], "63");
}

TEST(OverTimeFigure, gives_what_its_component_shows) {
    const auto figure = over_time_figure(over_time(Kind::xmr, series_of(with_outlier)));
    for (const auto* const name : {"id", "title", "sentence", "picture", "legend", "table_head", "is_open", "table"})
        EXPECT_TRUE(figure.contains(name)) << name;
    const auto& columns = *figure.at("table").get("columns")->list();
    EXPECT_TRUE(columns.front().get("is_number")->is_false());
    EXPECT_FALSE(columns[1].get("is_number")->is_false());
    EXPECT_TRUE(columns.back().get("is_number")->is_false());
}

TEST(OverTimeSvg, marks_days_without_breaking_the_line) {
    auto over = over_time(Kind::xmr, series_of(with_outlier));
    const auto plain = wide(over);
    over.days = {{4, "“Zqxfirst” began"}, {12, "“Zqxlast” began"}};
    const auto svg = wide(over);
    EXPECT_EQ(count(svg, "ts-chart-day"), 2);
    EXPECT_EQ(count(svg, "ts-chart-cut"), 0);
    EXPECT_EQ(count(svg, "<circle"), count(plain, "<circle"));
    const auto legend = over_time_legend({&over});
    EXPECT_EQ(legend[legend.size() - 2].text, "1: “Zqxfirst” began");
    EXPECT_EQ(legend.back().shape, "line-day");
}

}  // namespace
}  // namespace touchstone::charts
