#include "workspace/heard_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"
#include "evidence/sight_store.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;

HeardFacts read_heard(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    // With the indicators that the item has findings on; also where it has none.
    static const auto indicators = fmt::format(
        "left join finding f on f.partnership_id = e.partnership_id and f.evidence_id = e.id and f.withdrawn_at is null "
        "left join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id and t.framework || '' = {}",
        framework_of_evaluation);
    static const auto stakeholders_sql = fmt::format(R"sql(
        select distinct e.whose_view as heard, e.line_key, e.source, coalesce(t.indicator, '') as indicator
          from {} {}
         where e.whose_view <> '' and {})sql",
                                                     used_evidence, indicators, evidence_is_there());
    static const auto children_sql = fmt::format(R"sql(
        select distinct g.children_group as heard, e.line_key, e.source, coalesce(t.indicator, '') as indicator
          from {} join evidence_children g on g.partnership_id = e.partnership_id and g.evidence_id = e.id {}
         where {})sql",
                                                 used_evidence, indicators, evidence_is_there());
    const auto read_trace = [](const db::Row& row) {
        return Trace{row.get<std::string>("heard"), row.get<std::string>("line_key"), Source{row.get<std::string>("source")},
                     row.get<std::string>("indicator")};
    };
    db::Trip trip(db);
    const auto stakeholders = trip.all(read_trace, stakeholders_sql, sight, evaluation);
    const auto children = trip.all(read_trace, children_sql, sight, evaluation);
    const auto not_shared = ask_not_shared(trip, sight, evaluation);
    trip.go();
    return {*stakeholders, *children, *not_shared};
}

}  // namespace touchstone::workspace
