// A plan as pictures, each with its reading and its table: over time, and by organisation.
#pragma once
#include "plans/content.h"
#include "web/view.h"

namespace touchstone::plans {

// False where the plan has no action points.
[[nodiscard]] web::Data timeline_of(const Content&, Instant now);
[[nodiscard]] web::Data progress_of(const Content&, Instant now);
// The days on which action points and milestones are due, for somebody's own calendar.
[[nodiscard]] std::string calendar_of(const Content&, const std::string& base_url, Instant now);

}  // namespace touchstone::plans
