// The whole of a plan on one trip.
#include <algorithm>

#include <fmt/format.h>

#include "db/ask_by.h"
#include "evaluations/sight_store.h"
#include "evidence/sight_store.h"
#include "frameworks/framework_store.h"
#include "measures/reading_store.h"
#include "plans/plan_row_store.h"
#include "plans/plan_store.h"

namespace touchstone::plans {
namespace {

// Of a finding `f` of the item `e`, which the organisation `w` owns, for read_area.
constexpr const char* area_columns =
    "f.id as finding_id, f.statement, f.withdrawn_at, e.id as evidence_id, e.title as evidence_title, coalesce(w.name, '') as owner_name";

// The statement with ids for {plan}, {objectives} and {actions}: of the plan that has the id in this argument, or in which the objective or
// the action point with that id stands.
std::string within(std::string_view sql, const char* id = "$2") {
    const auto plan = fmt::format(
        "(select id from plan where partnership_id = $1 and id = {0} union all select plan_id from objective where partnership_id = $1 and "
        "id = {0} union all select o.plan_id from action_point a join objective o on o.partnership_id = a.partnership_id and o.id = "
        "a.objective_id where a.partnership_id = $1 and a.id = {0})",
        id);
    const auto objectives = fmt::format("(select id from objective where partnership_id = $1 and plan_id in {})", plan);
    const auto actions = fmt::format("(select id from action_point where partnership_id = $1 and objective_id in {})", objectives);
    return fmt::format(fmt::runtime(sql), fmt::arg("plan", plan), fmt::arg("objectives", objectives), fmt::arg("actions", actions),
                       fmt::arg("extent", evaluations::evaluation_extent()), fmt::arg("there", evidence::evidence_is_there()),
                       fmt::arg("plan_columns", plan_columns), fmt::arg("area_columns", area_columns),
                       fmt::arg("awarded_columns", awarded_columns));
}

std::string text(const db::Row& row, const char* column) { return row.get<std::string>(column); }

auto ask_plan(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select {plan_columns} from plan p left join organisation w on w.partnership_id = p.partnership_id and w.id = p.owner_id
         where p.partnership_id = $1 and p.id in {plan})sql");
    return trip.first(read_plan, sql, partnership, id);
}

auto ask_drawn(db::Trip& trip, const Sight& sight, const std::string& id) {
    static const auto sql = drawn_evaluations() + within(R"sql(
           and v.id in (select evaluation_id from plan_evaluation where partnership_id = $1 and plan_id in {plan})
         order by v.id)sql",
                                                         "$7");
    return trip.all(read_drawn, sql, sight, id);
}

Objective read_objective(const db::Row& row) {
    return {row.get<ObjectiveId>("id"),
            row.get<PlanId>("plan_id"),
            text(row, "title"),
            text(row, "difference"),
            row.get<Priority>("priority"),
            {},
            {},
            {},
            row.get<Instant>("created_at"),
            row.maybe<Instant>("closed_at"),
            text(row, "closing"),
            row.get<int>("version")};
}
auto ask_objectives(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select id, plan_id, title, difference, priority, created_at, closed_at, closing, version
          from objective where partnership_id = $1 and plan_id in {plan} order by priority, id)sql");
    return trip.all(read_objective, sql, partnership, id);
}

Area read_area(const db::Row& row) {
    const bool is_there = row.get<int>("is_there") == 1;
    return {read_area_ref(row),
            is_there,
            is_there ? text(row, "statement") : "",
            is_there ? row.get<EvidenceId>("evidence_id") : EvidenceId{},
            is_there ? text(row, "evidence_title") : "",
            text(row, "owner_name"),
            row.maybe<Instant>("withdrawn_at").has_value()};
}
auto ask_areas_of_objectives(db::Trip& trip, const Sight& sight, const std::string& id) {
    static const auto sql = within(R"sql(
        select l.objective_id, l.evaluation_id, {area_columns}, case when {there} then 1 else 0 end as is_there
          from objective_finding l
          join finding f on f.partnership_id = l.partnership_id and f.id = l.finding_id
          join evidence e on e.partnership_id = f.partnership_id and e.id = f.evidence_id
          left join organisation w on w.partnership_id = e.partnership_id and w.id = e.owner_id
         where l.partnership_id = $1 and l.objective_id in {objectives}
         order by f.id)sql",
                                   "$7");
    return db::ask_by<ObjectiveId>(trip, "objective_id", read_area, sql, sight, id);
}
// An item that several of the evaluations use is one all the same.
auto ask_areas_of_evaluations(db::Trip& trip, const Sight& sight, const std::string& id) {
    static const auto sql = within(R"sql(
        select v.id as evaluation_id, {area_columns}, 1 as is_there
          from plan_evaluation d
          join evaluation v on v.partnership_id = d.partnership_id and v.id = d.evaluation_id
          join evidence_use u on u.partnership_id = v.partnership_id and u.evaluation_id = v.id
          join evidence e on e.partnership_id = u.partnership_id and e.id = u.evidence_id
          cross join finding f
          left join organisation w on w.partnership_id = e.partnership_id and w.id = e.owner_id
         where d.partnership_id = $1 and d.plan_id in {plan} and {extent} = 3 and {there}
           and f.partnership_id = e.partnership_id and f.evidence_id = e.id and f.kind = 2 and f.withdrawn_at is null
           and exists (select 1 from finding_theme t join framework y on y.id = t.framework and y.hash = v.framework_hash
                        where t.partnership_id = f.partnership_id and t.finding_id = f.id)
         order by f.id, v.id)sql",
                                   "$7");
    return trip.gathered<std::vector<Area>>(
        [](std::vector<Area>& areas, const db::Row& row) {
            if (areas.empty() || areas.back().ref.finding != row.get<FindingId>("finding_id")) areas.push_back(read_area(row));
        },
        sql, sight, id);
}

auto ask_indicators(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select objective_id, evaluation_id, indicator from objective_indicator
         where partnership_id = $1 and objective_id in {objectives} order by indicator, evaluation_id)sql");
    return db::ask_by<ObjectiveId>(trip, "objective_id", read_indicator_ref, sql, partnership, id);
}

std::string read_outcome(const db::Row& row) { return text(row, "outcome"); }
auto ask_outcomes(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select objective_id, outcome from objective_outcome
         where partnership_id = $1 and objective_id in {objectives} order by outcome)sql");
    return db::ask_by<ObjectiveId>(trip, "objective_id", read_outcome, sql, partnership, id);
}
// What the evidence that the plan's evaluations use speaks about, by item. It is read for items that are there only.
auto ask_outcomes_of_evidence(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select distinct x.evidence_id, x.outcome
          from plan_evaluation d
          join evidence_use u on u.partnership_id = d.partnership_id and u.evaluation_id = d.evaluation_id
          join evidence_outcome x on x.partnership_id = u.partnership_id and x.evidence_id = u.evidence_id
         where d.partnership_id = $1 and d.plan_id in {plan} order by x.evidence_id, x.outcome)sql");
    return db::ask_by<EvidenceId>(trip, "evidence_id", read_outcome, sql, partnership, id);
}
// Of the frameworks of the evaluations, each key once, as the first of them calls it.
std::vector<frameworks::DesiredOutcome> outcomes_of(db::Read& db, const std::vector<Drawn>& evaluations) {
    std::vector<frameworks::DesiredOutcome> outcomes;
    for (const auto& drawn : evaluations)
        for (const auto& outcome : frameworks::framework_of(db, drawn.framework_hash).outcomes)
            if (std::ranges::find(outcomes, outcome.key, &frameworks::DesiredOutcome::key) == outcomes.end()) outcomes.push_back(outcome);
    return outcomes;
}

Target read_target(const db::Row& row) {
    return {row.get<TargetId>("id"),
            text(row, "measure"),
            text(row, "unit"),
            row.get<Direction>("direction"),
            text(row, "baseline"),
            date_from(text(row, "baseline_on")),
            text(row, "aim"),
            row.get<Date>("aim_on"),
            text(row, "variation"),
            row.get<int>("version"),
            {},
            row.get<measures::MeasureId>("measure_id")};
}
// Those that its targets are read from.
measures::Those measures_of(const std::string& id) {
    static const auto condition =
        within("m.id in (select t.measure_id from target t where t.partnership_id = $1 and t.objective_id in {objectives})", "$4");
    return {condition, db::values_of(id)};
}
auto ask_targets(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select objective_id, id, measure, unit, direction, baseline, baseline_on, aim, aim_on, variation, version, measure_id
          from target where partnership_id = $1 and objective_id in {objectives} order by id)sql");
    return db::ask_by<ObjectiveId>(trip, "objective_id", read_target, sql, partnership, id);
}

Value read_value(const db::Row& row) {
    return {row.get<ValueId>("id"), row.get<Date>("measured_on"),   text(row, "measured"),       text(row, "note"),
            text(row, "by_name"),   row.get<AccountId>("added_by"), row.get<Instant>("added_at")};
}
auto ask_values(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select m.target_id, m.id, m.measured_on, m.measured, m.note, c.name as by_name, m.added_by, m.added_at
          from target_value m join account c on c.id = m.added_by
         where m.partnership_id = $1
           and m.target_id in (select id from target where partnership_id = $1 and objective_id in {objectives})
         order by m.measured_on, m.id)sql");
    return db::ask_by<TargetId>(trip, "target_id", read_value, sql, partnership, id);
}

ActionPoint read_action(const db::Row& row) {
    return {.id = row.get<ActionId>("id"),
            .objective = row.get<ObjectiveId>("objective_id"),
            .title = text(row, "title"),
            .lead = {row.get<OrganisationId>("organisation_id"), text(row, "lead_name")},
            .owner = row.maybe<AccountId>("owner_account_id").value_or(AccountId{}),
            .owner_name = text(row, "owner_name"),
            .starts = date_from(text(row, "starts")),
            .due = date_from(text(row, "due")),
            .resources = text(row, "resources"),
            .budget = row.maybe<std::int64_t>("budget"),
            .risks = text(row, "risks"),
            .partners = {},
            .state = row.get<ActionState>("state"),
            .finished_by = row.maybe<AccountId>("finished_by").value_or(AccountId{}),
            .done_at = row.maybe<Instant>("done_at"),
            .proof = row.get<EvidenceId>("proof_id"),
            .verified_by = row.maybe<AccountId>("verified_by").value_or(AccountId{}),
            .verified_by_name = text(row, "verified_by_name"),
            .verified_at = row.maybe<Instant>("verified_at"),
            .drop_reason = text(row, "drop_reason"),
            .dropped_from = row.maybe<ActionState>("dropped_from"),
            .sent_back = text(row, "sent_back"),
            .changed_at = row.get<Instant>("changed_at"),
            .version = row.get<int>("version"),
            .milestones = {},
            .agreed_by = row.maybe<AccountId>("agreed_by").value_or(AccountId{}),
            .agreed_by_name = text(row, "agreed_by_name"),
            .agreed_at = row.maybe<Instant>("agreed_at")};
}
auto ask_actions(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select k.id, k.objective_id, k.title, k.organisation_id, coalesce(w.name, '') as lead_name, k.owner_account_id,
               coalesce(c.name, '') as owner_name, k.starts, k.due, k.resources, k.budget, k.risks, k.state, k.finished_by, k.done_at,
               k.proof_id, k.verified_by, coalesce(x.name, '') as verified_by_name, k.verified_at, k.drop_reason, k.dropped_from, k.sent_back, k.changed_at,
               k.version, k.agreed_by, coalesce(y.name, '') as agreed_by_name, k.agreed_at
          from action_point k
          left join organisation w on w.partnership_id = k.partnership_id and w.id = k.organisation_id
          left join account c on c.id = k.owner_account_id
          left join account x on x.id = k.verified_by
          left join account y on y.id = k.agreed_by
         where k.partnership_id = $1 and k.objective_id in {objectives}
         order by case when k.due = '' then '9999' else k.due end, k.id)sql");
    return db::ask_by<ObjectiveId>(trip, "objective_id", read_action, sql, partnership, id);
}

Partner read_partner(const db::Row& row) { return {row.get<OrganisationId>("id"), text(row, "name")}; }
auto ask_partners(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select n.action_id, w.id, w.name
          from action_partner n join organisation w on w.partnership_id = n.partnership_id and w.id = n.organisation_id
         where n.partnership_id = $1 and n.action_id in {actions} order by w.name || w.id)sql");
    return db::ask_by<ActionId>(trip, "action_id", read_partner, sql, partnership, id);
}
auto ask_organisations(db::Trip& trip, const PartnershipId& partnership, const db::Only& only) {
    const auto sql =
        fmt::format("select w.id, w.name from organisation w where w.partnership_id = $1 and w.closed_at is null{} order by w.name || w.id",
                    only.condition("w.id", 2));
    return trip.all(read_partner, sql, partnership, only.values());
}

auto ask_milestones(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(
        "select action_id, id, title, due, reached_at from milestone where partnership_id = $1 and action_id in {actions} order by due, "
        "id");
    const auto read = [](const db::Row& row) {
        return Milestone{row.get<MilestoneId>("id"), text(row, "title"), row.get<Date>("due"), row.maybe<Instant>("reached_at")};
    };
    return db::ask_by<ActionId>(trip, "action_id", read, sql, partnership, id);
}

Effect read_effect(const db::Row& row) {
    return {row.get<Verdict>("verdict"),     text(row, "words"),   {read_indicator_ref(row), row.get<ValueId>("value_id")},
            row.get<AccountId>("judged_by"), text(row, "by_name"), row.get<Instant>("judged_at")};
}
auto ask_effects(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select f.objective_id, f.verdict, f.words, f.evaluation_id, f.indicator, f.value_id, f.judged_by, c.name as by_name, f.judged_at
          from objective_effect f join account c on c.id = f.judged_by
         where f.partnership_id = $1 and f.objective_id in {objectives} order by f.id)sql");
    return db::ask_by<ObjectiveId>(trip, "objective_id", read_effect, sql, partnership, id);
}

Signature read_signature(const db::Row& row) {
    return {row.get<OrganisationId>("organisation_id"),
            text(row, "organisation_name"),
            row.get<int>("edition"),
            row.get<AccountId>("signed_by"),
            text(row, "by_name"),
            row.get<Instant>("signed_at")};
}
auto ask_signatures(db::Trip& trip, const PartnershipId& partnership, const std::string& id) {
    static const auto sql = within(R"sql(
        select s.organisation_id, coalesce(w.name, '') as organisation_name, s.edition, s.signed_by, c.name as by_name, s.signed_at
          from plan_signature s join account c on c.id = s.signed_by
          left join organisation w on w.partnership_id = s.partnership_id and w.id = s.organisation_id
         where s.partnership_id = $1 and s.plan_id in {plan} order by s.id)sql");
    return trip.all(read_signature, sql, partnership, id);
}

auto ask_levels(db::Trip& trip, const Sight& sight, const std::string& id) {
    static const auto sql = within(R"sql(
        select {awarded_columns}
          from plan_evaluation d
          join evaluation v on v.partnership_id = d.partnership_id and v.id = d.evaluation_id
          join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id
         where d.partnership_id = $1 and d.plan_id in {plan} and {extent} >= 2
         order by j.indicator, v.id)sql",
                                   "$7");
    return trip.all(read_awarded, sql, sight, id);
}

LevelAnswer read_answer(const db::Row& row) {
    return {read_awarded(row),
            text(row, "words"),
            row.get<ObjectiveId>("objective_id"),
            row.get<AccountId>("answered_by"),
            text(row, "by_name"),
            row.get<Instant>("answered_at")};
}
auto ask_answers(db::Trip& trip, const Sight& sight, const std::string& id) {
    static const auto sql = within(R"sql(
        select r.evaluation_id, r.indicator, r.level, r.words, r.objective_id, r.answered_by, c.name as by_name, r.answered_at
          from level_answer r join evaluation v on v.partnership_id = r.partnership_id and v.id = r.evaluation_id
          join account c on c.id = r.answered_by
         where r.partnership_id = $1 and r.plan_id in {plan} and {extent} >= 2 order by r.id)sql",
                                   "$7");
    return trip.all(read_answer, sql, sight, id);
}

}  // namespace

std::optional<Content> read_content(db::Read& db, const Sight& sight, const std::string& id, const db::Only& only) {
    const auto& here = sight.partnership;
    db::Trip trip(db);
    const auto plan = ask_plan(trip, here, id);
    const auto drawn = ask_drawn(trip, sight, id);
    const auto objectives = ask_objectives(trip, here, id);
    const auto own_areas = ask_areas_of_objectives(trip, sight, id);
    const auto areas = ask_areas_of_evaluations(trip, sight, id);
    const auto indicators = ask_indicators(trip, here, id);
    const auto outcomes = ask_outcomes(trip, here, id);
    const auto evidence_outcomes = ask_outcomes_of_evidence(trip, here, id);
    const auto targets = ask_targets(trip, here, id);
    const auto values = ask_values(trip, here, id);
    const auto actions = ask_actions(trip, here, id);
    const auto partners = ask_partners(trip, here, id);
    const auto milestones = ask_milestones(trip, here, id);
    const auto effects = ask_effects(trip, here, id);
    const auto signatures = ask_signatures(trip, here, id);
    const auto levels = ask_levels(trip, sight, id);
    const auto answers = ask_answers(trip, sight, id);
    const auto organisations = ask_organisations(trip, here, only);
    const auto readings = measures::ask_readings(trip, sight, measures_of(id));
    trip.go();
    if (!*plan) return std::nullopt;
    Content content{**plan, *drawn, {}, *areas, *levels, *answers, *signatures, *organisations};
    for (const auto& evaluation : content.evaluations) content.plan.evaluations.push_back(evaluation.id);
    content.readings = readings.readings();
    content.outcomes = outcomes_of(db, content.evaluations);
    for (auto& area : content.areas) area.outcomes = (*evidence_outcomes)[area.evidence];
    for (const auto& objective : *objectives) {
        const auto& of = objective.id;
        auto& whole = content.objectives.emplace_back(objective, (*own_areas)[of], (*targets)[of], (*actions)[of], (*effects)[of]);
        for (const auto& area : whole.areas) whole.objective.areas.push_back(area.ref);
        whole.objective.indicators = (*indicators)[of];
        whole.objective.outcomes = (*outcomes)[of];
        for (auto& target : whole.targets) target.values = (*values)[target.id];
        for (auto& action : whole.actions) {
            action.partners = (*partners)[action.id];
            action.milestones = (*milestones)[action.id];
        }
    }
    return content;
}

}  // namespace touchstone::plans
