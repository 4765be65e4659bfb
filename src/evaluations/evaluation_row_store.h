// An evaluation out of a row.
#pragma once
#include "db/db.h"
#include "evaluations/evaluation.h"

namespace touchstone::evaluations {

// Of an evaluation called `v`, for read_evaluation. `owner_name` comes from elsewhere.
inline constexpr const char* evaluation_columns =
    "v.id, v.title, v.kind, v.why, v.level, v.children, v.period_from, v.period_to, v.framework_hash, v.owner_id, v.created_by, "
    "v.created_at, v.finished_at, v.archived_at, v.version, v.judging, v.inspects_id, v.parent_id, v.continues_id, "
    "v.neighbourhood";

// Without its services and groups of children.
[[nodiscard]] Evaluation read_evaluation(const db::Row&);

// What an evaluation called `v` is joined with so that rows name its services (`x`) and groups of children (`g`), each with each; and the
// order that take_parts needs.
inline constexpr const char* with_parts = R"sql(
          left join evaluation_service x on x.partnership_id = v.partnership_id and x.evaluation_id = v.id
          left join evaluation_children g on g.partnership_id = v.partnership_id and g.evaluation_id = v.id)sql";
inline constexpr const char* order_of_parts = "x.service_id, g.children_group";
// Of a row with `x.service_id` and `g.children_group`: adds those that are not there yet.
void take_parts(Evaluation&, const db::Row&);

}  // namespace touchstone::evaluations
