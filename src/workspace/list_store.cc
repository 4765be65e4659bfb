#include "workspace/list_store.h"

#include <fmt/format.h>

#include "evaluations/evaluation_row_store.h"
#include "evaluations/sight_store.h"

namespace touchstone::workspace {

using namespace evaluations;

db::Answer<std::vector<EvaluationSummary>> ask_evaluations(db::Trip& trip, const Sight& sight, const db::Only& only) {
    const auto sql = fmt::format(R"sql(
        select e.*, a.name as created_by_name, o.name as owner_name,
               case when e.extent >= 2 then (select count(*) from scope_choice c where c.partnership_id = e.partnership_id and c.evaluation_id = e.id and c.depth > 0) else 0 end as in_scope,
               case when e.extent >= 2 then (select count(*) from judgement j where j.partnership_id = e.partnership_id and j.evaluation_id = e.id) else 0 end as judged,
               case when e.extent >= 3 then (select count(*) from evidence_use u where u.partnership_id = e.partnership_id and u.evaluation_id = e.id) else 0 end as evidence,
               case when e.extent >= 3 and e.judging = 2 then (select count(*) from scope_choice c
                     where c.partnership_id = e.partnership_id and c.evaluation_id = e.id and c.depth > 0
                       and not exists (select 1 from judgement j where j.partnership_id = c.partnership_id and j.evaluation_id = c.evaluation_id and j.indicator = c.indicator)
                       and not exists (select 1 from reveal r where r.partnership_id = c.partnership_id and r.evaluation_id = c.evaluation_id and r.indicator = c.indicator)
                       and not exists (select 1 from first_judgement f where f.partnership_id = c.partnership_id and f.evaluation_id = c.evaluation_id
                                          and f.indicator = c.indicator and f.account_id = $7)) else 0 end as alone
          from (select v.partnership_id, {}, {} as extent
                  from evaluation v where v.partnership_id = $1{}) e
          join account a on a.id = e.created_by
          left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where e.extent > 0
         order by e.created_at desc, e.id desc)sql",
                                 evaluation_columns, evaluation_extent(), only.condition("v.id", 8));
    return trip.all(
        [](const db::Row& row) {
            return EvaluationSummary{read_evaluation(row),      row.get<std::string>("created_by_name"),
                                     row.get<Extent>("extent"), row.get<int>("in_scope"),
                                     row.get<int>("judged"),    row.get<int>("evidence"),
                                     row.get<int>("alone")};
        },
        sql, sight, sight.account, only.values());
}

std::vector<EvaluationSummary> list_evaluations(db::Read& db, const Sight& sight, const db::Only& only) {
    return db::alone(db, ask_evaluations, sight, only);
}

}  // namespace touchstone::workspace
