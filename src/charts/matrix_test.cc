#include "charts/matrix.h"

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
using touchstone::testing::wide_of;
using touchstone::testing::written_in;

const Matrix small{"m",    "Who",
                   "How",  {"Data", "Views"},
                   "none", {{"First", "Theme 1", {2, 0}}, {"First", "Theme 2", {0, 14}}, {"Second", "Theme 3", {1, 1}}}};

TEST(MatrixSvg, says_each_row_in_words_and_draws_what_is_empty_as_a_ring) {
    const auto svg = matrix_svg(small);
    for (const auto* part :
         {"Theme 1: Data 2, Views none", "Theme 2: Data none, Views 14", "ts-chart-before", ">14<", "m_wide_title", "m_wide_description"})
        EXPECT_THAT(svg, HasSubstr(part));
    EXPECT_THAT(svg, Not(HasSubstr("style=")));
    for (const auto& drawing : {wide_of(svg), narrow_of(svg)}) EXPECT_EQ(count(drawing, ">First<"), 1) << "a heading stands once";
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
    for (const auto& drawing : {wide_of(svg), narrow_of(svg)}) EXPECT_EQ(count(drawing, ">What is better now?<"), 1);
}

TEST(MatrixSvg, names_every_cell_on_a_narrow_screen) {
    const Matrix matrix{"m",    "Who",
                        "How",  {"Data", "Views of people who use services", "Direct observation", "Documents"},
                        "none", {{"First", "Theme 1: what families with young children say they need", {21, 0, 32, 43}}}};
    const auto svg = matrix_svg(matrix);
    expect_both_drawings(svg);
    const auto words = written_in(narrow_of(svg));
    for (const auto& column : matrix.columns) EXPECT_THAT(words, HasSubstr(column));
    for (const auto* part : {"21", "32", "43", "First"}) EXPECT_THAT(words, HasSubstr(part));
    EXPECT_THAT(words, HasSubstr(matrix.rows[0].label));
    EXPECT_EQ(count(narrow_of(svg), "ts-chart-before"), 1);
}

TEST(MatrixSvg, never_lets_markup_through) {
    const auto svg = matrix_svg({"m", "<b>", "<i>", {"<u>"}, "<s>", {{"<p>", "<script>", {0}}}});
    for (const auto* mark : {"<b>", "<i>", "<u>", "<s>", "<p>", "<script>"}) EXPECT_THAT(svg, Not(HasSubstr(mark)));
}

TEST(MatrixSvg, shortens_a_long_label_and_keeps_it_whole_in_words) {
    const std::string label = "A label " + std::string(80, 'x') + " that is long";
    const auto svg = matrix_svg({"m", "", "", {"Data"}, "none", {{"", label, {1}}}});
    EXPECT_THAT(svg, HasSubstr(label + ": Data 1"));
    EXPECT_THAT(wide_of(svg), HasSubstr("A label …"));
    EXPECT_THAT(narrow_of(svg), HasSubstr("that is long</text>"));
}

}  // namespace
}  // namespace touchstone::charts
