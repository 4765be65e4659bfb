#include "charts/dumbbell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "charts/statistics_words.h"
#include "tests/drawings.h"

namespace touchstone::charts {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using touchstone::testing::count;
using touchstone::testing::narrow_of;
using touchstone::testing::wide_of;
using touchstone::testing::written_in;

Dumbbell gaps(std::vector<DumbbellRow> rows, const Measure& measure = {.is_share = true}) {
    auto words = dumbbell_words(measure);
    words.first = "Least deprived";
    words.second = "Most deprived";
    return {"d", "Seen in time", "Two of three services differ.", measure, std::move(words), std::move(rows)};
}

TEST(DumbbellSvg, shows_the_gap_and_both_levels) {
    const auto svg = dumbbell_svg(gaps({{"Health visiting", 0.81, 0.68}}));
    for (const auto& part : {wide_of(svg), narrow_of(svg)}) {
        EXPECT_THAT(part, AllOf(HasSubstr(">81%</text>"), HasSubstr(">68%</text>"), HasSubstr(">Gap: 13 percentage points</text>"),
                                HasSubstr(">Health visiting</text>")));
        EXPECT_EQ(count(part, "ts-point--plain"), 1);
        EXPECT_EQ(count(part, "ts-point--hollow"), 1) << "a shape of its own";
        EXPECT_EQ(count(part, "ts-chart-span"), 1);
    }
    EXPECT_THAT(svg, HasSubstr("Health visiting: Least deprived: 81%; Most deprived: 68%; Gap: 13 percentage points"));
}

TEST(DumbbellSvg, says_what_is_withheld_and_never_draws_it) {
    const auto one = dumbbell_svg(gaps({{"Courses", {}, 0.5}}));
    for (const auto& part : {wide_of(one), narrow_of(one)}) {
        EXPECT_EQ(count(part, "class=\"ts-point"), 1);
        EXPECT_THAT(part, AllOf(Not(HasSubstr("ts-chart-span")), HasSubstr(">Gap: not shown</text>")));
    }
    EXPECT_THAT(wide_of(one), AllOf(HasSubstr(">Too few to show: Least</text>"), HasSubstr(">deprived</text>"))) << "on two lines";
    EXPECT_THAT(narrow_of(one), HasSubstr(">Too few to show: Least deprived</text>"));
    const auto both = dumbbell_svg(gaps({{"Courses", {}, {}}, {"Visits", 0.2, 0.3}}));
    EXPECT_EQ(count(wide_of(both), "class=\"ts-point"), 2);
    EXPECT_THAT(wide_of(both), HasSubstr(">Too few to show</text>"));
    EXPECT_THAT(narrow_of(both), HasSubstr(">Too few to show</text>"));
}

TEST(DumbbellTable, holds_both_levels_and_the_signed_gap_in_the_given_order) {
    const auto table = dumbbell_table(gaps({{"B", 0.66, 0.71}, {"A", {}, 0.4}, {"C", 1.0 / 3, 1.0 / 3}}));
    EXPECT_THAT(table.heads, ElementsAre("Name", "Least deprived", "Most deprived", "Gap: Least deprived − Most deprived"));
    EXPECT_THAT(table.rows,
                ElementsAre(ElementsAre("B", "66%", "71%", "-5 percentage points"), ElementsAre("A", "Too few to show", "40%", "not shown"),
                            ElementsAre("C", "33.3%", "33.3%", "0 percentage points")));
    EXPECT_THAT(dumbbell_table(gaps({{"Waits", -3, 14.5}}, {.unit = "weeks"})).rows.front(),
                ElementsAre("Waits", "-3", "14.5", "-17.5 weeks"));
}

TEST(DumbbellFigure, says_that_its_scale_leaves_out_0) {
    EXPECT_THAT(*dumbbell_figure(gaps({{"A", 0.8, 0.9}})).at("sentence").text(), HasSubstr("The scale leaves out 0."));
    EXPECT_THAT(*dumbbell_figure(gaps({{"A", 0.1, 0.9}})).at("sentence").text(), Not(HasSubstr("scale")));
}

TEST(DumbbellSvg, draws_whatever_it_is_given) {
    std::vector<DumbbellRow> many(500, {"Service", 0.4, 0.5});
    for (const auto& rows :
         std::vector<std::vector<DumbbellRow>>{{}, {{"", {}, {}}}, {{"A", 0, 0}}, {{"A", 1, 0}}, {{"A", 0.5, 0.5}}, many}) {
        const auto svg = dumbbell_svg(gaps(rows));
        EXPECT_EQ(count(svg, "</svg>"), 2);
        EXPECT_THAT(svg, AllOf(Not(HasSubstr("nan")), Not(HasSubstr("inf\""))));
    }
    for (const double size : {1e-12, 1e12, -1e12}) EXPECT_THAT(dumbbell_svg(gaps({{"A", size, 2 * size}}, {})), Not(HasSubstr("nan")));
    const auto long_numbers = narrow_of(dumbbell_svg(gaps({{"A", 1e12, 2e12}}, {})));
    EXPECT_EQ(count(long_numbers, "1,000,000,000,000</text>"), 2) << "in words, and as the gap";
    EXPECT_THAT(long_numbers, HasSubstr(">Most deprived: 2,000,000,000,000</text>"));
    EXPECT_THAT(dumbbell_svg(gaps({})), HasSubstr(">Nothing to show yet</text>"));
}

TEST(DumbbellSvg, never_lets_markup_through_and_fits_long_names) {
    for (const auto& name : {std::string("\"><script>"), std::string("\u202eשלום"), std::string(300, 'w')}) {
        auto picture = gaps({{name, 0.4, {}}});
        picture.title = picture.sentence = picture.words.second = picture.words.withheld = name;
        const auto svg = dumbbell_svg(picture);
        EXPECT_THAT(svg, Not(HasSubstr("<script")));
        EXPECT_THAT(written_in(svg), Not(HasSubstr(std::string(60, 'w')))) << "on lines of their own, or cut short";
        EXPECT_EQ(dumbbell_table(picture).rows[0][0], name);
    }
}

}  // namespace
}  // namespace touchstone::charts
