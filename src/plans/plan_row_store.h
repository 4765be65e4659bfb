// Plans, and what they draw on, out of rows.
#pragma once
#include "db/db.h"
#include "plans/content.h"

namespace touchstone::plans {

// Of a plan `p` and the organisation `w` that owns it, for read_plan.
inline constexpr const char* plan_columns =
    "p.id, p.title, p.owner_id, coalesce(w.name, '') as owner_name, p.period_from, p.period_to, p.created_at, p.edition, p.version";
// Without its evaluations.
[[nodiscard]] Plan read_plan(const db::Row&);

// A query for read_drawn of the partnership's evaluations `v`, for a Sight, up to its next condition.
[[nodiscard]] const std::string& drawn_evaluations();
[[nodiscard]] Drawn read_drawn(const db::Row&);

// From the columns evaluation_id, and finding_id or indicator.
[[nodiscard]] AreaRef read_area_ref(const db::Row&);
[[nodiscard]] IndicatorRef read_indicator_ref(const db::Row&);

// Of a judgement called `j`.
inline constexpr const char* awarded_columns = "j.evaluation_id, j.indicator, j.level";
[[nodiscard]] Awarded read_awarded(const db::Row&);

}  // namespace touchstone::plans
