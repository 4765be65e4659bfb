// An item of evidence out of a row.
#pragma once
#include "db/db.h"
#include "evaluations/evidence.h"

namespace touchstone::evaluations {

// Of an item called `e`, for read_evidence.
inline constexpr const char* evidence_columns =
    "e.id, e.title, e.source, e.line, e.whose_view, e.period_from, e.period_to, e.security, e.link, e.summary, e.owner_id, e.service_id, "
    "e.added_by, e.added_at, e.version, e.collected_on, e.received_on, e.collector";

[[nodiscard]] Evidence read_evidence(const db::Row&);

}  // namespace touchstone::evaluations
