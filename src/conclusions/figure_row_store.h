// Rows of figures, for the stores that read them: a figure `g` of the item `e`.
#pragma once
#include "conclusions/proportion.h"
#include "db/db.h"

namespace touchstone::conclusions {

inline constexpr const char* figure_columns =
    "g.id, g.evidence_id, e.title, g.words, g.counted, g.total, g.as_of, g.measure_id, g.written_by, g.written_at, g.version";
[[nodiscard]] Figure read_figure(const db::Row&);

}  // namespace touchstone::conclusions
