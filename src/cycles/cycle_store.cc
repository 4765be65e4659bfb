#include "cycles/cycle_store.h"

#include <functional>
#include <unordered_map>

#include <fmt/format.h>

#include "evaluations/sight_store.h"
#include "plans/sight_store.h"

namespace touchstone::cycles {
namespace {

using evaluations::Part;

Side& side_of(Since& since, const db::Row& row) { return row.get<int>("side") == 1 ? since.now : since.last; }

evaluations::Evidence item_of(const db::Row& row) {
    evaluations::Evidence item;
    item.id = row.get<EvidenceId>("id");
    item.title = row.get<std::string>("words");
    item.source = row.get<evaluations::Source>("number");
    item.line = row.get<std::string>("more");
    item.from = row.get<Date>("from_day");
    item.to = row.get<Date>("to_day");
    return item;
}

void take_finding(Since& since, const db::Row& row) {
    evaluations::Evidence item;
    item.id = row.get<EvidenceId>("more");
    item.source = row.get<evaluations::Source>("third");
    item.line = row.get<std::string>("words");
    side_of(since, row)
        .findings.push_back({{row.get<std::string>("key"), row.get<int>("second")},
                             row.get<FindingId>("id"),
                             row.get<evaluations::FindingKind>("number"),
                             {},
                             std::move(item),
                             {},
                             {}});
}

void take_decision(Since& since, const db::Row& row) {
    evaluations::Decision decision;
    decision.theme = {row.get<std::string>("key"), row.get<int>("second")};
    decision.state = row.get<evaluations::ConflictState>("number");
    decision.findings = row.get<std::string>("words");
    side_of(since, row).decisions.push_back(std::move(decision));
}

PlanSince& plan_of(Since& since, const db::Row& row) {
    const auto id = row.get<plans::PlanId>("id");
    for (auto& plan : since.plans)
        if (plan.id == id) return plan;
    return since.plans.emplace_back(PlanSince{id, row.get<std::string>("words"), row.get<OrganisationId>("more")});
}

void take_effect(Since& since, const db::Row& row) {
    auto& plan = plan_of(since, row);
    const auto verdict = row.get<int>("number");
    (verdict == 1 ? plan.shown : verdict == 3 ? plan.not_shown : plan.effect_not_yet_said) += row.get<int>("second");
}

using Take = std::function<void(Since&, const db::Row&)>;
const std::unordered_map<std::string, Take> takes{
    {"1 last",
     [](Since& since, const db::Row& row) {
         since.last_id = row.get<EvaluationId>("id");
         since.last_extent = row.get<Extent>("number");
         if (since.last_extent == Extent::nothing) return;
         since.last_title = row.get<std::string>("words");
         since.last_from = row.get<Date>("from_day");
         since.last_to = row.get<Date>("to_day");
     }},
    {"2 level", [](Since& since, const db::Row& row) { side_of(since, row).levels[row.get<std::string>("key")] = row.get<int>("number"); }},
    {"3 item", [](Since& since, const db::Row& row) { side_of(since, row).items.push_back(item_of(row)); }},
    {"4 finding", take_finding},
    {"5 decision", take_decision},
    {"6 stated",
     [](Since& since, const db::Row& row) {
         since.stated.push_back({evaluations::stored_part(row.get<std::string>("key")), row.get<evaluations::Confidence>("number"),
                                 row.get<std::string>("words"), row.get<std::string>("more")});
     }},
    {"7 factor",
     [](Since& since, const db::Row& row) {
         evaluations::ContextFactor factor;
         factor.kind = row.get<evaluations::FactorKind>("number");
         factor.words = row.get<std::string>("words");
         factor.review_on = row.get<Date>("to_day");
         since.factors.push_back(std::move(factor));
     }},
    {"8 plan",
     [](Since& since, const db::Row& row) {
         auto& plan = plan_of(since, row);
         plan.done = row.get<int>("number");
         plan.open = row.get<int>("second");
         plan.overdue = row.get<int>("third");
         plan.dropped = row.get<int>("version");
         const auto sides = row.get<int>("at");  // 1 the evaluation, 2 the last one, 3 both
         plan.draws_on_now = (sides & 1) != 0;
         plan.draws_on_last = (sides & 2) != 0;
     }},
    {"8 plan effect", take_effect},
    {"9 weighed", [](Since& since, const db::Row& row) {
         since.weighed.push_back({evaluations::stored_part(row.get<std::string>("key")), row.get<Worth>("number"),
                                  row.get<std::string>("words"), row.get<AccountId>("id"), row.get<std::string>("more"),
                                  row.get<Instant>("at"), row.get<int>("version")});
     }}};

// $7 the evaluation, $8 today. Side 1 is the evaluation itself, side 2 the one that it goes on from.
std::string since_sql() {
    return fmt::format(R"sql(
        with pair as materialized (
            select 1 as side, v.id, 3 as extent from evaluation v where v.partnership_id = $1 and v.id = $7
            union all
            select 2, v.id, {0} from evaluation v
             where v.partnership_id = $1 and v.id = (select w.continues_id from evaluation w where w.partnership_id = $1 and w.id = $7)),
        drawn as materialized (
            select p.id, p.title, p.owner_id, sum(pair.side) as sides
              from plan p
              join plan_evaluation d on d.partnership_id = p.partnership_id and d.plan_id = p.id
              join pair on pair.id = d.evaluation_id
             where p.partnership_id = $1 and {2}
             group by p.id, p.title, p.owner_id)
        select '1 last' as part, 2 as side, v.id, '' as key, v.title as words, '' as more, v.period_from as from_day, v.period_to as to_day,
               pair.extent as number, 0 as second, 0 as third, 0 as at, 0 as version
          from pair join evaluation v on v.partnership_id = $1 and v.id = pair.id where pair.side = 2
        union all
        select '2 level', pair.side, '', j.indicator, '', '', '', '', j.level, 0, 0, 0, 0
          from pair join judgement j on j.partnership_id = $1 and j.evaluation_id = pair.id where pair.extent >= 2
        union all
        select '3 item', pair.side, e.id, '', e.title, e.line, e.period_from, e.period_to, e.source, 0, 0, 0, 0
          from pair join evidence_use u on u.partnership_id = $1 and u.evaluation_id = pair.id
          join evidence e on e.partnership_id = $1 and e.id = u.evidence_id
         where pair.extent >= 3 and {1}
        union all
        select '4 finding', pair.side, f.id, t.indicator, e.line, e.id, '', '', f.kind, t.theme, e.source, 0, 0
          from pair join evidence_use u on u.partnership_id = $1 and u.evaluation_id = pair.id
          join evidence e on e.partnership_id = $1 and e.id = u.evidence_id
          join finding f on f.partnership_id = $1 and f.evidence_id = e.id and f.withdrawn_at is null
          join finding_theme t on t.partnership_id = $1 and t.finding_id = f.id and t.framework || '' = {3}
         where pair.extent >= 3 and {1}
        union all
        select '5 decision', pair.side, '', c.indicator, c.findings, '', '', '', c.state, c.theme, 0, 0, 0
          from pair join conflict c on c.partnership_id = $1 and c.evaluation_id = pair.id where pair.extent >= 3
        union all
        select '6 stated', pair.side, '', c.part, c.statement, c.caveat, '', '', c.confidence, 0, 0, 0, 0
          from pair join conclusion c on c.partnership_id = $1 and c.evaluation_id = pair.id
         where pair.side = 2 and pair.extent >= 1 and c.confidence > 0
        union all
        select '7 factor', pair.side, '', '', c.words, '', '', c.review_on, c.kind, 0, 0, 0, 0
          from pair join context_factor c on c.partnership_id = $1 and c.evaluation_id = pair.id and c.ended_at is null
         where pair.side = 2 and pair.extent >= 3
        union all
        select '8 plan', 0, d.id, '', d.title, d.owner_id, '', '', count(case when a.state = 3 then 1 end), count(case when a.state in (1, 2) then 1 end),
               count(case when a.state in (1, 2) and a.due <> '' and a.due < $8 then 1 end), d.sides, count(case when a.state = 4 then 1 end)
          from drawn d
          left join objective o on o.partnership_id = $1 and o.plan_id = d.id
          left join action_point a on a.partnership_id = $1 and a.objective_id = o.id
         group by d.id, d.title, d.owner_id, d.sides
        union all
        select '8 plan effect', 0, d.id, '', d.title, d.owner_id, '', '', coalesce(x.verdict, 2), count(*), 0, 0, 0
          from drawn d join objective o on o.partnership_id = $1 and o.plan_id = d.id
          left join objective_effect x on x.partnership_id = $1 and x.objective_id = o.id
               and not exists (select 1 from objective_effect y where y.partnership_id = $1 and y.objective_id = o.id
                                  and (y.judged_at > x.judged_at or (y.judged_at = x.judged_at and y.id > x.id)))
         group by d.id, d.title, d.owner_id, coalesce(x.verdict, 2)
        union all
        select '9 weighed', 1, w.written_by, w.part, w.words, a.name, '', '', w.worth, 0, 0, w.written_at, w.version
          from confidence_worth w join account a on a.id = w.written_by where w.partnership_id = $1 and w.evaluation_id = $7
         order by 1, 2, 4, 8 desc, 3)sql",
                       evaluations::evaluation_extent(), evaluations::evidence_is_there(), plans::plan_is_there,
                       evaluations::framework_of_evaluation);
}

}  // namespace

Since read_since(db::Read& db, const Sight& sight, const EvaluationId& evaluation, Date day) {
    static const auto sql = since_sql();
    Since since;
    db.each([&](const db::Row& row) { takes.at(row.get<std::string>("part"))(since, row); }, sql, sight, evaluation, day);
    return since;
}

bool record_weighed(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const Weighed& weighed) {
    return 1 == db.run(R"sql(
        insert into confidence_worth (partnership_id, evaluation_id, part, worth, words, written_by, written_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, 1)
            on conflict (partnership_id, evaluation_id, part) do update
           set worth = excluded.worth, words = excluded.words, written_by = excluded.written_by, written_at = excluded.written_at,
               version = confidence_worth.version + 1
         where confidence_worth.version = $8)sql",
                       partnership, evaluation, text_of(weighed.part), weighed.worth, weighed.words, weighed.by, weighed.at,
                       weighed.version);
}

void draw_on(db::Write& db, const PartnershipId& partnership, const std::vector<plans::PlanId>& drawn, const EvaluationId& next) {
    for (const auto& plan : drawn)
        db.run("insert into plan_evaluation (partnership_id, plan_id, evaluation_id) values ($1, $2, $3)", partnership, plan, next);
}

}  // namespace touchstone::cycles
