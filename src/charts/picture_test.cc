#include "charts/picture.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace touchstone::charts {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(LinesOf, breaks_between_words_and_says_that_something_is_left_out) {
    EXPECT_THAT(lines_of("Ask parents", 20, 2), ElementsAre("Ask parents"));
    EXPECT_THAT(lines_of("Ask parents what changed", 12, 2), ElementsAre("Ask parents", "what changed"));
    EXPECT_THAT(lines_of("Ask parents what changed since", 12, 2), ElementsAre("Ask parents", "what …"));
    EXPECT_THAT(lines_of("", 12, 2), ElementsAre(""));
    EXPECT_THAT(lines_of("one\ntwo  three", 20, 1), ElementsAre("one two three"));
}

TEST(LinesOf, cuts_a_word_that_no_line_can_hold_between_characters) {
    EXPECT_THAT(lines_of("àèìòùàèìòù", 4, 3), ElementsAre("àèìò", "ùàèì", "òù"));
    std::string endless(10'000, 'x');
    endless += " after";
    for (const auto& line : lines_of(endless, 19, 5)) {
        EXPECT_LE(characters(line), 19U);
        EXPECT_TRUE(is_text(line));
    }
    EXPECT_THAT(lines_of("aaaaaaaa bbbbbbbb", 8, 1), ElementsAre("aaaaaa …"));
}

TEST(Stages, each_has_a_shape_and_a_pattern_of_its_own) {
    std::set<std::string> shapes, bars;
    for (const auto stage : all_stages) {
        shapes.insert(legend_shape(stage));
        bars.insert(stage_bar("p", stage, 0, 0, 10, 10));
    }
    EXPECT_EQ(shapes.size(), stage_count);
    EXPECT_EQ(bars.size(), stage_count);
    EXPECT_THAT(stage_patterns("p"), HasSubstr("id=\"p_overdue\""));
    EXPECT_THAT(stage_bar("p", Stage::overdue, 0, 0, 10, 10), HasSubstr("url(#p_overdue)"));
}

}  // namespace
}  // namespace touchstone::charts
