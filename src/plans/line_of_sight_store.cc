#include "plans/line_of_sight_store.h"

#include <fmt/format.h>

#include "db/ask_by.h"
#include "db/only.h"
#include "evaluations/sight_store.h"
#include "evidence/sight_store.h"
#include "measures/reading_store.h"
#include "plans/plan_row_store.h"
#include "plans/sight_store.h"

namespace touchstone::plans {
namespace {

// What a line runs through, before it is known what of it is there for the one who looks: the findings, the objectives, and the indicators
// that may be judged, as `found`, `aimed` and `judged`.
struct Through {
    std::string (*sql)(int first_argument) = nullptr;
    std::vector<db::Value> arguments;
};

std::string through_indicator(int first) {
    return fmt::format(R"sql(
        with found as materialized (
            select distinct u.evaluation_id, f.id
              from evidence_use u
              join evaluation n on n.partnership_id = u.partnership_id and n.id = u.evaluation_id
              join framework y on y.hash = n.framework_hash
              join finding f on f.partnership_id = u.partnership_id and f.evidence_id = u.evidence_id and f.withdrawn_at is null
              join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id and t.indicator = ${1} and t.framework = y.id
             where u.partnership_id = $1 and u.evaluation_id = ${0}),
        aimed as materialized (
            select l.objective_id as id from objective_finding l join found on found.evaluation_id = l.evaluation_id and found.id = l.finding_id
             where l.partnership_id = $1
            union
            select i.objective_id from objective_indicator i where i.partnership_id = $1 and i.evaluation_id = ${0} and i.indicator = ${1}),
        judged as materialized (
            select v.id as evaluation_id, ${1} as indicator from evaluation v where v.partnership_id = $1 and v.id = ${0}))sql",
                       first, first + 1);
}

std::string through_objective(int first) {
    return fmt::format(R"sql(
        with found as materialized (
            select l.evaluation_id, l.finding_id as id from objective_finding l where l.partnership_id = $1 and l.objective_id = ${0}),
        aimed as materialized (select o.id from objective o where o.partnership_id = $1 and o.id = ${0}),
        judged as materialized (
            select found.evaluation_id, t.indicator
              from found
              join evaluation n on n.partnership_id = $1 and n.id = found.evaluation_id
              join framework y on y.hash = n.framework_hash
              join finding_theme t on t.partnership_id = $1 and t.finding_id = found.id and t.framework = y.id
            union
            select i.evaluation_id, i.indicator from objective_indicator i where i.partnership_id = $1 and i.objective_id = ${0}))sql",
                       first);
}

// Through objectives that are known: only `aimed`.
std::string through_objectives(int first) {
    return fmt::format("with aimed as materialized (select known.id from {} known)", db::ids_in(fmt::format("${}", first)));
}

// With a row for each theme; what speaks about none of this framework any more has one as well.
auto ask_findings(db::Trip& trip, const Sight& sight, const Through& through) {
    const auto sql = through.sql(7) + fmt::format(R"sql(
        select found.evaluation_id, f.id as finding_id, f.statement, f.excerpt, f.place, e.id as evidence_id, e.title, f.file_id,
               coalesce(k.name, '') as file_name, t.indicator, t.theme
          from found
          join evaluation v on v.partnership_id = $1 and v.id = found.evaluation_id
          join framework y on y.hash = v.framework_hash
          join finding f on f.partnership_id = $1 and f.id = found.id
          left join finding_theme t on t.partnership_id = $1 and t.finding_id = f.id and t.framework = y.id
          join evidence e on e.partnership_id = $1 and e.id = f.evidence_id
          left join evidence_file k on k.partnership_id = $1 and k.id = f.file_id
         where {} and {} >= 3
         order by f.id, v.id, t.theme, t.indicator)sql",
                                                  evidence::evidence_is_there(), evaluations::evaluation_extent());
    const auto gather = [](std::vector<LineFinding>& findings, const db::Row& row) {
        const auto ref = read_area_ref(row);
        if (findings.empty() || findings.back().ref != ref)
            findings.push_back({ref,
                                row.get<std::string>("statement"),
                                row.get<std::string>("excerpt"),
                                row.get<std::string>("place"),
                                row.get<EvidenceId>("evidence_id"),
                                row.get<std::string>("title"),
                                row.get<FileId>("file_id"),
                                row.get<std::string>("file_name"),
                                {}});
        if (const auto theme = row.maybe<int>("theme")) findings.back().themes.push_back({row.get<std::string>("indicator"), *theme});
    };
    return trip.gathered<std::vector<LineFinding>>(gather, sql, sight, through.arguments);
}

auto ask_judgements(db::Trip& trip, const Sight& sight, const Through& through) {
    const auto sql = through.sql(7) + fmt::format(R"sql(
        select v.id as evaluation_id, judged.indicator, v.framework_hash, v.title, g.level
          from judged
          join evaluation v on v.partnership_id = $1 and v.id = judged.evaluation_id
          left join judgement g on g.partnership_id = $1 and g.evaluation_id = v.id and g.indicator = judged.indicator
         where {} >= 2
         order by judged.indicator, v.id)sql",
                                                  evaluations::evaluation_extent());
    const auto read = [](const db::Row& row) {
        return LineJudgement{read_indicator_ref(row), row.get<std::string>("framework_hash"), row.get<std::string>("title"),
                             row.maybe<int>("level")};
    };
    return trip.all(read, sql, sight, through.arguments);
}

// The statement about those of the objectives that are there, as `planned`; and its arguments.
std::string planned(const Through& through, const char* sql) {
    return through.sql(4) + fmt::format(R"sql(, planned as materialized (
            select o.id, o.title, o.priority
              from aimed
              join objective o on o.partnership_id = $1 and o.id = aimed.id
              join plan p on p.partnership_id = $1 and p.id = o.plan_id
             where {}){})sql",
                                        plan_is_there, sql);
}
std::vector<db::Value> planned_for(const Sight& sight, const Through& through) {
    return db::values_of(sight.partnership, sight.member, sight.organisations, through.arguments);
}

auto ask_objectives(db::Trip& trip, const Sight& sight, const Through& through) {
    const auto read = [](const db::Row& row) {
        return LineObjective{row.get<ObjectiveId>("id"), row.get<std::string>("title"), {}, {}, {}, {}};
    };
    return trip.all(read, planned(through, " select id, title from planned order by priority, id"), planned_for(sight, through));
}

auto ask_areas(db::Trip& trip, const Sight& sight, const Through& through) {
    const auto sql = planned(through, R"sql(
        select l.objective_id, l.evaluation_id, l.finding_id
          from planned join objective_finding l on l.partnership_id = $1 and l.objective_id = planned.id
         order by l.finding_id)sql");
    return db::ask_by<ObjectiveId>(trip, "objective_id", read_area_ref, sql, planned_for(sight, through));
}

auto ask_indicators(db::Trip& trip, const Sight& sight, const Through& through) {
    const auto sql = planned(through, R"sql(
        select i.objective_id, i.evaluation_id, i.indicator
          from planned join objective_indicator i on i.partnership_id = $1 and i.objective_id = planned.id
         order by i.indicator, i.evaluation_id)sql");
    return db::ask_by<ObjectiveId>(trip, "objective_id", read_indicator_ref, sql, planned_for(sight, through));
}

auto ask_outcomes(db::Trip& trip, const Sight& sight, const Through& through) {
    const auto sql = planned(through, R"sql(
        select x.objective_id, x.outcome
          from planned join objective_outcome x on x.partnership_id = $1 and x.objective_id = planned.id
         order by x.outcome)sql");
    const auto read = [](const db::Row& row) { return row.get<std::string>("outcome"); };
    return db::ask_by<ObjectiveId>(trip, "objective_id", read, sql, planned_for(sight, through));
}

auto ask_actions(db::Trip& trip, const Sight& sight, const Through& through) {
    const auto sql = planned(through, R"sql(
        select k.objective_id, k.id, k.title, k.state, k.due
          from planned join action_point k on k.partnership_id = $1 and k.objective_id = planned.id
         order by k.due, k.id)sql");
    const auto read = [](const db::Row& row) {
        return LineObjective::Action{row.get<ActionId>("id"), row.get<std::string>("title"), row.get<ActionState>("state"),
                                     date_from(row.get<std::string>("due"))};
    };
    return db::ask_by<ObjectiveId>(trip, "objective_id", read, sql, planned_for(sight, through));
}

auto ask_measures(db::Trip& trip, const Sight& sight, const Through& through) {
    const auto sql = planned(through, R"sql(
        select t.objective_id, t.measure, t.unit, t.measure_id,
               coalesce((select m.measured from target_value m where m.partnership_id = $1 and m.target_id = t.id
                          order by m.measured_on desc, m.id desc limit 1), '') as latest
          from planned join target t on t.partnership_id = $1 and t.objective_id = planned.id
         order by t.id)sql");
    const auto read = [](const db::Row& row) {
        return LineObjective::Measure{row.get<std::string>("measure"), row.get<std::string>("unit"), row.get<std::string>("latest"),
                                      row.get<measures::MeasureId>("measure_id")};
    };
    return db::ask_by<ObjectiveId>(trip, "objective_id", read, sql, planned_for(sight, through));
}

measures::AskedReadings ask_read_from(db::Trip& trip, const Sight& sight, const Through& through) {
    const auto condition = fmt::format(
        "m.id in ({} select t.measure_id from aimed join target t on t.partnership_id = $1 and t.objective_id = aimed.id)", through.sql(4));
    return measures::ask_readings(trip, sight, {condition, through.arguments});
}

// Kinds are those of LineGap.
auto ask_gaps(db::Trip& trip, const Sight& sight, const Through& through) {
    const auto sql = through.sql(7) + fmt::format(R"sql(
        select 1 as kind, coalesce(w.name, '') as owner_name, count(*) as number
          from found
          join evaluation v on v.partnership_id = $1 and v.id = found.evaluation_id
          join finding f on f.partnership_id = $1 and f.id = found.id
          join evidence e on e.partnership_id = $1 and e.id = f.evidence_id
          left join organisation w on w.partnership_id = $1 and w.id = e.owner_id
         where not ({1} and {0} >= 3) group by w.name
        union all
        select 2, coalesce(w.name, ''), count(*)
          from judged
          join evaluation v on v.partnership_id = $1 and v.id = judged.evaluation_id
          left join organisation w on w.partnership_id = $1 and w.id = v.owner_id
         where {0} < 2 group by w.name
        union all
        select 3, coalesce(w.name, ''), count(*)
          from aimed
          join objective o on o.partnership_id = $1 and o.id = aimed.id
          join plan p on p.partnership_id = $1 and p.id = o.plan_id
          left join organisation w on w.partnership_id = $1 and w.id = p.owner_id
         where not {2} group by w.name
         order by owner_name, number, kind)sql",
                                                  evaluations::evaluation_extent(), evidence::evidence_is_there(), plan_is_there);
    const auto read = [](const db::Row& row) {
        return LineGap{row.get<LineGap::Kind>("kind"), row.get<std::string>("owner_name"), row.get<int>("number")};
    };
    return trip.all(read, sql, sight, through.arguments);
}

// What hangs on the objectives, by their ids.
struct Hanging {
    db::Answer<std::map<ObjectiveId, std::vector<AreaRef>>> areas;
    db::Answer<std::map<ObjectiveId, std::vector<IndicatorRef>>> indicators;
    db::Answer<std::map<ObjectiveId, std::vector<LineObjective::Action>>> actions;
    db::Answer<std::map<ObjectiveId, std::vector<LineObjective::Measure>>> measures;
    db::Answer<std::map<ObjectiveId, std::vector<std::string>>> outcomes;
    measures::AskedReadings readings;

    void put_on(std::vector<LineObjective>& objectives) const {
        for (auto& objective : objectives) {
            objective.areas = (*areas)[objective.id];
            objective.indicators = (*indicators)[objective.id];
            objective.actions = (*actions)[objective.id];
            objective.measures = (*measures)[objective.id];
            objective.outcomes = (*outcomes)[objective.id];
        }
    }
};
Hanging ask_hanging(db::Trip& trip, const Sight& sight, const Through& through) {
    return {ask_areas(trip, sight, through),    ask_indicators(trip, sight, through), ask_actions(trip, sight, through),
            ask_measures(trip, sight, through), ask_outcomes(trip, sight, through),   ask_read_from(trip, sight, through)};
}

}  // namespace

// What hangs on objectives is asked for on a second trip, once they are found: finding them takes longest.
Line read_line(db::Read& db, const Sight& sight, const IndicatorRef& at) {
    const Through through{through_indicator, db::values_of(at.evaluation, at.indicator)};
    db::Trip trip(db);
    const auto findings = ask_findings(trip, sight, through);
    const auto judgements = ask_judgements(trip, sight, through);
    const auto objectives = ask_objectives(trip, sight, through);
    const auto gaps = ask_gaps(trip, sight, through);
    trip.go();
    std::vector<measures::Reading> readings;
    if (!objectives->empty()) {
        std::vector<std::string> ids;
        for (const auto& objective : *objectives) ids.push_back(objective.id.text);
        db::Trip second(db);
        const auto hanging = ask_hanging(second, sight, {through_objectives, db::values_of(db::in_one_text(ids))});
        second.go();
        hanging.put_on(*objectives);
        readings = hanging.readings.readings();
    }
    return {*findings, *judgements, *objectives, *gaps, std::move(readings)};
}

Line read_line(db::Read& db, const Sight& sight, const ObjectiveId& objective) {
    const Through through{through_objective, db::values_of(objective)};
    db::Trip trip(db);
    const auto findings = ask_findings(trip, sight, through);
    const auto judgements = ask_judgements(trip, sight, through);
    const auto objectives = ask_objectives(trip, sight, through);
    const auto hanging = ask_hanging(trip, sight, through);
    const auto gaps = ask_gaps(trip, sight, through);
    trip.go();
    hanging.put_on(*objectives);
    return {*findings, *judgements, *objectives, *gaps, hanging.readings.readings()};
}

}  // namespace touchstone::plans
