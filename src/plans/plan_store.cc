#include "plans/plan_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "db/ask_by.h"
#include "events/event_store.h"
#include "plans/history.h"
#include "plans/plan_row_store.h"

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
        select {},
               (select count(*) from objective o where o.partnership_id = p.partnership_id and o.plan_id = p.id) as objectives,
               count(a.id) as actions, sum(case when a.state = 3 then 1 else 0 end) as done,
               sum(case when a.state in (1, 2) and a.due <> '' and a.due < $4 then 1 else 0 end) as overdue
          from plan p
          left join organisation w on w.partnership_id = p.partnership_id and w.id = p.owner_id
          left join objective o on o.partnership_id = p.partnership_id and o.plan_id = p.id
          left join action_point a on a.partnership_id = o.partnership_id and a.objective_id = o.id and a.state <> 4
         where p.partnership_id = $1 and {}
         group by p.partnership_id, p.id, w.name
         order by p.period_from desc, p.id desc)sql",
                                        plan_columns, plan_is_there);
    return db.all(
        [](const db::Row& row) {
            return ListedPlan{read_plan(row), row.get<int>("objectives"), row.get<int>("actions"), row.get<int>("done"),
                              row.get<int>("overdue")};
        },
        sql, sight.partnership, sight.member, sight.organisations, date_of(sight.now));
}

db::Answer<FoundPlans> ask_plans_titled(db::Trip& trip, const Sight& sight, const db::Words& words, int most) {
    const auto sql = fmt::format(R"sql(
        select {}, count(*) over () as total
          from plan p
          left join organisation w on w.partnership_id = p.partnership_id and w.id = p.owner_id
         where p.partnership_id = $1 and {}{}
         order by p.period_from desc, p.id desc
         limit $4)sql",
                                 plan_columns, plan_is_there, words.condition("p.title_key", 5));
    const auto gather = [](FoundPlans& found, const db::Row& row) {
        found.total = row.get<int>("total");
        found.latest.push_back(read_plan(row));
    };
    return trip.gathered<FoundPlans>(gather, sql, sight.partnership, sight.member, sight.organisations, most, words.values());
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
    using Found = std::vector<std::pair<ObjectiveId, Intention>>;
    const auto gather = [](Found& found, const db::Row& row) {
        if (const auto id = row.get<ObjectiveId>("id"); found.empty() || found.back().first != id)
            found.push_back({id, {row.get<std::string>("title"), row.get<std::string>("difference"), {}, {}}});
        auto& intention = found.back().second;
        if (const auto lead = row.get<std::string>("lead"); !lead.empty()) intention.organisations.push_back(lead);
        if (const auto due = date_from(row.get<std::string>("due")); due && (!intention.by || *intention.by < *due)) intention.by = due;
    };
    db::Trip trip(db);
    const auto found = trip.gathered<Found>(gather, sql, sight.partnership, sight.member, sight.organisations, evaluation);
    const auto outcomes = db::ask_by<ObjectiveId>(
        trip, "objective_id", [](const db::Row& row) { return row.get<std::string>("outcome"); },
        R"sql(
        select distinct x.objective_id, x.outcome
          from objective_outcome x
          join objective o on o.partnership_id = x.partnership_id and o.id = x.objective_id
          join plan_evaluation d on d.partnership_id = o.partnership_id and d.plan_id = o.plan_id
         where x.partnership_id = $1 and d.evaluation_id = $2 order by x.objective_id, x.outcome)sql",
        sight.partnership, evaluation);
    trip.go();
    std::vector<Intention> intentions;
    for (auto& [id, intention] : *found) {
        intention.outcomes = (*outcomes)[id];
        intentions.push_back(std::move(intention));
    }
    return intentions;
}

std::vector<Improvement> list_improvements(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        select k.title as action, o.title as objective, w.name as organisation, k.done_at, k.verified_at, o.closing
          from action_point k
          join objective o on o.partnership_id = k.partnership_id and o.id = k.objective_id
          join plan p on p.partnership_id = o.partnership_id and p.id = o.plan_id
          join organisation w on w.partnership_id = k.partnership_id and w.id = k.organisation_id
         where k.partnership_id = $1 and k.state = 3 and k.done_at is not null and {}
           and exists (select 1 from plan_evaluation d
                        where d.partnership_id = p.partnership_id and d.plan_id = p.id
                          and (d.evaluation_id = $4 or d.evaluation_id = (select v.continues_id from evaluation v where v.partnership_id = $1 and v.id = $4)))
         order by k.done_at, k.id)sql",
                                        plan_is_there);
    std::vector<Improvement> found;
    db.each(
        [&](const db::Row& row) {
            found.push_back({row.get<std::string>("action"), row.get<std::string>("objective"), row.get<std::string>("organisation"),
                             row.get<Instant>("done_at"), row.maybe<Instant>("verified_at").has_value(), row.get<std::string>("closing")});
        },
        sql, sight.partnership, sight.member, sight.organisations, evaluation);
    return found;
}

void plan_for(db::Write& db, const PartnershipId& partnership, const PlanId& plan, const EvaluationId& evaluation) {
    db.run("insert into plan_evaluation (partnership_id, plan_id, evaluation_id) values ($1, $2, $3)", partnership, plan, evaluation);
}

namespace {
void add_evaluations(db::Write& db, const PartnershipId& partnership, const Plan& plan) {
    for (const auto& evaluation : plan.evaluations) plan_for(db, partnership, plan.id, evaluation);
}
}  // namespace

void add_plan(db::Write& db, const By& by, const Plan& plan) {
    db.run(R"sql(
        insert into plan (partnership_id, id, owner_id, title, period_from, period_to, created_by, created_at, edition, version, title_key)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 1, 1, $9))sql",
           by.partnership, plan.id, plan.owner, plan.title, plan.from, plan.to, plan.created_by, plan.created_at, search_key(plan.title));
    add_evaluations(db, by.partnership, plan);
    events::record(db, by, {.verb = "made_plan", .kind = "plan", .object = plan.id.text, .after = as_json(plan)});
}

bool save_plan(db::Write& db, const By& by, const Plan& before, const Plan& plan) {
    const bool saved = 1 == db.run(R"sql(
        update plan set title = $3, period_from = $4, period_to = $5, title_key = $7, edition = edition + 1, version = version + 1
         where partnership_id = $1 and id = $2 and version = $6)sql",
                                   by.partnership, plan.id, plan.title, plan.from, plan.to, plan.version, search_key(plan.title));
    if (!saved) return false;
    db.run("delete from plan_evaluation where partnership_id = $1 and plan_id = $2", by.partnership, plan.id);
    add_evaluations(db, by.partnership, plan);
    events::record(db, by,
                   {.verb = "changed_plan", .kind = "plan", .object = plan.id.text, .before = as_json(before), .after = as_json(plan)});
    return true;
}

void begin_edition(db::Write& db, const By& by, const PlanId& plan) {
    db.run("update plan set edition = edition + 1 where partnership_id = $1 and id = $2", by.partnership, plan);
}

void add_signature(db::Write& db, const By& by, const PlanId& plan, const Signature& signature) {
    db.run(R"sql(
        insert into plan_signature (partnership_id, plan_id, id, organisation_id, edition, signed_by, signed_at)
        values ($1, $2, $3, $4, $5, $6, $7))sql",
           by.partnership, plan, new_id_text(signature.at), signature.organisation, signature.edition, signature.by, signature.at);
    events::record(
        db, by,
        {.verb = "signed_plan", .kind = "plan", .object = plan.text, .part = signature.organisation_name, .after = as_json(signature)});
}

void add_answer(db::Write& db, const By& by, const PlanId& plan, const LevelAnswer& answer) {
    db.run(R"sql(
        insert into level_answer (partnership_id, id, plan_id, evaluation_id, indicator, level, words, objective_id, answered_by, answered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql",
           by.partnership, new_id_text(answer.when), plan, answer.to.at.evaluation, answer.to.at.indicator, answer.to.level, answer.words,
           answer.objective, answer.by, answer.when);
    events::record(
        db, by, {.verb = "answered_level", .kind = "plan", .object = plan.text, .part = answer.to.at.indicator, .after = as_json(answer)});
}

}  // namespace touchstone::plans
