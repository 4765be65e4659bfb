#include "plans/line_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "evaluations/sight_store.h"
#include "plans/sight_store.h"

namespace touchstone::plans {
namespace {

// The themes of a row's finding, as `t`, that are of the framework of the row's evaluation.
std::string themes_of(const char* row) {
    return fmt::format(
        "join evaluation n on n.partnership_id = $1 and n.id = {0}.evaluation_id join framework y on y.hash = n.framework_hash "
        "join finding_theme t on t.partnership_id = $1 and t.finding_id = {0}.id and t.framework = y.id",
        row);
}

// $7 evaluation and $8 indicator, or else $9 objective: what is not asked for is ''.
const std::string& line_sql() {
    static const auto sql = fmt::format(R"sql(
        with found as materialized (
            select u.evaluation_id, f.id
              from evidence_use u
              join finding f on f.partnership_id = u.partnership_id and f.evidence_id = u.evidence_id and f.withdrawn_at is null
              join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id and t.indicator = $8 and t.framework = {3}
             where u.partnership_id = $1 and u.evaluation_id = $7
            union
            select l.evaluation_id, l.finding_id from objective_finding l where l.partnership_id = $1 and l.objective_id = $9),
        aimed as materialized (
            select l.objective_id as id from objective_finding l join found on found.evaluation_id = l.evaluation_id and found.id = l.finding_id
             where l.partnership_id = $1 and $9 = ''
            union
            select i.objective_id from objective_indicator i where i.partnership_id = $1 and i.evaluation_id = $7 and i.indicator = $8
            union
            select o.id from objective o where o.partnership_id = $1 and o.id = $9),
        judged as materialized (
            select v.id as evaluation_id, $8 as indicator from evaluation v where v.partnership_id = $1 and v.id = $7
            union
            select found.evaluation_id, t.indicator from found {4} where $9 <> ''
            union
            select i.evaluation_id, i.indicator from objective_indicator i where i.partnership_id = $1 and i.objective_id = $9),
        shown as materialized (
            select found.evaluation_id, found.id, e.id as evidence_id, e.title, coalesce(w.name, '') as owner_name,
                   case when {1} and {0} >= 3 then 1 else 0 end as there
              from found
              join finding f on f.partnership_id = $1 and f.id = found.id
              join evidence e on e.partnership_id = $1 and e.id = f.evidence_id
              join evaluation v on v.partnership_id = $1 and v.id = found.evaluation_id
              left join organisation w on w.partnership_id = $1 and w.id = e.owner_id),
        planned as materialized (
            select o.id, o.title, o.priority, coalesce(w.name, '') as owner_name, case when {2} then 1 else 0 end as there
              from aimed join objective o on o.partnership_id = $1 and o.id = aimed.id
              join plan p on p.partnership_id = $1 and p.id = o.plan_id
              left join organisation w on w.partnership_id = $1 and w.id = p.owner_id)
        select 1 as part, x.id as sort, x.evaluation_id as a, x.id as b, f.statement as c, f.excerpt as d, f.place as e, x.evidence_id as f,
               x.title as g, coalesce(f.file_id, '') as h, coalesce(k.name, '') as i, 0 as x
          from shown x join finding f on f.partnership_id = $1 and f.id = x.id
          left join evidence_file k on k.partnership_id = $1 and k.id = f.file_id
         where x.there = 1
        union all
        select 2, x.id, x.evaluation_id, x.id, t.indicator, '', '', '', '', '', '', t.theme
          from shown x {5} where x.there = 1
        union all
        select 3, j.indicator, v.id, j.indicator, v.framework_hash, v.title, '', '', '', '', '', coalesce(g.level, 0)
          from judged j join evaluation v on v.partnership_id = $1 and v.id = j.evaluation_id
          left join judgement g on g.partnership_id = $1 and g.evaluation_id = v.id and g.indicator = j.indicator
         where {0} >= 2
        union all
        select 4, cast(o.priority as text) || o.id, o.id, o.title, '', '', '', '', '', '', '', 0 from planned o where o.there = 1
        union all
        select 5, l.finding_id, o.id, l.evaluation_id, l.finding_id, '', '', '', '', '', '', 0
          from planned o join objective_finding l on l.partnership_id = $1 and l.objective_id = o.id where o.there = 1
        union all
        select 6, i.indicator, o.id, i.evaluation_id, i.indicator, '', '', '', '', '', '', 0
          from planned o join objective_indicator i on i.partnership_id = $1 and i.objective_id = o.id where o.there = 1
        union all
        select 7, k.due || k.id, o.id, k.id, k.title, k.due, '', '', '', '', '', k.state
          from planned o join action_point k on k.partnership_id = $1 and k.objective_id = o.id where o.there = 1
        union all
        select 8, t.id, o.id, t.measure, t.unit,
               coalesce((select m.measured from target_value m where m.partnership_id = $1 and m.target_id = t.id
                          order by m.measured_on desc, m.id desc limit 1), ''), '', '', '', '', '', 0
          from planned o join target t on t.partnership_id = $1 and t.objective_id = o.id where o.there = 1
        union all
        select 9, x.owner_name, x.owner_name, '', '', '', '', '', '', '', '', count(*) * 10 + 1 from shown x where x.there = 0 group by x.owner_name
        union all
        select 9, coalesce(w.name, ''), coalesce(w.name, ''), '', '', '', '', '', '', '', '', count(*) * 10 + 2
          from judged j join evaluation v on v.partnership_id = $1 and v.id = j.evaluation_id
          left join organisation w on w.partnership_id = $1 and w.id = v.owner_id
         where {0} < 2 group by w.name
        union all
        select 9, o.owner_name, o.owner_name, '', '', '', '', '', '', '', '', count(*) * 10 + 3 from planned o where o.there = 0 group by o.owner_name
         order by 1, 2, 3, 12)sql",
                                        evaluations::evaluation_extent(), evaluations::evidence_is_there(), plan_is_there,
                                        evaluations::framework_of_evaluation, themes_of("found"), themes_of("x"));
    return sql;
}

void take(Line& line, const db::Row& row) {
    const auto said = [&](const char* column) { return row.get<std::string>(column); };
    const auto number = row.get<int>("x");
    const auto objective = [&]() -> LineObjective& {
        return *std::ranges::find(line.objectives, ObjectiveId{said("a")}, &LineObjective::id);
    };
    switch (row.get<int>("part")) {
        case 1:
            line.findings.push_back({{EvaluationId{said("a")}, FindingId{said("b")}},
                                     said("c"),
                                     said("d"),
                                     said("e"),
                                     EvidenceId{said("f")},
                                     said("g"),
                                     FileId{said("h")},
                                     said("i"),
                                     {}});
            break;
        case 2: {
            const AreaRef ref{EvaluationId{said("a")}, FindingId{said("b")}};
            std::ranges::find(line.findings, ref, &LineFinding::ref)->themes.push_back({said("c"), number});
            break;
        }
        case 3:
            line.judgements.push_back(
                {{EvaluationId{said("a")}, said("b")}, said("c"), said("d"), number > 0 ? std::optional(number) : std::nullopt});
            break;
        case 4:
            line.objectives.push_back({ObjectiveId{said("a")}, said("b"), {}, {}, {}, {}});
            break;
        case 5:
            objective().areas.push_back({EvaluationId{said("b")}, FindingId{said("c")}});
            break;
        case 6:
            objective().indicators.push_back({EvaluationId{said("b")}, said("c")});
            break;
        case 7:
            objective().actions.push_back({ActionId{said("b")}, said("c"), static_cast<ActionState>(number), date_from(said("d"))});
            break;
        case 8:
            objective().measures.push_back({said("b"), said("c"), said("d")});
            break;
        default:
            line.gaps.push_back({static_cast<LineGap::Kind>(number % 10), said("a"), number / 10});
    }
}

Line read(db::Read& db, const Sight& sight, const IndicatorRef& at, const ObjectiveId& objective) {
    Line line;
    db.each([&](const db::Row& row) { take(line, row); }, line_sql(), sight, at.evaluation, at.indicator, objective);
    return line;
}

}  // namespace

Line read_line(db::Read& db, const Sight& sight, const IndicatorRef& at) { return read(db, sight, at, {}); }
Line read_line(db::Read& db, const Sight& sight, const ObjectiveId& objective) { return read(db, sight, {}, objective); }

}  // namespace touchstone::plans
