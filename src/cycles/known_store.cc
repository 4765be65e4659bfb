#include "cycles/known_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluations/sight_store.h"
#include "plans/sight_store.h"

namespace touchstone::cycles {

namespace {

// "was|aim" and "value|day": two texts in one column.
KnownMeasure measure_of(const db::Row& row) {
    const auto numbers = split(row.get<std::string>("from_day"), '|');
    KnownMeasure measure{row.get<plans::ObjectiveId>("id"),
                         row.get<std::string>("title"),
                         row.get<std::string>("name"),
                         numbers.front(),
                         {},
                         numbers.back(),
                         {}};
    if (const auto latest = row.get<std::string>("to_day"); !latest.empty()) {
        const auto parts = split(latest, '|');
        measure.latest = parts.front();
        measure.measured_on = date_from(parts.back());
    }
    return measure;
}

}  // namespace

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
            select v.id, v.title, v.kind, v.period_from, v.period_to, v.finished_at, v.created_at, v.owner_id, {0} as extent,
                   case when y.id = {3} then 0 else 1 end as apart
              from evaluation v join framework y on y.hash = v.framework_hash
             where v.partnership_id = $1 and v.id <> $7
               and exists (select 1 from evaluation_service x join near on near.id = x.service_id
                            where x.partnership_id = v.partnership_id and x.evaluation_id = v.id)),
        aimed as materialized (
            select o.id, p.title as plan_title
              from plan p join objective o on o.partnership_id = p.partnership_id and o.plan_id = p.id and o.closed_at is null
             where p.partnership_id = $1 and {2}
               and exists (select 1 from plan_evaluation d join other x on x.id = d.evaluation_id and x.extent >= 1
                            where d.partnership_id = p.partnership_id and d.plan_id = p.id))
        select '1 evaluation' as part, x.id, x.title, coalesce(o.name, '') as name, x.kind as number, x.extent as second, x.period_from as from_day,
               x.period_to as to_day, coalesce(x.finished_at, 0) as at, x.created_at as made, x.apart
          from other x left join organisation o on o.partnership_id = $1 and o.id = x.owner_id where x.extent >= 1
        union all
        select '2 level', j.evaluation_id, j.indicator, '', j.level, 0, '', '', 0, 0, 0
          from judgement j join other x on x.id = j.evaluation_id where j.partnership_id = $1 and x.extent >= 2 and x.apart = 0
        union all
        select '3 item', e.id, e.title, '', e.source, case when mine.evaluation_id is null then 0 else 1 end, e.period_from, e.period_to, e.security, 0, 0
          from evidence e
          left join evidence_use mine on mine.partnership_id = e.partnership_id and mine.evidence_id = e.id and mine.evaluation_id = $7
         where e.partnership_id = $1 and {1}
           and (e.service_id in (select id from near)
                or exists (select 1 from evidence_use u join other x on x.id = u.evaluation_id and x.extent >= 3
                            where u.partnership_id = e.partnership_id and u.evidence_id = e.id))
        union all
        select '4 action', k.id, k.title, a.plan_title, k.state, 0, coalesce(w.name, ''), k.due, 0, 0, 0
          from aimed a join action_point k on k.partnership_id = $1 and k.objective_id = a.id and k.state in (1, 2)
          left join organisation w on w.partnership_id = $1 and w.id = k.organisation_id
        union all
        select '5 measure', a.id, t.measure, t.unit, 0, 0, t.baseline || '|' || t.aim, coalesce(m.measured || '|' || m.measured_on, ''), 0, 0, 0
          from aimed a join target t on t.partnership_id = $1 and t.objective_id = a.id
          left join target_value m on m.partnership_id = $1 and m.target_id = t.id
               and not exists (select 1 from target_value y where y.partnership_id = $1 and y.target_id = t.id
                                  and (y.measured_on > m.measured_on or (y.measured_on = m.measured_on and y.id > m.id)))
         order by 1, 10 desc, 8 desc, 2, 3)sql",
                                        evaluations::evaluation_extent(), evaluations::evidence_is_there(), plans::plan_is_there,
                                        evaluations::framework_of_evaluation);
    KnownBefore known;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<std::string>("part");
            if (part == "1 evaluation") {
                known.evaluations.push_back({row.get<EvaluationId>("id"),
                                             row.get<std::string>("title"),
                                             row.get<std::string>("name"),
                                             row.get<evaluations::Kind>("number"),
                                             row.get<Date>("from_day"),
                                             row.get<Date>("to_day"),
                                             row.get<std::int64_t>("at") > 0,
                                             row.get<int>("second") >= 2,
                                             row.get<int>("apart") == 1,
                                             {}});
            } else if (part == "2 level") {
                const auto found = std::ranges::find(known.evaluations, row.get<EvaluationId>("id"), &KnownEvaluation::id);
                if (found != known.evaluations.end()) found->levels[row.get<std::string>("title")] = row.get<int>("number");
            } else if (part == "4 action") {
                known.actions.push_back({row.get<plans::ActionId>("id"), row.get<std::string>("title"), row.get<std::string>("name"),
                                         row.get<std::string>("from_day"), date_from(row.get<std::string>("to_day")),
                                         row.get<plans::ActionState>("number")});
            } else if (part == "5 measure") {
                known.measures.push_back(measure_of(row));
            } else {
                KnownItem known_item;
                known_item.item.id = row.get<EvidenceId>("id");
                known_item.item.title = row.get<std::string>("title");
                known_item.item.source = row.get<evaluations::Source>("number");
                known_item.item.from = row.get<Date>("from_day");
                known_item.item.to = row.get<Date>("to_day");
                known_item.item.security = static_cast<evaluations::Security>(row.get<std::int64_t>("at"));
                known_item.is_used = row.get<int>("second") == 1;
                known.items.push_back(std::move(known_item));
            }
        },
        sql, sight, evaluation);
    return known;
}

}  // namespace touchstone::cycles
