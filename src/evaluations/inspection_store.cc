#include "evaluations/inspection_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "evaluations/sight_store.h"

namespace touchstone::evaluations {
namespace {

void take(Inspections& all, const db::Row& row) {
    const auto part = row.get<int>("part");
    if (part == 4) {
        all.inspectorates.emplace_back(row.get<OrganisationId>("id"), row.get<std::string>("words"));
        return;
    }
    auto& found = all.all;
    const auto id = row.get<EvaluationId>("id");
    if (part == 1) {
        auto& one = found.emplace_back();
        one.evaluation.id = id;
        one.extent = row.get<Extent>("extent");
        one.evaluation.title = one.extent > Extent::nothing ? row.get<std::string>("words") : std::string();
        one.evaluation.owner = row.get<OrganisationId>("owner_id");
        one.evaluation.owner_name = row.maybe<std::string>("name").value_or("");
        one.evaluation.framework_hash = row.get<std::string>("framework_hash");
        one.evaluation.inspects = row.maybe<EvaluationId>("inspects_id").value_or(EvaluationId{});
        one.evaluation.finished_at = row.maybe<Instant>("at");
        return;
    }
    for (auto& one : found) {
        if (one.evaluation.id != id) continue;
        const auto indicator = row.get<std::string>("indicator");
        if (part == 2)
            one.levels[indicator] = row.get<int>("number");
        else
            one.differences[indicator] = {indicator, row.get<std::string>("words"), row.get<AccountId>("owner_id"), row.get<Instant>("at"),
                                          row.get<int>("number")};
    }
}

}  // namespace

Inspections read_inspections(db::Read& db, const Actor& actor, const EvaluationId& self, Instant now) {
    static const auto sql = fmt::format(R"sql(
        select 1 as part, v.id, v.title as words, v.owner_id, o.name, v.framework_hash, v.inspects_id, v.finished_at as at, {0} as extent, '' as indicator,
               0 as number, case when v.id = $7 then 0 else v.created_at end as place
          from evaluation v left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id
         where v.partnership_id = $1 and (v.id = $7 or v.inspects_id = $7)
        union all
        select 2, v.id, '', '', '', '', '', 0, 0, j.indicator, j.level, 0
          from evaluation v join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id
         where v.partnership_id = $1 and (v.id = $7 or v.inspects_id = $7) and {0} >= 2
        union all
        select 3, v.id, d.reason, d.written_by, '', '', '', d.written_at, 0, d.indicator, d.version, 0
          from evaluation v join difference d on d.partnership_id = v.partnership_id and d.evaluation_id = v.id
         where v.partnership_id = $1 and v.inspects_id = $7 and {0} >= 2
        union all
        select 4, o.id, o.name, '', '', '', '', 0, 0, o.name, 0, 0 from organisation o
         where o.partnership_id = $1 and o.kind = 'inspectorate' and o.closed_at is null and $8 like '%,' || o.id || ',%'
         order by 1, 12, 2, 10)sql",
                                        evaluation_extent());
    auto able = actor;
    std::erase_if(able.roles, [](const Held& held) { return !grants(held, Ability::evaluate); });
    Inspections found;
    db.each([&](const db::Row& row) { take(found, row); }, sql, sight_of(actor, now), self, sight_of(able, now).organisations);
    std::ranges::sort(found.inspectorates, {}, &std::pair<OrganisationId, std::string>::second);
    return found;
}

bool record_difference(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const Difference& difference) {
    return 1 == db.run(R"sql(
        insert into difference (partnership_id, evaluation_id, indicator, reason, written_by, written_at, version) values ($1, $2, $3, $4, $5, $6, 1)
            on conflict (partnership_id, evaluation_id, indicator) do update
           set reason = excluded.reason, written_by = excluded.written_by, written_at = excluded.written_at, version = difference.version + 1
         where difference.version = $7)sql",
                       partnership, evaluation, difference.indicator, difference.reason, difference.by, difference.at, difference.version);
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

bool record_position(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const PositionStatement& position) {
    return 1 == db.run(R"sql(
        insert into position_statement (partnership_id, evaluation_id, statement, written_by, written_at, version) values ($1, $2, $3, $4, $5, 1)
            on conflict (partnership_id, evaluation_id) do update
           set statement = excluded.statement, written_by = excluded.written_by, written_at = excluded.written_at, version = position_statement.version + 1
         where position_statement.version = $6)sql",
                       partnership, evaluation, position.statement, position.written_by, position.written_at, position.version);
}

}  // namespace touchstone::evaluations
