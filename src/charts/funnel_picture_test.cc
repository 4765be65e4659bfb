#include "charts/funnel_picture.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "charts/statistics_words.h"
#include "tests/drawings.h"

namespace touchstone::charts {
namespace {

using statistics::FunnelKind;
using statistics::Series;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::SizeIs;
using touchstone::testing::count;
using touchstone::testing::narrow_of;
using touchstone::testing::wide_of;

FunnelPicture picture_of(Series series, FunnelKind kind = FunnelKind::exact) {
    auto funnel = statistics::funnel_of(kind, series);
    auto sentence = sentence_of(funnel, Better::neither);
    auto words = funnel_words(kind, funnel);
    return {"f", "Reviews in time", std::move(sentence), kind, std::move(series), std::move(funnel), {}, std::move(words)};
}

Series units() {
    Series series;
    for (const auto& [name, part, whole] : std::vector<std::tuple<const char*, double, double>>{{"Balmore", 41, 50},
                                                                                                {"Carnoch", 80, 100},
                                                                                                {"Glen", 32, 40},
                                                                                                {"Harbour", 61, 102},
                                                                                                {"Kirk Wynd", 66, 80},
                                                                                                {"Shore Street", 128, 131}})
        series.push_back(statistics::quotient(name, part, whole));
    series.push_back(statistics::quotient("Nobody there", 0, 0));
    return series;
}

int outside(const FunnelPicture& picture, statistics::Side side) {
    return static_cast<int>(std::ranges::count_if(picture.funnel.points, [&](const auto& point) {
        return point.said.signal == statistics::Signal::outside && point.said.side == side;
    }));
}

std::vector<std::string> texts_of(const FunnelPicture& picture) {
    std::vector<std::string> texts;
    for (const auto& entry : funnel_legend(picture)) texts.push_back(entry.text);
    return texts;
}

TEST(FunnelSvg, names_who_is_outside_and_marks_them_by_shape) {
    const auto picture = picture_of(units());
    const auto svg = wide_of(funnel_svg(picture));
    EXPECT_EQ(count(svg, "ts-point--signal"), 2);
    EXPECT_EQ(count(svg, "ts-point--plain"), 4) << "and none for who is missing";
    EXPECT_THAT(svg, AllOf(HasSubstr(">1 Harbour</text>"), HasSubstr(">2 Shore Street</text>"), Not(HasSubstr(">Balmore</text>"))));
    EXPECT_THAT(svg, AllOf(HasSubstr("ts-chart-inner"), HasSubstr("ts-chart-outer"), HasSubstr("ts-chart-centre")));
    EXPECT_THAT(narrow_of(funnel_svg(picture)), AllOf(HasSubstr(">1</text>"), Not(HasSubstr(">1 Harbour</text>"))));
    EXPECT_THAT(texts_of(picture), IsSupersetOf({"Higher than chance explains: 2 Shore Street", "Lower than chance explains: 1 Harbour"}));
    EXPECT_EQ(picture.sentence, "1 unit is higher than chance explains. 1 unit is lower than chance explains.");
}

TEST(FunnelSvg, rings_and_names_ones_own_unit) {
    auto picture = picture_of(units());
    picture.own = 1;
    EXPECT_EQ(count(wide_of(funnel_svg(picture)), "ts-point--ring"), 1);
    EXPECT_THAT(funnel_svg(picture), HasSubstr(">1 Carnoch</text>"));
    EXPECT_THAT(texts_of(picture), Contains("Yours: 1 Carnoch"));
    EXPECT_THAT(funnel_table(picture).rows[1].back(), "Yours");
    picture.own = 3;
    EXPECT_EQ(count(wide_of(funnel_svg(picture)), "ts-point--signal"), 2) << "it keeps its shape";
    EXPECT_EQ(funnel_table(picture).rows[3].back(), "Yours; Lower than chance explains");
    picture.own = 6;
    EXPECT_THAT(funnel_svg(picture), Not(HasSubstr("ts-point--ring"))) << "without a value there is nothing to ring";
}

TEST(FunnelSvg, draws_no_curves_where_it_is_silent) {
    auto series = units();
    series.resize(3);
    const auto picture = picture_of(series);
    ASSERT_TRUE(picture.funnel.silence);
    EXPECT_THAT(funnel_svg(picture),
                AllOf(Not(HasSubstr("ts-chart-outer")), Not(HasSubstr("ts-point--signal")), HasSubstr("ts-point--plain")));
    EXPECT_THAT(funnel_table(picture).heads, SizeIs(5));
}

TEST(FunnelTable, holds_every_unit_with_its_limits) {
    const auto table = funnel_table(picture_of(units()));
    EXPECT_THAT(table.heads, ElementsAre("Unit", "Value", "Counted", "Out of", "Lower 95%", "Upper 95%", "Lower 99.8%", "Upper 99.8%",
                                         "What the test shows"));
    EXPECT_THAT(table.rows, SizeIs(7));
    EXPECT_THAT(table.rows[3],
                ElementsAre("Harbour", "59.8%", "61", "102", Not(""), Not(""), Not(""), Not(""), "Lower than chance explains"));
    EXPECT_THAT(table.rows[6], ElementsAre("Nobody there", "No value", "", "", "", "", "", "", ""));
}

struct Corner {
    double x, y;
};

// Each stroke of a path, from where it sets down: "M10 20L30 40z".
std::vector<std::vector<Corner>> strokes_of(const std::string& path) {
    std::vector<std::vector<Corner>> strokes;
    for (auto at = path.find_first_of("ML"); at != std::string::npos; at = path.find_first_of("ML", at + 1)) {
        if (path[at] == 'M') strokes.emplace_back();
        std::istringstream numbers(path.substr(at + 1));
        Corner corner{};
        numbers >> corner.x >> corner.y;
        strokes.back().push_back(corner);
    }
    return strokes;
}

// What stands in an attribute of each element of such a class.
std::vector<std::string> attributes_of(const std::string& svg, const std::string& look, const std::string& name) {
    std::vector<std::string> found;
    for (auto at = svg.find(look + "\""); at != std::string::npos; at = svg.find(look + "\"", at + 1)) {
        const auto from = svg.find(" " + name + "=\"", at) + name.size() + 3;
        found.push_back(svg.substr(from, svg.find('"', from) - from));
    }
    return found;
}

// Those in the middle of their diamond.
std::vector<Corner> marked_in(const std::string& svg) {
    std::vector<Corner> middles;
    for (const auto& path : attributes_of(svg, "ts-point--signal", "d")) {
        const auto corners = strokes_of(path).front();
        middles.push_back({corners[0].x, corners[1].y});
    }
    return middles;
}

std::vector<Corner> plain_in(const std::string& svg) {
    const auto x = attributes_of(svg, "ts-point--plain", "cx"), y = attributes_of(svg, "ts-point--plain", "cy");
    std::vector<Corner> middles;
    for (std::size_t i = 0; i < x.size(); ++i) middles.push_back({std::stod(x[i]), std::stod(y[i])});
    return middles;
}

// How high a curve is there; several bases may lie on one x.
std::vector<double> heights_at(const std::vector<Corner>& curve, double x) {
    std::vector<double> heights;
    for (const auto& corner : curve)
        if (corner.x == x) heights.push_back(corner.y);
    return heights;
}

TEST(FunnelSvg, has_the_curves_of_its_kind_on_the_side_that_was_said) {
    Series series;
    for (int i = 0; i < 20; ++i) {
        const double base = 120 + 25 * i;
        series.push_back(statistics::quotient("U" + std::to_string(i), std::round(base * (i % 2 == 0 ? 0.46 : 0.54)), base));
    }
    series.push_back(statistics::quotient("High", 380, 400));
    series.push_back(statistics::quotient("Low", 10, 300));
    series.push_back(statistics::quotient("Outside but for the spread", 76, 200));
    for (const auto kind : {FunnelKind::exact, FunnelKind::over_dispersed, FunnelKind::score}) {
        const auto picture = picture_of(series, kind);
        ASSERT_FALSE(picture.funnel.silence);
        EXPECT_EQ(picture.funnel.tau2 > 0, kind == FunnelKind::over_dispersed);
        const auto svg = wide_of(funnel_svg(picture));
        const auto curves = strokes_of(attributes_of(svg, "ts-chart-outer", "d").front());
        ASSERT_THAT(curves, SizeIs(2));
        int above = 0, below = 0;
        for (const auto& [x, y] : marked_in(svg)) {
            const auto lower = heights_at(curves[0], x), upper = heights_at(curves[1], x);
            ASSERT_THAT(lower, Not(SizeIs(0)));
            const bool is_above = y<std::ranges::min(upper), is_below = y> std::ranges::max(lower);
            EXPECT_TRUE(is_above || is_below) << x << " " << y;
            above += is_above;
            below += is_below;
        }
        EXPECT_EQ(std::pair(above, below),
                  std::pair(outside(picture, statistics::Side::higher), outside(picture, statistics::Side::lower)));
        EXPECT_GE(above, 1);
        EXPECT_GE(below, 1);
        // The first unit has the smallest base. What a share is worth in height is measured between the two that lie furthest apart.
        const auto [highest, lowest] = std::ranges::minmax(marked_in(svg), {}, &Corner::y);
        const double a_share = (lowest.y - highest.y) / (380.0 / 400 - 10.0 / 300);
        const auto first = plain_in(svg).front();
        const auto& limits = picture.funnel.points[0];
        EXPECT_NEAR(heights_at(curves[0], first.x).front(), first.y + (*series[0].value - *limits.lower998) * a_share, 2);
        EXPECT_NEAR(heights_at(curves[1], first.x).front(), first.y + (*series[0].value - *limits.upper998) * a_share, 2);
        for (const auto& [x, y] : plain_in(svg)) {
            EXPECT_GE(y, std::ranges::min(heights_at(curves[1], x))) << x;
            EXPECT_LE(y, std::ranges::max(heights_at(curves[0], x))) << x;
        }
    }
}

TEST(FunnelSvg, draws_whatever_units_it_is_given) {
    Series many, same, vast, gone(4), none;
    for (int i = 0; i < 500; ++i) many.push_back(statistics::quotient("Unit " + std::to_string(i), i % 2 == 0 ? 5 : 195, 200));
    for (int i = 0; i < 8; ++i) same.push_back(statistics::quotient("Unit", 50, 100));
    for (int i = 1; i < 9; ++i) vast.push_back(statistics::quotient("Unit", 10 * i, i % 2 == 0 ? 1e6 * i : 20.0 * i));
    for (const auto& series : {many, same, vast, gone, none}) {
        const auto picture = picture_of(series);
        const auto svg = funnel_svg(picture);
        EXPECT_EQ(count(svg, "</svg>"), 2);
        EXPECT_THAT(svg, AllOf(Not(HasSubstr("nan")), Not(HasSubstr("inf\"")), Not(HasSubstr("r=\"-"))));
        EXPECT_EQ(funnel_table(picture).rows.size(), series.size());
        EXPECT_LT(count(svg, "<text"), 120) << "names do not grow with the units";
    }
    EXPECT_THAT(funnel_svg(picture_of(none)), HasSubstr(">No units yet</text>"));
    EXPECT_THAT(funnel_legend(picture_of(gone)), SizeIs(0));
}

TEST(FunnelSvg, never_lets_markup_through_and_fits_long_names) {
    const std::string endless(300, 'w');
    for (const auto& name : {std::string("\"><script>"), std::string("\u202eשלום"), endless}) {
        auto picture = picture_of(units());
        picture.title = picture.sentence = picture.words.base = picture.words.higher = name;
        for (auto& unit : picture.series) unit.label = name;
        const auto svg = funnel_svg(picture);
        EXPECT_THAT(svg, Not(HasSubstr("<script")));
        EXPECT_THAT(svg, Not(HasSubstr(">1 " + endless)));
        EXPECT_EQ(funnel_table(picture).rows[0][0], name);
        EXPECT_THAT(texts_of(picture), Contains("Lower than chance explains: 1 " + name)) << "in full";
    }
}

}  // namespace
}  // namespace touchstone::charts
