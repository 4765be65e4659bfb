#include "plans/plan_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"

namespace touchstone::plans {
namespace {

std::optional<Seen> look_up(db::Read& db, const Actor& actor, const char* from, const char* key, const std::string& id, Instant now) {
    const auto sight = sight_of(actor, now);
    return db.first([](const db::Row& row) { return Seen{{row.get<OrganisationId>("owner_id"), {}, {}}, Extent::all}; },
                    fmt::format("select p.owner_id from {} where p.partnership_id = $1 and {}.id = $4 and {}", from, key, plan_is_there),
                    sight.partnership, sight.member, sight.organisations, id);
}

constexpr const char* of_objective = "objective o join plan p on p.partnership_id = o.partnership_id and p.id = o.plan_id";
constexpr const char* of_action =
    "action_point a join objective o on o.partnership_id = a.partnership_id and o.id = a.objective_id join plan p on p.partnership_id = "
    "o.partnership_id and p.id = o.plan_id";

}  // namespace

std::optional<Seen> look_up_plan(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    return look_up(db, actor, "plan p", "p", id, now);
}
std::optional<Seen> look_up_objective(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    return look_up(db, actor, of_objective, "o", id, now);
}
std::optional<Seen> look_up_action(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    return look_up(db, actor, of_action, "a", id, now);
}

std::vector<ListedPlan> list_plans(db::Read& db, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select p.id, p.title, p.owner_id, coalesce(w.name, '') as owner_name, p.period_from, p.period_to,
               (select count(*) from objective o where o.partnership_id = p.partnership_id and o.plan_id = p.id) as objectives,
               count(a.id) as actions, sum(case when a.state = 3 then 1 else 0 end) as done,
               sum(case when a.state in (1, 2) and a.due <> '' and a.due < $4 then 1 else 0 end) as overdue
          from plan p
          left join organisation w on w.partnership_id = p.partnership_id and w.id = p.owner_id
          left join objective o on o.partnership_id = p.partnership_id and o.plan_id = p.id
          left join action_point a on a.partnership_id = o.partnership_id and a.objective_id = o.id and a.state <> 4
         where p.partnership_id = $1 and {}
         group by p.partnership_id, p.id, p.title, p.owner_id, w.name, p.period_from, p.period_to
         order by p.period_from desc, p.id desc)sql",
                                        plan_is_there);
    return db.all(
        [](const db::Row& row) {
            ListedPlan listed;
            listed.plan.id = row.get<PlanId>("id");
            listed.plan.title = row.get<std::string>("title");
            listed.plan.owner = row.get<OrganisationId>("owner_id");
            listed.plan.owner_name = row.get<std::string>("owner_name");
            listed.plan.from = row.get<Date>("period_from");
            listed.plan.to = row.get<Date>("period_to");
            listed.objectives = row.get<int>("objectives");
            listed.actions = row.get<int>("actions");
            listed.done = row.get<int>("done");
            listed.overdue = row.get<int>("overdue");
            return listed;
        },
        sql, sight.partnership, sight.member, sight.organisations, date_of(sight.now));
}

std::vector<Intention> list_intentions(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        select o.id, o.title, o.difference, coalesce(w.name, '') as lead, coalesce(max(a.due), '') as due
          from objective o
          join plan p on p.partnership_id = o.partnership_id and p.id = o.plan_id
          left join action_point a on a.partnership_id = o.partnership_id and a.objective_id = o.id and a.state <> 4
          left join organisation w on w.partnership_id = a.partnership_id and w.id = a.organisation_id
         where o.partnership_id = $1 and o.closed_at is null and {}
           and (exists (select 1 from objective_finding f where f.partnership_id = $1 and f.objective_id = o.id and f.evaluation_id = $4)
                or exists (select 1 from objective_indicator i where i.partnership_id = $1 and i.objective_id = o.id and i.evaluation_id = $4))
         group by o.id, o.title, o.difference, o.priority, w.name
         order by o.priority, o.id, w.name)sql",
                                        plan_is_there);
    std::vector<Intention> found;
    std::string last;
    db.each(
        [&](const db::Row& row) {
            if (const auto id = row.get<std::string>("id"); id != last || found.empty()) {
                found.push_back({row.get<std::string>("title"), row.get<std::string>("difference"), {}, {}});
                last = id;
            }
            auto& intention = found.back();
            if (const auto lead = row.get<std::string>("lead"); !lead.empty()) intention.organisations.push_back(lead);
            if (const auto due = date_from(row.get<std::string>("due")); due && (!intention.by || *intention.by < *due)) intention.by = due;
        },
        sql, sight.partnership, sight.member, sight.organisations, evaluation);
    return found;
}

Choices read_choices(db::Read& db, const Sight& sight, const Plan& plan, const db::Only& only) {
    const auto sql = fmt::format(R"sql(
        select 1 as part, c.id, c.name as words, c.job as more, '' as owner_name, 0 as number, 0 as at, c.name as sort
          from account c where c.disabled_at is null and exists (select 1 from assignment g where g.partnership_id = $1 and g.account_id = c.id
               and g.since <= $6 and (g.until is null or g.until > $6) and g.role <> 7
               and (($8 = '' and g.reach in (1, 2, 3)) or (g.reach = 2 and g.on_id = $8))){2}
        union all
        select 2, e.id, e.title, '', '', 0, 0, e.title from evidence e where e.partnership_id = $1 and {1}{3}
           and (($7 <> '' and e.added_at >= $9)
             or exists (select 1 from action_point k where k.partnership_id = $1 and k.proof_id = e.id)
             or exists (select 1 from plan_evaluation d
                  join evidence_use u on u.partnership_id = d.partnership_id and u.evaluation_id = d.evaluation_id
                 where d.partnership_id = $1 and d.plan_id = $7 and u.evidence_id = e.id))
        union all
        select 3, v.id, v.title, j.indicator, '', j.level, j.judged_at, '' from evaluation v
          join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id where v.partnership_id = $1 and {0} >= 2{4}
        union all
        select 4, v.id, v.title, v.framework_hash, coalesce(w.name, ''), {0}, v.created_at, '' from evaluation v
          left join organisation w on w.partnership_id = v.partnership_id and w.id = v.owner_id where v.partnership_id = $1 and {0} >= 2{4}
         order by 1, 8, 7 desc, 2, 4)sql",
                                 evaluations::evaluation_extent(), evaluations::evidence_is_there(), only.condition("c.id", 10),
                                 only.condition("e.id", 10), only.condition("v.id", 10));
    Choices choices;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<int>("part");
            const auto id = row.get<std::string>("id");
            const auto words = row.get<std::string>("words"), more = row.get<std::string>("more");
            if (part == 1)
                choices.people.push_back({AccountId{id}, words, more});
            else if (part == 2)
                choices.proofs.push_back({EvidenceId{id}, words});
            else if (part == 3)
                choices.judged.push_back({{EvaluationId{id}, more}, words, row.get<evaluations::Level>("number"), row.get<Instant>("at")});
            else
                choices.readable.push_back({EvaluationId{id}, words, row.get<std::string>("owner_name"), more, row.get<Extent>("number")});
        },
        sql, sight, plan.id, plan.owner, plan.created_at, only.values());
    return choices;
}

namespace {
void add_evaluations(db::Write& db, const PartnershipId& partnership, const Plan& plan) {
    for (const auto& evaluation : plan.evaluations)
        db.run("insert into plan_evaluation (partnership_id, plan_id, evaluation_id) values ($1, $2, $3)", partnership, plan.id,
               evaluation);
}
}  // namespace

void add_plan(db::Write& db, const PartnershipId& partnership, const Plan& plan) {
    db.run(R"sql(
        insert into plan (partnership_id, id, owner_id, title, period_from, period_to, created_by, created_at, edition, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 1, 1))sql",
           partnership, plan.id, plan.owner, plan.title, plan.from, plan.to, plan.created_by, plan.created_at);
    add_evaluations(db, partnership, plan);
}

bool save_plan(db::Write& db, const PartnershipId& partnership, const Plan& plan) {
    const bool saved = 1 == db.run(R"sql(
        update plan set title = $3, period_from = $4, period_to = $5, edition = edition + 1, version = version + 1
         where partnership_id = $1 and id = $2 and version = $6)sql",
                                   partnership, plan.id, plan.title, plan.from, plan.to, plan.version);
    if (!saved) return false;
    db.run("delete from plan_evaluation where partnership_id = $1 and plan_id = $2", partnership, plan.id);
    add_evaluations(db, partnership, plan);
    return true;
}

void begin_edition(db::Write& db, const PartnershipId& partnership, const PlanId& plan) {
    db.run("update plan set edition = edition + 1 where partnership_id = $1 and id = $2", partnership, plan);
}

void add_signature(db::Write& db, const PartnershipId& partnership, const PlanId& plan, const Signature& signature) {
    db.run(R"sql(
        insert into plan_signature (partnership_id, plan_id, id, organisation_id, edition, signed_by, signed_at)
        values ($1, $2, $3, $4, $5, $6, $7))sql",
           partnership, plan, new_id_text(signature.at), signature.organisation, signature.edition, signature.by, signature.at);
}

void add_answer(db::Write& db, const PartnershipId& partnership, const PlanId& plan, const LevelAnswer& answer) {
    db.run(R"sql(
        insert into level_answer (partnership_id, id, plan_id, evaluation_id, indicator, level, words, objective_id, answered_by, answered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql",
           partnership, new_id_text(answer.when), plan, answer.to.at.evaluation, answer.to.at.indicator, answer.to.level, answer.words,
           answer.objective, answer.by, answer.when);
}

}  // namespace touchstone::plans
