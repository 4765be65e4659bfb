#include "cycles/known_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "db/ask_by.h"
#include "evaluations/sight_store.h"
#include "evidence/sight_store.h"
#include "measures/reading_store.h"
#include "plans/sight_store.h"

namespace touchstone::cycles {
namespace {

// The statement about the services of the evaluation $7 and those right above and below them, as `near`; the other evaluations of these, as
// `other`; and the open objectives of plans that draw on one of those, as `aimed`.
std::string about(std::string_view sql) {
    return fmt::format(R"sql(
        with near as materialized (
            select s.service_id as id from evaluation_service s where s.partnership_id = $1 and s.evaluation_id = $7
            union
            select t.id from evaluation_service s join service t on t.partnership_id = s.partnership_id and t.parent_id = s.service_id
             where s.partnership_id = $1 and s.evaluation_id = $7
            union
            select t.parent_id from evaluation_service s join service t on t.partnership_id = s.partnership_id and t.id = s.service_id
             where s.partnership_id = $1 and s.evaluation_id = $7 and t.parent_id is not null),
        other as materialized (
            select v.id, {0} as extent, case when y.id = {2} then 0 else 1 end as is_of_another
              from evaluation v join framework y on y.hash = v.framework_hash
             where v.partnership_id = $1 and v.id <> $7
               and exists (select 1 from evaluation_service x join near on near.id = x.service_id
                            where x.partnership_id = v.partnership_id and x.evaluation_id = v.id)),
        aimed as materialized (
            select o.id, p.title as plan_title
              from plan p join objective o on o.partnership_id = p.partnership_id and o.plan_id = p.id and o.closed_at is null
             where p.partnership_id = $1 and {1}
               and exists (select 1 from plan_evaluation d join other x on x.id = d.evaluation_id and x.extent >= 1
                            where d.partnership_id = p.partnership_id and d.plan_id = p.id)))sql",
                       evaluations::evaluation_extent(), plans::plan_is_there, evaluations::framework_of_evaluation) +
           std::string(sql);
}

KnownEvaluation read_evaluation(const db::Row& row) {
    return {.id = row.get<EvaluationId>("id"),
            .title = row.get<std::string>("title"),
            .owner_name = row.get<std::string>("owner_name"),
            .kind = row.get<evaluations::Kind>("kind"),
            .from = row.get<Date>("period_from"),
            .to = row.get<Date>("period_to"),
            .is_finished = row.maybe<Instant>("finished_at").has_value(),
            .shows_levels = row.get<Extent>("extent") >= Extent::levels,
            .is_of_another = row.get<int>("is_of_another") == 1,
            .levels = {}};
}
auto ask_evaluations(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = about(R"sql(
        select v.id, v.title, coalesce(w.name, '') as owner_name, v.kind, v.period_from, v.period_to, v.finished_at, x.extent, x.is_of_another
          from other x join evaluation v on v.partnership_id = $1 and v.id = x.id
          left join organisation w on w.partnership_id = $1 and w.id = v.owner_id
         where x.extent >= 1
         order by v.created_at desc, v.period_to desc, v.id)sql");
    return trip.all(read_evaluation, sql, sight, evaluation);
}

auto ask_levels(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = about(R"sql(
        select j.evaluation_id, j.indicator, j.level
          from judgement j join other x on x.id = j.evaluation_id
         where j.partnership_id = $1 and x.extent >= 2 and x.is_of_another = 0)sql");
    const auto read = [](const db::Row& row) { return std::pair(row.get<std::string>("indicator"), row.get<int>("level")); };
    return db::ask_by<EvaluationId>(trip, "evaluation_id", read, sql, sight, evaluation);
}

KnownItem read_item(const db::Row& row) {
    KnownItem known;
    known.item.id = row.get<EvidenceId>("id");
    known.item.title = row.get<std::string>("title");
    known.item.source = {row.get<std::string>("source")};
    known.item.from = row.get<Date>("period_from");
    known.item.to = row.get<Date>("period_to");
    known.item.security = row.get<evidence::Security>("security");
    known.is_used = row.get<int>("is_used") == 1;
    return known;
}
auto ask_items(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = about(fmt::format(R"sql(
        select e.id, e.title, e.source, e.period_from, e.period_to, e.security, case when mine.evaluation_id is null then 0 else 1 end as is_used
          from evidence e
          left join evidence_use mine on mine.partnership_id = e.partnership_id and mine.evidence_id = e.id and mine.evaluation_id = $7
         where e.partnership_id = $1 and {}
           and (e.service_id in (select id from near)
                or exists (select 1 from evidence_use u join other x on x.id = u.evaluation_id and x.extent >= 3
                            where u.partnership_id = e.partnership_id and u.evidence_id = e.id))
         order by e.period_to desc, e.id)sql",
                                              evidence::evidence_is_there()));
    return trip.all(read_item, sql, sight, evaluation);
}

auto ask_actions(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = about(R"sql(
        select k.id, k.title, a.plan_title, coalesce(w.name, '') as lead_name, k.due, k.state
          from aimed a join action_point k on k.partnership_id = $1 and k.objective_id = a.id and k.state in (1, 2)
          left join organisation w on w.partnership_id = $1 and w.id = k.organisation_id
         order by k.due desc, k.id)sql");
    const auto read = [](const db::Row& row) {
        return KnownAction{row.get<plans::ActionId>("id"),    row.get<std::string>("title"),          row.get<std::string>("plan_title"),
                           row.get<std::string>("lead_name"), date_from(row.get<std::string>("due")), row.get<plans::ActionState>("state")};
    };
    return trip.all(read, sql, sight, evaluation);
}

auto ask_measures(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = about(R"sql(
        select a.id, t.measure, t.unit, t.baseline, t.aim, t.measure_id, coalesce(m.measured, '') as latest, m.measured_on
          from aimed a join target t on t.partnership_id = $1 and t.objective_id = a.id
          left join target_value m on m.partnership_id = $1 and m.target_id = t.id
               and not exists (select 1 from target_value y where y.partnership_id = $1 and y.target_id = t.id
                                  and (y.measured_on > m.measured_on or (y.measured_on = m.measured_on and y.id > m.id)))
         order by coalesce(m.measured || '|' || m.measured_on, '') desc, a.id, t.measure)sql");
    const auto read = [](const db::Row& row) {
        return KnownMeasure{row.get<plans::ObjectiveId>("id"), row.get<std::string>("measure"),
                            row.get<std::string>("unit"),      row.get<std::string>("baseline"),
                            row.get<std::string>("latest"),    row.get<std::string>("aim"),
                            row.maybe<Date>("measured_on"),    row.get<measures::MeasureId>("measure_id")};
    };
    return trip.all(read, sql, sight, evaluation);
}

// Of each measure, the items that it was made into and that are there, and whether the evaluation uses them.
auto ask_made(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        select k.measure_id, case when mine.evaluation_id is null then 0 else 1 end as is_used
          from measure_evidence k
          join evidence e on e.partnership_id = k.partnership_id and e.id = k.evidence_id
          left join evidence_use mine on mine.partnership_id = e.partnership_id and mine.evidence_id = e.id and mine.evaluation_id = $7
         where k.partnership_id = $1 and {}
         order by k.measure_id, k.evidence_id)sql",
                                        evidence::evidence_is_there());
    return db::ask_by<measures::MeasureId>(
        trip, "measure_id", [](const db::Row& row) { return row.get<int>("is_used") == 1; }, sql, sight, evaluation);
}

}  // namespace

KnownBefore read_known(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    db::Trip trip(db);
    const auto others = ask_evaluations(trip, sight, evaluation);
    const auto levels = ask_levels(trip, sight, evaluation);
    const auto items = ask_items(trip, sight, evaluation);
    const auto actions = ask_actions(trip, sight, evaluation);
    const auto measures = ask_measures(trip, sight, evaluation);
    const auto readings = measures::ask_readings(trip, sight, measures::on_themes_of(evaluation));
    const auto made = ask_made(trip, sight, evaluation);
    trip.go();
    std::vector<KnownReading> known;
    for (auto& reading : readings.readings()) {
        const auto& uses = (*made)[reading.id];
        known.push_back({std::move(reading), !uses.empty(), std::ranges::find(uses, true) != uses.end()});
    }
    for (auto& other : *others) other.levels = {(*levels)[other.id].begin(), (*levels)[other.id].end()};
    return {*others, *items, *actions, *measures, std::move(known)};
}

}  // namespace touchstone::cycles
