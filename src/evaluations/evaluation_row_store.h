// An evaluation out of a row.
#pragma once
#include "db/db.h"
#include "evaluations/evaluation.h"

namespace touchstone::evaluations {

// Of an evaluation called `v`, for read_evaluation. `owner_name` comes from elsewhere.
inline constexpr const char* evaluation_columns =
    "v.id, v.title, v.kind, v.why, v.level, v.children, v.period_from, v.period_to, v.framework_hash, v.owner_id, v.created_by, "
    "v.created_at, v.finished_at, v.archived_at, v.version, v.judging, v.inspects_id, v.parent_id, v.continues_id, v.children_groups, "
    "v.neighbourhood";

// Groups of children as their column holds them: "under_six,young_carers".
[[nodiscard]] std::string column_of_groups(const std::vector<std::string>&);
// Without its services.
[[nodiscard]] Evaluation read_evaluation(const db::Row&);

}  // namespace touchstone::evaluations
