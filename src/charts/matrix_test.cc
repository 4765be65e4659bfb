#include "charts/matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::charts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Matrix small{"m",    "Who",
                   "How",  {"Data", "Views"},
                   "none", {{"First", "Theme 1", {2, 0}}, {"First", "Theme 2", {0, 14}}, {"Second", "Theme 3", {1, 1}}}};

TEST(MatrixSvg, says_each_row_in_words_and_draws_what_is_empty_as_a_ring) {
    const auto svg = matrix_svg(small);
    for (const auto* part :
         {"Theme 1: Data 2, Views none", "Theme 2: Data none, Views 14", "ts-chart-before", ">14<", "m_title", "m_description"})
        EXPECT_THAT(svg, HasSubstr(part));
    EXPECT_THAT(svg, Not(HasSubstr("style=")));
    EXPECT_EQ(svg.find(">First<"), svg.rfind(">First<")) << "a heading stands once";
}

TEST(MatrixSvg, is_narrow_where_labels_are_short) {
    auto narrow = small;
    narrow.is_small = true;
    EXPECT_THAT(matrix_svg(narrow), HasSubstr("ts-chart--small"));
    EXPECT_THAT(matrix_svg(small), Not(HasSubstr("ts-chart--small")));
}

TEST(MatrixSvg, draws_a_label_that_is_its_own_heading_once) {
    const auto svg = matrix_svg({"m", "", "", {"1"}, "none", {{"What is better now?", "What is better now?", {2}}}, true});
    EXPECT_THAT(svg, HasSubstr("What is better now?: 1 2"));
    EXPECT_EQ(svg.find(">What is better now?<"), svg.rfind(">What is better now?<"));
}

TEST(MatrixSvg, never_lets_markup_through) {
    const auto svg = matrix_svg({"m", "<b>", "<i>", {"<u>"}, "<s>", {{"<p>", "<script>", {0}}}});
    for (const auto* mark : {"<b>", "<i>", "<u>", "<s>", "<p>", "<script>"}) EXPECT_THAT(svg, Not(HasSubstr(mark)));
}

TEST(MatrixSvg, shortens_a_long_label_and_keeps_it_whole_in_words) {
    const std::string label = "A label " + std::string(80, 'x') + " that is long";
    const auto svg = matrix_svg({"m", "", "", {"Data"}, "none", {{"", label, {1}}}});
    EXPECT_THAT(svg, HasSubstr(label + ": Data 1"));
    EXPECT_THAT(svg, HasSubstr("A label …"));
}

}  // namespace
}  // namespace touchstone::charts
