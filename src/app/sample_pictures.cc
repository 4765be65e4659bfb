#include "app/sample_pictures.h"

#include "app/sample_numbers.h"
#include "charts/path.h"
#include "charts/progress.h"
#include "charts/timeline.h"

namespace touchstone::app {
namespace {

Date day(const char* iso) { return date_from(iso).value(); }

std::string timeline() {
    using charts::Stage;
    const std::string wait = "Parents of under-threes do not wait", share = "People share what they know in time";
    return charts::timeline_svg(
        {.id = "sample_timeline_picture",
         .title = "Action points over time",
         .description = "Six action points: one done, one awaiting verification, one under way, one overdue, one not started, one dropped.",
         .today = day("2026-11-23"),
         .words = {.start = "Starts",
                   .due = "Due",
                   .done = "Done",
                   .today = "Today",
                   .no_date = "No dates yet",
                   .reached = "reached",
                   .not_reached = "not reached"},
         .rows = {{wait,
                   "Open the drop-in at Strathcarnoch health centre on Saturdays",
                   day("2026-05-04"),
                   day("2026-08-01"),
                   day("2026-09-12"),
                   Stage::done,
                   "Done",
                   {{day("2026-07-01"), "Room found", true}}},
                  {wait,
                   "Agree one referral form",
                   day("2026-08-01"),
                   day("2026-11-30"),
                   day("2026-11-02"),
                   Stage::awaiting,
                   "Awaits verification",
                   {}},
                  {wait,
                   "Cuir fios gu pàrantan mun t-seirbheis ùir (tell parents about the new service in Gaelic and English)",
                   day("2026-10-01"),
                   day("2027-02-26"),
                   {},
                   Stage::under_way,
                   "Under way",
                   {{day("2026-11-01"), "Words agreed", true}, {day("2027-01-15"), "Leaflet printed", false}}},
                  {share,
                   "Train health visitors",
                   day("2026-06-01"),
                   day("2026-09-30"),
                   {},
                   Stage::overdue,
                   "Overdue",
                   {{day("2026-08-15"), "Half of them trained", false}}},
                  {share, "Sign the new protocol", day("2027-01-10"), day("2027-05-31"), {}, Stage::not_started, "Not started", {}},
                  {share, "Buy a second system", day("2026-12-01"), day("2027-03-01"), {}, Stage::dropped, "Dropped", {}}}});
}

std::string progress() {
    return charts::progress_svg({.id = "sample_progress_picture",
                                 .title = "Action points by organisation",
                                 .description = "19 action points: 6 done, 2 overdue.",
                                 .words = {"Not started", "Under way", "Awaits verification", "Done", "Overdue", "Dropped"},
                                 .rows = {{"Strathcarnoch Council Education, Children and Families", {2, 3, 1, 4, 1, 1}},
                                          {"Western Shore Health Board", {0, 2, 0, 2, 1, 0}},
                                          {"Family Links", {1, 1, 0, 0, 0, 0}},
                                          {"Police", {}}}});
}

std::string path() {
    return charts::path_svg(
        {.id = "sample_path_picture",
         .title = "Line of sight",
         .description = "From what a parent said to what is measured.",
         .columns =
             {{"In their own words", {{"q1", "“We waited a year and nobody rang.”", "#quote"}, {"q2", "Not shared with you", "", true}}},
              {"Evidence",
               {{"e1", "Survey of parents, spring 2026", "#evidence"}, {"e2", "Waiting times, Western Shore Health Board", "#data"}}},
              {"Finding", {{"f1", "A third of families wait longer than half a year for a first visit", "#finding"}}},
              {"Theme", {{"t1", "5.1 Identifying needs", "#theme"}}},
              {"Judgement", {{"j1", "5.1 judged 3 adequate", "#judgement"}}},
              {"Objective", {{"o1", "Parents of under-threes do not wait", "#objective"}}},
              {"Action point", {{"a1", "Open the drop-in on Saturdays", "#action"}, {"a2", "Train health visitors", "#train"}}},
              {"Measure", {{"m1", "Families seen within 12 weeks", "#measure"}}}},
         .edges = {{"q1", "e1"},
                   {"q2", "e1"},
                   {"e1", "f1"},
                   {"e2", "f1"},
                   {"f1", "t1"},
                   {"t1", "j1"},
                   {"j1", "o1"},
                   {"o1", "a1"},
                   {"o1", "a2"},
                   {"a1", "m1"},
                   {"a2", "m1"}}});
}

}  // namespace

web::Object sample_picture(const std::string& kind) {
    if (kind == "timeline") return {{"picture", timeline()}};
    if (kind == "progress") return {{"picture", progress()}};
    if (kind == "path") return {{"picture", path()}};
    return sample_numbers(kind);
}

}  // namespace touchstone::app
