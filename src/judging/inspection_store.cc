#include "judging/inspection_store.h"

#include <fmt/format.h>

#include "db/trip.h"
#include "evaluations/evaluation_row_store.h"
#include "evaluations/sharing_store.h"
#include "evaluations/sight_store.h"
#include "events/event_store.h"

namespace touchstone::judging {

using namespace evaluations;
namespace {

// The self-evaluation $7 and its inspections, as `v`.
constexpr const char* compared = "v.partnership_id = $1 and (v.id = $7 or v.inspects_id = $7)";

auto ask_compared(db::Trip& trip, const Sight& sight, const EvaluationId& self) {
    static const auto sql = fmt::format(R"sql(
        select {}, o.name as owner_name, {} as extent
          from evaluation v left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id
         where {}
         order by case when v.id = $7 then 0 else v.created_at end, v.id)sql",
                                        evaluation_columns, evaluation_extent(), compared);
    return trip.all(
        [](const db::Row& row) {
            Inspected one{read_evaluation(row), row.get<Extent>("extent"), {}, {}};
            if (one.extent == Extent::nothing) one.evaluation.title.clear();
            return one;
        },
        sql, sight, self);
}

using Levels = std::map<EvaluationId, std::map<std::string, int>>;
using Differences = std::map<EvaluationId, std::map<std::string, Difference>>;

auto ask_levels(db::Trip& trip, const Sight& sight, const EvaluationId& self) {
    static const auto sql = fmt::format(R"sql(
        select j.evaluation_id, j.indicator, j.level
          from evaluation v join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id
         where {} and {} >= 2)sql",
                                        compared, evaluation_extent());
    return trip.gathered<Levels>(
        [](Levels& levels, const db::Row& row) {
            levels[row.get<EvaluationId>("evaluation_id")][row.get<std::string>("indicator")] = row.get<int>("level");
        },
        sql, sight, self);
}

auto ask_differences(db::Trip& trip, const Sight& sight, const EvaluationId& self) {
    static const auto sql = fmt::format(R"sql(
        select d.evaluation_id, d.indicator, d.reason, d.written_by, d.written_at, d.version
          from evaluation v join difference d on d.partnership_id = v.partnership_id and d.evaluation_id = v.id
         where v.partnership_id = $1 and v.inspects_id = $7 and {} >= 2)sql",
                                        evaluation_extent());
    return trip.gathered<Differences>(
        [](Differences& differences, const db::Row& row) {
            const auto indicator = row.get<std::string>("indicator");
            differences[row.get<EvaluationId>("evaluation_id")][indicator] = {indicator, row.get<std::string>("reason"),
                                                                              row.get<AccountId>("written_by"),
                                                                              row.get<Instant>("written_at"), row.get<int>("version")};
        },
        sql, sight, self);
}

}  // namespace

Inspections read_inspections(db::Read& db, const Actor& actor, const EvaluationId& self, Instant now) {
    const auto sight = sight_of(actor, now);
    db::Trip trip(db);
    const auto all = ask_compared(trip, sight, self);
    const auto levels = ask_levels(trip, sight, self);
    const auto differences = ask_differences(trip, sight, self);
    const auto inspectorates =
        trip.all([](const db::Row& row) { return std::pair(row.get<OrganisationId>("id"), row.get<std::string>("name")); }, R"sql(
        select id, name
          from organisation
         where partnership_id = $1 and kind = 'inspectorate' and closed_at is null and $2 like '%,' || id || ',%'
         order by name, id)sql",
                 sight.partnership, sight_of_ability(actor, Ability::evaluate, now).organisations);
    trip.go();
    for (auto& one : *all) {
        one.levels = (*levels)[one.evaluation.id];
        one.differences = (*differences)[one.evaluation.id];
    }
    return {*all, *inspectorates};
}

bool record_difference(db::Write& db, const By& by, const EvaluationId& evaluation, const Difference* before, const Difference& after) {
    if (1 != db.run(R"sql(
        insert into difference (partnership_id, evaluation_id, indicator, reason, written_by, written_at, version) values ($1, $2, $3, $4, $5, $6, 1)
            on conflict (partnership_id, evaluation_id, indicator) do update
           set reason = excluded.reason, written_by = excluded.written_by, written_at = excluded.written_at, version = difference.version + 1
         where difference.version = $7)sql",
                    by.partnership, evaluation, after.indicator, after.reason, after.by, after.at, after.version))
        return false;
    events::record(db, by,
                   {.verb = "explained_difference",
                    .kind = "evaluation",
                    .object = evaluation.text,
                    .part = after.indicator,
                    .before = before ? as_json(*before) : std::string(),
                    .after = as_json(after)});
    return true;
}

std::vector<Cycle> list_cycles(db::Read& db, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select s.id, s.title, s.period_from, s.period_to, coalesce(o.name, '') as inspectorate, i.id as inspection,
               count(case when a.level = b.level then 1 end) as same, count(case when b.level < a.level then 1 end) as lower,
               count(case when b.level > a.level then 1 end) as higher
          from (select v.partnership_id, v.id, v.title, v.period_from, v.period_to, v.created_at, {0} as extent from evaluation v where v.partnership_id = $1) s
          join (select v.partnership_id, v.id, v.inspects_id, v.owner_id, {0} as extent from evaluation v where v.partnership_id = $1) i
            on i.inspects_id = s.id
          join judgement a on a.partnership_id = $1 and a.evaluation_id = s.id
          join judgement b on b.partnership_id = $1 and b.evaluation_id = i.id and b.indicator = a.indicator
          left join organisation o on o.partnership_id = $1 and o.id = i.owner_id
         where s.extent >= 2 and i.extent >= 2
         group by s.id, s.title, s.period_from, s.period_to, s.created_at, o.name, i.id
         order by s.created_at, i.id)sql",
                                        evaluation_extent());
    return db.all(
        [](const db::Row& row) {
            return Cycle{row.get<std::string>("title"), row.get<std::string>("inspectorate"),
                         row.get<Date>("period_from"),  row.get<Date>("period_to"),
                         row.get<EvaluationId>("id"),   {row.get<int>("same"), row.get<int>("lower"), row.get<int>("higher")}};
        },
        sql, sight);
}

std::optional<PositionStatement> find_position(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return db.first(
        [](const db::Row& row) {
            return PositionStatement{row.get<std::string>("statement"), row.get<std::string>("name"), row.get<AccountId>("written_by"),
                                     row.get<Instant>("written_at"), row.get<int>("version")};
        },
        R"sql(
        select p.statement, p.written_by, p.written_at, p.version, a.name from position_statement p join account a on a.id = p.written_by
         where p.partnership_id = $1 and p.evaluation_id = $2)sql",
        partnership, evaluation);
}

bool record_position(db::Write& db, const By& by, const EvaluationId& evaluation, const PositionStatement* before,
                     const PositionStatement& after) {
    if (1 != db.run(R"sql(
        insert into position_statement (partnership_id, evaluation_id, statement, written_by, written_at, version) values ($1, $2, $3, $4, $5, 1)
            on conflict (partnership_id, evaluation_id) do update
           set statement = excluded.statement, written_by = excluded.written_by, written_at = excluded.written_at, version = position_statement.version + 1
         where position_statement.version = $6)sql",
                    by.partnership, evaluation, after.statement, after.written_by, after.written_at, after.version))
        return false;
    events::record(db, by,
                   {.verb = "wrote_position",
                    .kind = "evaluation",
                    .object = evaluation.text,
                    .before = before ? as_json(*before) : std::string(),
                    .after = as_json(after)});
    return true;
}

}  // namespace touchstone::judging
