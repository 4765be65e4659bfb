// A plan over time: action points as bars on a line of months, under the objectives that they serve. Data in, accessible SVG out; a long
// plan is better drawn as one picture for each objective, so that it breaks between pages.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "charts/picture.h"

namespace touchstone::charts {

struct TimelineMilestone {
    Date date;
    std::string title;
    bool is_reached = false;
};

struct TimelineRow {
    std::string group;  // heading that the row stands under; a new one is drawn when it changes
    std::string label;
    std::optional<Date> start, due, done;
    Stage stage = Stage::not_started;
    std::string state;  // the word for the stage, or more
    std::vector<TimelineMilestone> milestones;
};

struct TimelineWords {
    std::string group, label, start, due, done, state, milestones;  // heads of the table
    std::string today, no_date, reached, not_reached;
};

struct Timeline {
    std::string id;                  // unique in the page
    std::string title, description;  // read out in place of the picture
    Date today;
    TimelineWords words;
    std::vector<TimelineRow> rows;
};

[[nodiscard]] std::string timeline_svg(const Timeline&);
[[nodiscard]] TableText timeline_table(const Timeline&);
// For the sentence that reads the picture.
[[nodiscard]] ByStage<int> stages_of(const Timeline&);

}  // namespace touchstone::charts
