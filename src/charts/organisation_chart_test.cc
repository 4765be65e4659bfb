#include "charts/organisation_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/drawings.h"

namespace touchstone::charts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using touchstone::testing::count;
using touchstone::testing::expect_both_drawings;
using touchstone::testing::narrow_of;
using touchstone::testing::written_in;

TEST(OrganisationChartSvg, tells_levels_apart_by_word_and_by_shape) {
    const auto svg =
        organisation_chart_svg({"c", "Who", "How", {{0, "All", "", 0}, {1, "Top", "Strategic", 1}, {2, "Team", "Delivery", 3}}});
    for (const auto* part : {"Strategic", "Delivery", "<circle", "l8 8-8 8-8-8z", "c_wide_title", "c_wide_description"})
        EXPECT_THAT(svg, HasSubstr(part));
    EXPECT_THAT(svg, Not(HasSubstr("style=")));
}

TEST(OrganisationChartSvg, is_as_wide_as_its_longest_row) {
    const auto narrow = organisation_chart_svg({"c", "", "", {{0, "All", "", 0}}});
    const auto wide = organisation_chart_svg({"c", "", "", {{0, std::string(150, 'x'), "", 0}}});
    EXPECT_THAT(narrow, HasSubstr("width=\"480\""));
    EXPECT_THAT(wide, Not(HasSubstr("width=\"480\"")));
}

TEST(OrganisationChartSvg, says_everything_on_a_narrow_screen) {
    const std::string name = "Strathcarnoch Council Education, Children and Families Directorate";
    std::vector<ChartRow> rows{{0, "All", "", 0}, {1, name, "Public body with duties of its own", 1}};
    for (int depth = 2; depth < 40; ++depth) rows.push_back({depth, "Team at depth " + std::to_string(depth), "Delivery", 3});
    const auto svg = organisation_chart_svg({"c", "Who", "How", rows});
    expect_both_drawings(svg);
    const auto words = written_in(narrow_of(svg));
    for (const auto& row : rows) EXPECT_THAT(words, ::testing::AllOf(HasSubstr(row.label), HasSubstr(row.word)));
    EXPECT_EQ(count(narrow_of(svg), "ts-chart-axis"), 39) << "each is joined to what it is part of";
}

TEST(OrganisationChartSvg, never_lets_markup_through) {
    const auto svg = organisation_chart_svg({"c", "<b>", "<i>", {{0, "<script>", "<u>", 0}}});
    for (const auto* mark : {"<b>", "<i>", "<script>", "<u>"}) EXPECT_THAT(svg, Not(HasSubstr(mark)));
}

}  // namespace
}  // namespace touchstone::charts
