#include "charts/timeline.h"

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
using touchstone::testing::wide_of;
using touchstone::testing::written_in;

Date day(const char* iso) { return date_from(iso).value(); }

Timeline plan() {
    return {.id = "t",
            .title = "Action points over time",
            .description = "Two action points.",
            .today = day("2026-11-23"),
            .words = {.group = "Objective",
                      .label = "Action point",
                      .start = "Starts",
                      .due = "Due",
                      .done = "Done",
                      .state = "State",
                      .milestones = "Milestones",
                      .today = "Today",
                      .no_date = "no dates yet",
                      .reached = "reached",
                      .not_reached = "not reached"},
            .rows = {}};
}

TEST(TimelineSvg, reads_out_every_date_and_milestone) {
    auto timeline = plan();
    timeline.rows = {{.group = "Waiting times",
                      .label = "Ask parents",
                      .start = day("2026-09-01"),
                      .due = day("2026-12-01"),
                      .stage = Stage::under_way,
                      .state = "Under way",
                      .milestones = {{day("2026-10-01"), "Questions written", true}}}};
    const auto svg = timeline_svg(timeline);
    EXPECT_THAT(svg, HasSubstr("Ask parents: Under way; Starts: 1 September 2026; Due: 1 December 2026; Questions written, 1 October 2026, "
                               "reached"));
    EXPECT_THAT(svg, HasSubstr(">Waiting times</text>"));
    EXPECT_THAT(svg, HasSubstr(">Sept</text>"));
    EXPECT_THAT(svg, HasSubstr(">Today</text>"));
    EXPECT_THAT(svg, HasSubstr("role=\"img\""));
    EXPECT_THAT(svg, HasSubstr("ts-bar--under-way"));
    EXPECT_THAT(svg, Not(HasSubstr("ts-chart-late")));
    EXPECT_THAT(svg, Not(HasSubstr("style=")));
}

TEST(TimelineSvg, shows_how_late_something_is) {
    auto timeline = plan();
    timeline.rows = {{.label = "Overdue", .due = day("2026-06-01"), .stage = Stage::overdue},
                     {.label = "Done late", .due = day("2026-06-01"), .done = day("2026-07-01"), .stage = Stage::done},
                     {.label = "Done in time", .due = day("2026-06-01"), .done = day("2026-05-01"), .stage = Stage::done},
                     {.label = "Dropped", .due = day("2026-06-01"), .stage = Stage::dropped}};
    const auto svg = timeline_svg(timeline);
    for (const auto& drawing : {wide_of(svg), narrow_of(svg)}) {
        EXPECT_EQ(count(drawing, "ts-chart-late"), 2);
        EXPECT_EQ(count(drawing, "ts-chart-tick"), 2);
    }
}

TEST(TimelineSvg, draws_whatever_dates_it_is_given) {
    auto timeline = plan();
    timeline.rows = {{.label = "No dates"},
                     {.label = "Backwards", .start = day("2027-03-01"), .due = day("2026-01-01")},
                     {.label = "A long way off", .due = day("9998-12-31")},
                     {.label = "Long ago", .start = day("0001-01-01")}};
    const auto svg = timeline_svg(timeline);
    EXPECT_THAT(svg, HasSubstr("no dates yet"));
    EXPECT_EQ(count(svg, "width=\"-"), 0);
    EXPECT_LT(svg.size(), 40'000U) << "ticks do not grow with the years";
    EXPECT_THAT(timeline_svg(plan()), HasSubstr("</svg>"));
}

TEST(TimelineSvg, says_everything_on_a_narrow_screen) {
    auto timeline = plan();
    const std::string label = "Ask parents of children under three what they wait for, and for how long, in words of their own";
    timeline.rows = {{.group = "Parents of children under three do not wait longer than half a year",
                      .label = label,
                      .start = day("2026-09-01"),
                      .due = day("2026-12-01"),
                      .done = day("2026-12-24"),
                      .stage = Stage::done,
                      .state = "Done",
                      .milestones = {{day("2026-10-01"), "Questions written", true}}},
                     {.label = "Later", .state = "Not started"}};
    const auto svg = timeline_svg(timeline);
    expect_both_drawings(svg);
    const auto words = written_in(narrow_of(svg));
    for (const auto& part : {timeline.rows[0].group, label, std::string("Later"), std::string("Not started"), std::string("no dates yet"),
                             std::string("Done; Starts: 1 September 2026; Due: 1 December 2026; Done: 24 December 2026; Questions written, "
                                         "1 October 2026, reached")})
        EXPECT_THAT(words, HasSubstr(part));
    EXPECT_THAT(narrow_of(svg), Not(HasSubstr("url(#t_wide"))) << "what is not seen has no patterns to lend";
}

TEST(TimelineSvg, never_lets_markup_through) {
    auto timeline = plan();
    timeline.title = "<script>";
    timeline.rows = {
        {.group = "<b>", .label = "\"><script>", .due = day("2026-12-01"), .state = "<i>", .milestones = {{day("2026-12-01"), "<u>"}}}};
    const auto svg = timeline_svg(timeline);
    for (const auto* const tag : {"<script", "<b>", "<i>", "<u>"}) EXPECT_THAT(svg, Not(HasSubstr(tag)));
}

TEST(TimelineTable, says_the_same_in_full) {
    auto timeline = plan();
    const std::string label(300, 'w');
    timeline.rows = {{.group = "Waiting times",
                      .label = label,
                      .due = day("2026-12-01"),
                      .stage = Stage::overdue,
                      .state = "Overdue",
                      .milestones = {{day("2026-10-01"), "Written", true}, {day("2026-11-01"), "Sent"}}}};
    const auto table = timeline_table(timeline);
    EXPECT_THAT(table.heads, ElementsAre("Action point", "Objective", "State", "Starts", "Due", "Done", "Milestones"));
    EXPECT_THAT(table.rows, ElementsAre(ElementsAre(label, "Waiting times", "Overdue", "", "1 December 2026", "",
                                                    "Written, 1 October 2026, reached; Sent, 1 November 2026, not reached")));
    EXPECT_THAT(stages_of(timeline), ElementsAre(0, 0, 0, 0, 1, 0));
}

}  // namespace
}  // namespace touchstone::charts
