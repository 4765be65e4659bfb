#include "plans/plan_row_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"

namespace touchstone::plans {

Plan read_plan(const db::Row& row) {
    return {.id = row.get<PlanId>("id"),
            .title = row.get<std::string>("title"),
            .owner = row.get<OrganisationId>("owner_id"),
            .owner_name = row.get<std::string>("owner_name"),
            .from = row.get<Date>("period_from"),
            .to = row.get<Date>("period_to"),
            .evaluations = {},
            .created_by = {},
            .created_at = row.get<Instant>("created_at"),
            .edition = row.get<int>("edition"),
            .version = row.get<int>("version")};
}

const std::string& drawn_evaluations() {
    static const auto sql = fmt::format(R"sql(
        select v.id, v.title, coalesce(w.name, '') as owner_name, v.framework_hash, {} as extent
          from evaluation v
          left join organisation w on w.partnership_id = v.partnership_id and w.id = v.owner_id
         where v.partnership_id = $1)sql",
                                        evaluations::evaluation_extent());
    return sql;
}

Drawn read_drawn(const db::Row& row) {
    const auto extent = row.get<Extent>("extent");
    return {row.get<EvaluationId>("id"), extent == Extent::nothing ? "" : row.get<std::string>("title"), row.get<std::string>("owner_name"),
            row.get<std::string>("framework_hash"), extent};
}

AreaRef read_area_ref(const db::Row& row) { return {row.get<EvaluationId>("evaluation_id"), row.get<FindingId>("finding_id")}; }
IndicatorRef read_indicator_ref(const db::Row& row) { return {row.get<EvaluationId>("evaluation_id"), row.get<std::string>("indicator")}; }

Awarded read_awarded(const db::Row& row) { return {read_indicator_ref(row), row.get<judging::Level>("level")}; }

}  // namespace touchstone::plans
