#include "charts/organisation_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::charts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(OrganisationChartSvg, tells_levels_apart_by_word_and_by_shape) {
    const auto svg =
        organisation_chart_svg({"c", "Who", "How", {{0, "All", "", 0}, {1, "Top", "Strategic", 1}, {2, "Team", "Delivery", 3}}});
    for (const auto* part : {"Strategic", "Delivery", "<circle", "l8 8-8 8-8-8z", "c_title", "c_description"})
        EXPECT_THAT(svg, HasSubstr(part));
    EXPECT_THAT(svg, Not(HasSubstr("style=")));
}

TEST(OrganisationChartSvg, is_as_wide_as_its_longest_row) {
    const auto narrow = organisation_chart_svg({"c", "", "", {{0, "All", "", 0}}});
    const auto wide = organisation_chart_svg({"c", "", "", {{0, std::string(150, 'x'), "", 0}}});
    EXPECT_THAT(narrow, HasSubstr("width=\"480\""));
    EXPECT_THAT(wide, Not(HasSubstr("width=\"480\"")));
}

TEST(OrganisationChartSvg, never_lets_markup_through) {
    const auto svg = organisation_chart_svg({"c", "<b>", "<i>", {{0, "<script>", "<u>", 0}}});
    for (const auto* mark : {"<b>", "<i>", "<script>", "<u>"}) EXPECT_THAT(svg, Not(HasSubstr(mark)));
}

}  // namespace
}  // namespace touchstone::charts
