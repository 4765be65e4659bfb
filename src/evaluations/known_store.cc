#include "evaluations/known_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "evaluations/sight_store.h"

namespace touchstone::evaluations {

KnownBefore read_known(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        with near as materialized (
            select s.service_id as id from evaluation_service s where s.partnership_id = $1 and s.evaluation_id = $7
            union
            select t.id from evaluation_service s join service t on t.partnership_id = s.partnership_id and t.parent_id = s.service_id
             where s.partnership_id = $1 and s.evaluation_id = $7
            union
            select t.parent_id from evaluation_service s join service t on t.partnership_id = s.partnership_id and t.id = s.service_id
             where s.partnership_id = $1 and s.evaluation_id = $7 and t.parent_id is not null),
        other as materialized (
            select v.id, v.title, v.kind, v.period_from, v.period_to, v.finished_at, v.created_at, v.owner_id, {0} as extent
              from evaluation v
             where v.partnership_id = $1 and v.id <> $7
               and exists (select 1 from evaluation_service x join near on near.id = x.service_id
                            where x.partnership_id = v.partnership_id and x.evaluation_id = v.id))
        select '1 evaluation' as part, x.id, x.title, coalesce(o.name, '') as name, x.kind as number, x.extent as second, x.period_from as from_day,
               x.period_to as to_day, coalesce(x.finished_at, 0) as at, x.created_at as made
          from other x left join organisation o on o.partnership_id = $1 and o.id = x.owner_id where x.extent >= 1
        union all
        select '2 level', j.evaluation_id, j.indicator, '', j.level, 0, '', '', 0, 0
          from judgement j join other x on x.id = j.evaluation_id where j.partnership_id = $1 and x.extent >= 2
        union all
        select '3 item', e.id, e.title, '', e.source, case when mine.evaluation_id is null then 0 else 1 end, e.period_from, e.period_to, e.security, 0
          from evidence e
          left join evidence_use mine on mine.partnership_id = e.partnership_id and mine.evidence_id = e.id and mine.evaluation_id = $7
         where e.partnership_id = $1 and {1}
           and (e.service_id in (select id from near)
                or exists (select 1 from evidence_use u join other x on x.id = u.evaluation_id and x.extent >= 3
                            where u.partnership_id = e.partnership_id and u.evidence_id = e.id))
         order by 1, 10 desc, 8 desc, 2, 3)sql",
                                        evaluation_extent(), evidence_is_there());
    KnownBefore known;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<std::string>("part");
            if (part == "1 evaluation") {
                known.evaluations.push_back({row.get<EvaluationId>("id"),
                                             row.get<std::string>("title"),
                                             row.get<std::string>("name"),
                                             row.get<Kind>("number"),
                                             row.get<Date>("from_day"),
                                             row.get<Date>("to_day"),
                                             row.get<std::int64_t>("at") > 0,
                                             row.get<int>("second") >= 2,
                                             {}});
            } else if (part == "2 level") {
                const auto found = std::ranges::find(known.evaluations, row.get<EvaluationId>("id"), &KnownEvaluation::id);
                if (found != known.evaluations.end()) found->levels[row.get<std::string>("title")] = row.get<int>("number");
            } else {
                KnownItem known_item;
                known_item.item.id = row.get<EvidenceId>("id");
                known_item.item.title = row.get<std::string>("title");
                known_item.item.source = row.get<Source>("number");
                known_item.item.from = row.get<Date>("from_day");
                known_item.item.to = row.get<Date>("to_day");
                known_item.item.security = static_cast<Security>(row.get<std::int64_t>("at"));
                known_item.is_used = row.get<int>("second") == 1;
                known.items.push_back(std::move(known_item));
            }
        },
        sql, sight, evaluation);
    return known;
}

}  // namespace touchstone::evaluations
