#include "charts/funnel_picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "charts/statistics_words.h"

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

int count(const std::string& text, const std::string& part) {
    int found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

std::string part_of(const std::string& svg, bool is_wide) {
    const auto middle = svg.find("</svg>") + 6;
    return is_wide ? svg.substr(0, middle) : svg.substr(middle);
}

std::vector<std::string> texts_of(const FunnelPicture& picture) {
    std::vector<std::string> texts;
    for (const auto& entry : funnel_legend(picture)) texts.push_back(entry.text);
    return texts;
}

TEST(FunnelSvg, names_who_is_outside_and_marks_them_by_shape) {
    const auto picture = picture_of(units());
    const auto svg = part_of(funnel_svg(picture), true);
    EXPECT_EQ(count(svg, "ts-point--signal"), 2);
    EXPECT_EQ(count(svg, "ts-point--plain"), 4) << "and none for who is missing";
    EXPECT_THAT(svg, AllOf(HasSubstr(">1 Harbour</text>"), HasSubstr(">2 Shore Street</text>"), Not(HasSubstr(">Balmore</text>"))));
    EXPECT_THAT(svg, AllOf(HasSubstr("ts-chart-inner"), HasSubstr("ts-chart-outer"), HasSubstr("ts-chart-centre")));
    EXPECT_THAT(part_of(funnel_svg(picture), false), AllOf(HasSubstr(">1</text>"), Not(HasSubstr(">1 Harbour</text>"))));
    EXPECT_THAT(texts_of(picture), IsSupersetOf({"Higher than chance explains: 2 Shore Street", "Lower than chance explains: 1 Harbour"}));
    EXPECT_EQ(picture.sentence, "1 unit is higher than chance explains. 1 unit is lower than chance explains.");
}

TEST(FunnelSvg, rings_and_names_ones_own_unit) {
    auto picture = picture_of(units());
    picture.own = 1;
    EXPECT_EQ(count(part_of(funnel_svg(picture), true), "ts-point--ring"), 1);
    EXPECT_THAT(funnel_svg(picture), HasSubstr(">1 Carnoch</text>"));
    EXPECT_THAT(texts_of(picture), Contains("Yours: 1 Carnoch"));
    EXPECT_THAT(funnel_table(picture).rows[1].back(), "Yours");
    picture.own = 3;
    EXPECT_EQ(count(part_of(funnel_svg(picture), true), "ts-point--signal"), 2) << "it keeps its shape";
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
    EXPECT_THAT(table.heads, ElementsAre("Unit", "Value", "Counted", "Out of", "Lower 95 %", "Upper 95 %", "Lower 99.8 %", "Upper 99.8 %",
                                         "What the test shows"));
    EXPECT_THAT(table.rows, SizeIs(7));
    EXPECT_THAT(table.rows[3],
                ElementsAre("Harbour", "59.8%", "61", "102", Not(""), Not(""), Not(""), Not(""), "Lower than chance explains"));
    EXPECT_THAT(table.rows[6], ElementsAre("Nobody there", "No value", "", "", "", "", "", "", ""));
}

TEST(FunnelSvg, has_the_curves_of_its_kind_on_the_side_that_was_said) {
    Series series;
    for (int i = 0; i < 12; ++i) series.push_back(statistics::quotient("U" + std::to_string(i), 60 + 12 * (i % 3), 120 + 7 * i));
    for (const auto kind : {FunnelKind::exact, FunnelKind::over_dispersed, FunnelKind::score}) {
        const auto picture = picture_of(series, kind);
        ASSERT_FALSE(picture.funnel.silence);
        const auto limits = statistics::funnel_limits(kind, *picture.funnel.centre, series[0].denominator, 0.998, picture.funnel.tau2);
        EXPECT_EQ(limits.lower, *picture.funnel.points[0].lower998);
        EXPECT_EQ(limits.upper, *picture.funnel.points[0].upper998);
        EXPECT_THAT(funnel_svg(picture), HasSubstr("ts-chart-outer"));
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
