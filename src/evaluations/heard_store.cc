#include "evaluations/heard_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"

namespace touchstone::evaluations {

HeardFacts read_heard(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    const auto with_findings = fmt::format(
        "left join finding f on f.partnership_id = e.partnership_id and f.evidence_id = e.id and f.withdrawn_at is null "
        "left join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id and t.framework || '' = {}",
        framework_of_evaluation);
    static const auto sql = fmt::format(R"sql(
        select distinct 'stakeholder' as part, e.whose_view as name, e.line_key, e.source as number, coalesce(t.indicator, '') as indicator
          from {0} {2} where e.whose_view <> '' and {1}
        union all
        select distinct 'children', g.children_group, e.line_key, e.source, coalesce(t.indicator, '')
          from {0} join evidence_children g on g.partnership_id = e.partnership_id and g.evidence_id = e.id {2} where {1}
        union all
        select 'not_shared', coalesce(o.name, ''), '', count(*), ''
          from {0} left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where not {1} group by o.name)sql",
                                        used_evidence, evidence_is_there(), with_findings);
    HeardFacts facts;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<std::string>("part");
            const auto name = row.get<std::string>("name");
            const auto number = row.get<int>("number");
            if (part == "not_shared")
                facts.not_shared.push_back({name, number});
            else
                (part == "children" ? facts.children : facts.stakeholders)
                    .push_back({name, row.get<std::string>("line_key"), static_cast<Source>(number), row.get<std::string>("indicator")});
        },
        sql, sight, evaluation);
    return facts;
}

}  // namespace touchstone::evaluations
