#include "cycles/cycle_store.h"

#include <fmt/format.h>

#include "db/ask_by.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/sight_store.h"
#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "evidence/sight_store.h"
#include "frameworks/framework_store.h"
#include "judging/conflict_store.h"
#include "measures/reading_store.h"
#include "plans/effect.h"
#include "plans/plan_store.h"
#include "plans/sight_store.h"

namespace touchstone::cycles {
namespace {

// The statement about the evaluation $7 and the one that it goes on from, as `pair`: sides 1 and 2, and how much of each is there.
std::string of_pair(std::string_view sql) {
    return fmt::format(R"sql(
        with pair as materialized (
            select v.id, case when v.id = $7 then 1 else 2 end as side, case when v.id = $7 then 3 else {extent} end as extent
              from evaluation v
             where v.partnership_id = $1
               and v.id in ($7, (select w.continues_id from evaluation w where w.partnership_id = $1 and w.id = $7))))sql",
                       fmt::arg("extent", evaluations::evaluation_extent())) +
           fmt::format(fmt::runtime(sql), fmt::arg("there", evidence::evidence_is_there()),
                       fmt::arg("framework", evaluations::framework_of_evaluation));
}

auto ask_last(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = of_pair(R"sql(
        select v.id, v.title, v.period_from, v.period_to, pair.extent
          from pair join evaluation v on v.partnership_id = $1 and v.id = pair.id where pair.side = 2)sql");
    const auto read = [](const db::Row& row) {
        Since since;
        since.last_id = row.get<EvaluationId>("id");
        since.last_extent = row.get<Extent>("extent");
        if (since.last_extent == Extent::nothing) return since;
        since.last_title = row.get<std::string>("title");
        since.last_from = row.get<Date>("period_from");
        since.last_to = row.get<Date>("period_to");
        return since;
    };
    return trip.first(read, sql, sight, evaluation);
}

auto ask_levels(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = of_pair(R"sql(
        select pair.side, j.indicator, j.level
          from pair join judgement j on j.partnership_id = $1 and j.evaluation_id = pair.id where pair.extent >= 2)sql");
    const auto read = [](const db::Row& row) { return std::pair(row.get<std::string>("indicator"), row.get<int>("level")); };
    return db::ask_by<int>(trip, "side", read, sql, sight, evaluation);
}

evidence::Evidence read_item(const db::Row& row) {
    evidence::Evidence item;
    item.id = row.get<EvidenceId>("id");
    item.title = row.get<std::string>("title");
    item.source = {row.get<std::string>("source")};
    item.line = row.get<std::string>("line");
    item.from = row.get<Date>("period_from");
    item.to = row.get<Date>("period_to");
    return item;
}
auto ask_items(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = of_pair(R"sql(
        select pair.side, e.id, e.title, e.source, e.line, e.period_from, e.period_to
          from pair join evidence_use u on u.partnership_id = $1 and u.evaluation_id = pair.id
          join evidence e on e.partnership_id = $1 and e.id = u.evidence_id
         where pair.extent >= 3 and {there}
         order by e.period_to desc, e.id)sql");
    return db::ask_by<int>(trip, "side", read_item, sql, sight, evaluation);
}

evidence::OnTheme read_finding(const db::Row& row) {
    evidence::Evidence item;
    item.id = row.get<EvidenceId>("evidence_id");
    item.source = {row.get<std::string>("source")};
    item.line = row.get<std::string>("line");
    return {{row.get<std::string>("indicator"), row.get<int>("theme")},
            row.get<FindingId>("id"),
            row.get<evidence::FindingKind>("kind"),
            {},
            std::move(item),
            {},
            {}};
}
auto ask_findings(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    // The items first, as evidence::with_used_evidence says.
    static const auto sql = of_pair(R"sql(, item as materialized (
            select pair.side, e.id, e.source, e.line
              from pair join evidence_use u on u.partnership_id = $1 and u.evaluation_id = pair.id
              join evidence e on e.partnership_id = $1 and e.id = u.evidence_id
             where pair.extent >= 3 and {there})
        select item.side, t.indicator, t.theme, f.id, f.kind, item.id as evidence_id, item.source, item.line
          from item
          join finding f on f.partnership_id = $1 and f.evidence_id = item.id and f.withdrawn_at is null
          join finding_theme t on t.partnership_id = $1 and t.finding_id = f.id and t.framework || '' = {framework}
         order by t.indicator, f.id, t.theme)sql");
    return db::ask_by<int>(trip, "side", read_finding, sql, sight, evaluation);
}

judging::Decision read_decision(const db::Row& row) {
    judging::Decision decision;
    decision.theme = {row.get<std::string>("indicator"), row.get<int>("theme")};
    decision.state = row.get<judging::ConflictState>("state");
    decision.findings = row.get<std::string>("findings");
    return decision;
}
auto ask_decisions(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = of_pair(R"sql(
        select pair.side, c.indicator, c.theme, c.state, c.findings
          from pair join conflict c on c.partnership_id = $1 and c.evaluation_id = pair.id where pair.extent >= 3
         order by c.indicator, c.theme)sql");
    return db::ask_by<int>(trip, "side", read_decision, sql, sight, evaluation);
}

auto ask_stated(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = of_pair(R"sql(
        select c.part, c.confidence, c.statement, c.caveat
          from pair join conclusion c on c.partnership_id = $1 and c.evaluation_id = pair.id
         where pair.side = 2 and pair.extent >= 1 and c.confidence > 0
         order by c.part)sql");
    const auto read = [](const db::Row& row) {
        return Stated{conclusions::stored_part(row.get<std::string>("part")), row.get<judging::Confidence>("confidence"),
                      row.get<std::string>("statement"), row.get<std::string>("caveat")};
    };
    return trip.all(read, sql, sight, evaluation);
}

auto ask_factors(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = of_pair(R"sql(
        select c.kind, c.words, c.review_on
          from pair join context_factor c on c.partnership_id = $1 and c.evaluation_id = pair.id and c.ended_at is null
         where pair.side = 2 and pair.extent >= 3
         order by c.review_on desc, c.id)sql");
    const auto read = [](const db::Row& row) {
        conclusions::ContextFactor factor;
        factor.kind = row.get<conclusions::FactorKind>("kind");
        factor.words = row.get<std::string>("words");
        factor.review_on = row.get<Date>("review_on");
        return factor;
    };
    return trip.all(read, sql, sight, evaluation);
}

// The plans that draw on one of the two.
const std::string& drawn() {
    static const auto sql = fmt::format(R"sql(
        with drawn as materialized (
            select p.id, p.title, p.owner_id, max(case when d.evaluation_id = $4 then 1 else 0 end) as draws_on_now,
                   max(case when d.evaluation_id = $4 then 0 else 1 end) as draws_on_last
              from plan p join plan_evaluation d on d.partnership_id = p.partnership_id and d.plan_id = p.id
             where p.partnership_id = $1 and {}
               and d.evaluation_id in ($4, (select w.continues_id from evaluation w where w.partnership_id = $1 and w.id = $4))
             group by p.id, p.title, p.owner_id))sql",
                                        plans::plan_is_there);
    return sql;
}

PlanSince read_plan(const db::Row& row) {
    return {.id = row.get<plans::PlanId>("id"),
            .title = row.get<std::string>("title"),
            .owner = row.get<OrganisationId>("owner_id"),
            .draws_on_last = row.get<int>("draws_on_last") == 1,
            .draws_on_now = row.get<int>("draws_on_now") == 1,
            .done = row.get<int>("done"),
            .open = row.get<int>("open"),
            .overdue = row.get<int>("overdue"),
            .dropped = row.get<int>("dropped")};
}
auto ask_plans(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation, Date day) {
    static const auto sql = drawn() + R"sql(
        select d.id, d.title, d.owner_id, d.draws_on_now, d.draws_on_last, count(case when a.state = 3 then 1 end) as done,
               count(case when a.state in (1, 2) then 1 end) as open,
               count(case when a.state in (1, 2) and a.due <> '' and a.due < $5 then 1 end) as overdue,
               count(case when a.state = 4 then 1 end) as dropped
          from drawn d
          left join objective o on o.partnership_id = $1 and o.plan_id = d.id
          left join action_point a on a.partnership_id = $1 and a.objective_id = o.id
         group by d.id, d.title, d.owner_id, d.draws_on_now, d.draws_on_last
         order by d.id)sql";
    return trip.all(read_plan, sql, sight.partnership, sight.member, sight.organisations, evaluation, day);
}

// How many objectives of each plan there are, by the latest that was said of their effect.
auto ask_effects(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = drawn() + R"sql(
        select d.id as plan_id, coalesce(x.verdict, 2) as verdict, count(*) as objectives
          from drawn d join objective o on o.partnership_id = $1 and o.plan_id = d.id
          left join objective_effect x on x.partnership_id = $1 and x.objective_id = o.id
               and not exists (select 1 from objective_effect y where y.partnership_id = $1 and y.objective_id = o.id
                                  and (y.judged_at > x.judged_at or (y.judged_at = x.judged_at and y.id > x.id)))
         group by d.id, coalesce(x.verdict, 2))sql";
    const auto read = [](const db::Row& row) { return std::pair(row.get<plans::Verdict>("verdict"), row.get<int>("objectives")); };
    return db::ask_by<plans::PlanId>(trip, "plan_id", read, sql, sight.partnership, sight.member, sight.organisations, evaluation);
}

auto ask_weighed(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation) {
    const auto read = [](const db::Row& row) {
        return Weighed{conclusions::stored_part(row.get<std::string>("part")),
                       row.get<Worth>("worth"),
                       row.get<std::string>("words"),
                       row.get<AccountId>("written_by"),
                       row.get<std::string>("by_name"),
                       row.get<Instant>("written_at"),
                       row.get<int>("version")};
    };
    return trip.all(read, R"sql(
        select w.part, w.worth, w.words, w.written_by, a.name as by_name, w.written_at, w.version
          from confidence_worth w join account a on a.id = w.written_by
         where w.partnership_id = $1 and w.evaluation_id = $2
         order by w.part)sql",
                    partnership, evaluation);
}

}  // namespace

Since read_since(db::Read& db, const Sight& sight, const EvaluationId& evaluation, Date day) {
    db::Trip trip(db);
    const auto last = ask_last(trip, sight, evaluation);
    const auto levels = ask_levels(trip, sight, evaluation);
    const auto items = ask_items(trip, sight, evaluation);
    const auto findings = ask_findings(trip, sight, evaluation);
    const auto decisions = ask_decisions(trip, sight, evaluation);
    const auto stated = ask_stated(trip, sight, evaluation);
    const auto factors = ask_factors(trip, sight, evaluation);
    const auto drawing = ask_plans(trip, sight, evaluation, day);
    const auto effects = ask_effects(trip, sight, evaluation);
    const auto weighed = ask_weighed(trip, sight.partnership, evaluation);
    const auto readings = measures::ask_readings(trip, sight, measures::on_themes_of(evaluation));
    trip.go();
    auto since = last->value_or(Since{});
    const auto side = [&](int number) {
        const auto& awarded = (*levels)[number];
        return Side{{awarded.begin(), awarded.end()}, (*items)[number], (*findings)[number], (*decisions)[number]};
    };
    since.now = side(1);
    since.last = side(2);
    since.stated = *stated;
    since.factors = *factors;
    since.plans = *drawing;
    for (auto& plan : since.plans)
        for (const auto& [verdict, objectives] : (*effects)[plan.id])
            (verdict == plans::Verdict::shown       ? plan.shown
             : verdict == plans::Verdict::not_shown ? plan.not_shown
                                                    : plan.effect_not_yet_said) += objectives;
    since.weighed = *weighed;
    since.readings = readings.readings();
    return since;
}

bool record_weighed(db::Write& db, const By& by, const EvaluationId& evaluation, const Weighed* before, const Weighed& weighed) {
    const bool saved = 1 == db.run(R"sql(
        insert into confidence_worth (partnership_id, evaluation_id, part, worth, words, written_by, written_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, 1)
            on conflict (partnership_id, evaluation_id, part) do update
           set worth = excluded.worth, words = excluded.words, written_by = excluded.written_by, written_at = excluded.written_at,
               version = confidence_worth.version + 1
         where confidence_worth.version = $8)sql",
                                   by.partnership, evaluation, text_of(weighed.part), weighed.worth, weighed.words, weighed.by, weighed.at,
                                   weighed.version);
    if (saved)
        events::record(db, by,
                       {.verb = "weighed_confidence",
                        .kind = "evaluation",
                        .object = evaluation.text,
                        .part = text_of(weighed.part),
                        .before = before ? as_json(*before) : std::string(),
                        .after = as_json(weighed)});
    return saved;
}

void go_on(db::Write& db, const By& by, const Evaluation& last, const Next& next) {
    const auto& here = by.partnership;
    const auto& evaluation = next.evaluation.id;
    evaluations::write_evaluation(db, here, next.evaluation);
    evaluations::carry_scope(db, here, last.id, evaluation);
    evidence::carry_evidence(db, here, next.items, evaluation);
    judging::carry_decisions(db, here, last.id, evaluation);
    if (next.evaluation.framework_hash != last.framework_hash) {
        const auto& framework = frameworks::framework_of(db, next.evaluation.framework_hash);
        judging::fit_decisions(db, here, evaluation, framework);
        evaluations::fit_scope(db, here, evaluation, framework);
    }
    for (const auto& plan : next.plans) plans::plan_for(db, here, plan, evaluation);
    events::record(db, by, {.verb = "went_on", .kind = "evaluation", .object = evaluation.text, .after = as_json(next)});
    events::record(db, by, {.verb = "was_continued", .kind = "evaluation", .object = last.id.text});
}

}  // namespace touchstone::cycles
