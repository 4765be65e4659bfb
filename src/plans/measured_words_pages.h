// How the figures of measures are shown beside the targets and the action points of a plan.
#pragma once
#include "plans/measured.h"
#include "web/data.h"

namespace touchstone::plans {

// For each target that is read from a measure: its picture with the days on which action points began, how the goal stands to the latest
// limits, and the figures before and since each of those days: {title, href, verdict, picture, beside, has_begun}.
[[nodiscard]] web::List measured_rows(const Content&, const ObjectiveWhole&, Date today);

}  // namespace touchstone::plans
