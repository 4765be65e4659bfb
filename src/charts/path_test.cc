#include "charts/path.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/drawings.h"

namespace touchstone::charts {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using touchstone::testing::count;
using touchstone::testing::expect_both_drawings;
using touchstone::testing::narrow_of;
using touchstone::testing::wide_of;
using touchstone::testing::written_in;

Path line() {
    return {.id = "p",
            .title = "Line of sight",
            .description = "From words to a measure.",
            .column = "Kind",
            .node = "What",
            .leads_to = "Leads to",
            .columns = {{"Evidence", {{"e1", "Survey of parents", "/evidence/1"}, {"e2", "Not shared with you", "", true}}},
                        {"Quote", {}},
                        {"Finding", {{"f", "Parents wait too long", ""}}}},
            .edges = {{"e1", "f"}, {"e2", "f"}}};
}

TEST(PathSvg, joins_nodes_and_leads_where_they_lead) {
    const auto svg = path_svg(line());
    EXPECT_THAT(svg, HasSubstr("<a href=\"/evidence/1\"><title>Survey of parents</title>"));
    EXPECT_THAT(svg, HasSubstr("ts-node--gap"));
    for (const auto& drawing : {wide_of(svg), narrow_of(svg)}) EXPECT_EQ(count(drawing, "ts-chart-edge"), 2);
    EXPECT_THAT(svg, Not(HasSubstr(">Quote<"))) << "a column without nodes";
    EXPECT_THAT(svg, HasSubstr("role=\"group\"")) << "links in an image would not be there for a screen reader";
    EXPECT_THAT(svg, Not(HasSubstr("style=")));
}

TEST(PathSvg, makes_no_link_of_another_scheme_and_lets_no_markup_through) {
    auto path = line();
    path.columns[0].nodes[0] = {"e1", "<script>", "javascript:alert(1)"};
    path.columns[2].nodes[0] = {"f", "x", "/a\"><script>"};
    const auto svg = path_svg(path);
    EXPECT_THAT(svg, Not(HasSubstr("javascript")));
    EXPECT_THAT(svg, Not(HasSubstr("<script>")));
}

TEST(PathSvg, says_everything_on_a_narrow_screen) {
    auto path = line();
    path.columns[2].nodes = {{"f", "Parents of children under three wait longer for a first visit than anybody had thought they would"},
                             {"g", "Nobody rings"}};
    const auto svg = path_svg(path);
    expect_both_drawings(svg);
    const auto narrow = narrow_of(svg);
    for (const auto& row : path_table(path).rows)
        EXPECT_THAT(written_in(narrow), AllOf(HasSubstr(row[0]), HasSubstr(row[1]), HasSubstr(row[2])));
    EXPECT_THAT(narrow, AllOf(HasSubstr("<a href=\"/evidence/1\">"), HasSubstr("role=\"group\""), Not(HasSubstr("Leads to"))));
    path.edges.emplace_back("e2", "g");
    EXPECT_THAT(written_in(narrow_of(path_svg(path))), HasSubstr("Leads to: " + path.columns[2].nodes[0].label + "; Nobody rings"))
        << "one line for two that lead to different things";
}

TEST(PathSvg, can_be_empty) { EXPECT_THAT(path_svg({.id = "p"}), HasSubstr("</svg>")); }

TEST(PathTable, says_what_leads_to_what) {
    EXPECT_THAT(path_table(line()).rows, ElementsAre(ElementsAre("Survey of parents", "Evidence", "Parents wait too long"),
                                                     ElementsAre("Not shared with you", "Evidence", "Parents wait too long"),
                                                     ElementsAre("Parents wait too long", "Finding", "")));
}

}  // namespace
}  // namespace touchstone::charts
