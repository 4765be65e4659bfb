#include "charts/progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/drawings.h"

namespace touchstone::charts {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using touchstone::testing::count;
using touchstone::testing::expect_both_drawings;
using touchstone::testing::narrow_of;
using touchstone::testing::written_in;

const Progress one{.id = "p",
                   .title = "Progress",
                   .description = "By partner.",
                   .label = "Organisation",
                   .all = "All",
                   .words = {"Not started", "Under way", "Awaits verification", "Done", "Overdue", "Dropped"},
                   .rows = {}};

TEST(ProgressSvg, draws_only_stages_that_something_is_at) {
    auto progress = one;
    progress.rows = {{"Council", {0, 3, 0, 5, 1, 0}}, {"Nobody yet", {}}};
    const auto svg = progress_svg(progress);
    EXPECT_THAT(svg, HasSubstr("Council: 9; Under way: 3; Done: 5; Overdue: 1"));
    EXPECT_THAT(svg, HasSubstr("<title>Nobody yet: 0</title>"));
    EXPECT_THAT(svg, Not(HasSubstr("ts-bar--dropped")));
    EXPECT_THAT(svg, HasSubstr(">5</text>")) << "the number stands in its part";
    EXPECT_THAT(svg, Not(HasSubstr("style=")));
}

TEST(ProgressSvg, shares_one_scale_and_shows_the_smallest_part) {
    auto progress = one;
    progress.rows = {{"Large", {0, 0, 0, 9999, 0, 0}}, {"Small", {1, 0, 0, 0, 0, 0}}};
    const auto svg = progress_svg(progress);
    EXPECT_THAT(svg, HasSubstr("ts-bar--done\" x=\"330\" y=\"8\" width=\"640\""));
    EXPECT_THAT(svg, HasSubstr("ts-bar--not-started\" x=\"330\" y=\"54\" width=\"4\""));
}

TEST(ProgressSvg, says_every_number_on_a_narrow_screen) {
    auto progress = one;
    const std::string name = "Strathcarnoch Council Education, Children and Families Directorate";
    progress.rows = {{name, {11, 22, 13, 24, 15, 1}}, {"Nobody yet", {}}, {"One", {0, 0, 1, 0, 0, 0}}};
    const auto svg = progress_svg(progress);
    expect_both_drawings(svg);
    const auto words = written_in(narrow_of(svg));
    for (const auto& part : {name + ": 86", std::string("Nobody yet: 0"), std::string("One: 1")}) EXPECT_THAT(words, HasSubstr(part));
    for (const auto* part : {"Not started: 11", "Under way: 22", "Awaits verification: 13", "Done: 24", "Overdue: 15", "Dropped: 1"})
        EXPECT_THAT(words, HasSubstr(part));
    EXPECT_EQ(count(svg, "id=\"p_narrow_overdue\""), 1);
    EXPECT_THAT(narrow_of(svg), Not(HasSubstr("url(#p_wide"))) << "what is not seen has no patterns to lend";
}

TEST(ProgressSvg, never_lets_markup_through) {
    auto progress = one;
    progress.words[0] = "<b>";
    progress.rows = {{"<script>", {1, 0, 0, 0, 0, 0}}};
    EXPECT_THAT(progress_svg(progress), Not(HasSubstr("<script>")));
    EXPECT_THAT(progress_svg(progress), Not(HasSubstr("<b>")));
}

TEST(ProgressTable, has_every_number_and_their_sum) {
    auto progress = one;
    progress.rows = {{"Council", {0, 3, 0, 5, 1, 0}}};
    const auto table = progress_table(progress);
    EXPECT_THAT(table.heads,
                ElementsAre("Organisation", "Not started", "Under way", "Awaits verification", "Done", "Overdue", "Dropped", "All"));
    EXPECT_THAT(table.rows, ElementsAre(ElementsAre("Council", "0", "3", "0", "5", "1", "0", "9")));
}

}  // namespace
}  // namespace touchstone::charts
