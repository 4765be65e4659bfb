#include "plans/objective_store.h"

#include "events/event_store.h"
#include "plans/history.h"

namespace touchstone::plans {
namespace {

std::string text_of(const std::optional<Date>& date) { return date ? iso(*date) : std::string(); }
std::optional<AccountId> some(const AccountId& id) { return id.is_empty() ? std::nullopt : std::optional(id); }

void add_origins(db::Write& db, const PartnershipId& partnership, const Objective& objective) {
    for (const auto& area : objective.areas)
        db.run("insert into objective_finding (partnership_id, objective_id, evaluation_id, finding_id) values ($1, $2, $3, $4)",
               partnership, objective.id, area.evaluation, area.finding);
    for (const auto& outcome : objective.outcomes)
        db.run("insert into objective_outcome (partnership_id, objective_id, outcome) values ($1, $2, $3)", partnership, objective.id,
               outcome);
    for (const auto& indicator : objective.indicators)
        db.run("insert into objective_indicator (partnership_id, objective_id, evaluation_id, indicator) values ($1, $2, $3, $4)",
               partnership, objective.id, indicator.evaluation, indicator.indicator);
}

void add_partners(db::Write& db, const PartnershipId& partnership, const ActionPoint& action) {
    for (const auto& partner : action.partners)
        db.run("insert into action_partner (partnership_id, action_id, organisation_id) values ($1, $2, $3)", partnership, action.id,
               partner.id);
}

// In the history of the plan.
void note(db::Write& db, const By& by, const PlanId& plan, const char* verb, const std::string& part, const std::string& before,
          const std::string& after) {
    events::record(db, by, {.verb = verb, .kind = "plan", .object = plan.text, .part = part, .before = before, .after = after});
}

const char* verb_of(ActionStep step) {
    switch (step) {
        case ActionStep::changed:
            return "changed_action";
        case ActionStep::began:
            return "began_action";
        case ActionStep::finished:
            return "finished_action";
        case ActionStep::verified:
            return "verified_action";
        case ActionStep::sent_back:
            return "sent_back_action";
        case ActionStep::dropped:
            return "dropped_action";
        case ActionStep::restored:
            return "restored_action";
        case ActionStep::agreed:
            return "agreed_to_action";
    }
    return "";
}

void mark_changed(db::Write& db, const By& by, const ActionId& action) {
    db.run("update action_point set changed_at = $3, version = version + 1 where partnership_id = $1 and id = $2", by.partnership, action,
           by.at);
}

}  // namespace

void add_objective(db::Write& db, const By& by, const Objective& objective) {
    db.run(R"sql(
        insert into objective (partnership_id, id, plan_id, title, difference, priority, created_by, created_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 1))sql",
           by.partnership, objective.id, objective.plan, objective.title, objective.difference, objective.priority, objective.created_by,
           objective.created_at);
    add_origins(db, by.partnership, objective);
    note(db, by, objective.plan, "added_objective", objective.title, "", as_json(objective));
}

bool save_objective(db::Write& db, const By& by, const Objective& before, const Objective& objective) {
    const bool saved = 1 == db.run(R"sql(
        update objective set title = $3, difference = $4, priority = $5, closed_at = $6, closing = $7, version = version + 1
         where partnership_id = $1 and id = $2 and version = $8)sql",
                                   by.partnership, objective.id, objective.title, objective.difference, objective.priority,
                                   objective.closed_at, objective.closing, objective.version);
    if (!saved) return false;
    for (const auto* table : {"objective_finding", "objective_indicator", "objective_outcome"})
        db.run(std::string("delete from ") + table + " where partnership_id = $1 and objective_id = $2", by.partnership, objective.id);
    add_origins(db, by.partnership, objective);
    const auto* verb = before.closed_at.has_value() == objective.closed_at.has_value() ? "changed_objective"
                       : objective.closed_at                                           ? "closed_objective"
                                                                                       : "reopened_objective";
    note(db, by, objective.plan, verb, objective.title, as_json(before), as_json(objective));
    return true;
}

void add_target(db::Write& db, const By& by, const Objective& objective, const Target& target) {
    db.run(R"sql(
        insert into target (partnership_id, id, objective_id, measure, unit, direction, baseline, baseline_on, aim, aim_on, variation, measure_id,
                            version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1))sql",
           by.partnership, target.id, objective.id, target.measure, target.unit, target.direction, target.baseline,
           text_of(target.baseline_on), target.aim, target.aim_on, target.variation, target.read_from);
    note(db, by, objective.plan, "set_target", target.measure, "", as_json(target));
}

bool save_target(db::Write& db, const By& by, const PlanId& plan, const Target& before, const Target& target) {
    const bool saved =
        1 == db.run(R"sql(
        update target set measure = $3, unit = $4, direction = $5, baseline = $6, baseline_on = $7, aim = $8, aim_on = $9, variation = $10,
               measure_id = $12, version = version + 1
         where partnership_id = $1 and id = $2 and version = $11)sql",
                    by.partnership, target.id, target.measure, target.unit, target.direction, target.baseline, text_of(target.baseline_on),
                    target.aim, target.aim_on, target.variation, target.version, target.read_from);
    if (saved) note(db, by, plan, "changed_target", target.measure, as_json(before), as_json(target));
    return saved;
}

void add_value(db::Write& db, const By& by, const PlanId& plan, const Target& target, const Value& value) {
    db.run(R"sql(
        insert into target_value (partnership_id, id, target_id, measured_on, measured, note, added_by, added_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           by.partnership, value.id, target.id, value.on, value.value, value.note, value.by, value.at);
    note(db, by, plan, "measured", target.measure, "", as_json(value));
}

void add_effect(db::Write& db, const By& by, const Objective& objective, const Effect& effect) {
    db.run(R"sql(
        insert into objective_effect (partnership_id, id, objective_id, verdict, words, evaluation_id, indicator, value_id, judged_by, judged_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql",
           by.partnership, new_id_text(effect.at), objective.id, effect.verdict, effect.words, effect.ground.judgement.evaluation,
           effect.ground.judgement.indicator, effect.ground.value, effect.by, effect.at);
    note(db, by, objective.plan, "judged_effect", objective.title, "", as_json(effect));
}

void add_action(db::Write& db, const By& by, const PlanId& plan, const ActionPoint& action) {
    db.run(R"sql(
        insert into action_point (partnership_id, id, objective_id, title, organisation_id, owner_account_id, starts, due, resources, budget,
               risks, state, changed_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1))sql",
           by.partnership, action.id, action.objective, action.title, action.lead.id, some(action.owner), text_of(action.starts),
           text_of(action.due), action.resources, action.budget, action.risks, action.state, action.changed_at);
    add_partners(db, by.partnership, action);
    note(db, by, plan, "added_action", action.title, "", as_json(action));
}

bool save_action(db::Write& db, const By& by, const PlanId& plan, ActionStep step, const ActionPoint& before, const ActionPoint& action) {
    const bool saved =
        1 == db.run(R"sql(
        update action_point set title = $3, organisation_id = $4, owner_account_id = $5, starts = $6, due = $7, resources = $8, budget = $9,
               risks = $10, state = $11, finished_by = $12, done_at = $13, proof_id = $14, verified_by = $15, verified_at = $16,
               drop_reason = $17, changed_at = $18, sent_back = $20, dropped_from = $21, agreed_by = $22, agreed_at = $23, version = version + 1
         where partnership_id = $1 and id = $2 and version = $19)sql",
                    by.partnership, action.id, action.title, action.lead.id, some(action.owner), text_of(action.starts),
                    text_of(action.due), action.resources, action.budget, action.risks, action.state, some(action.finished_by),
                    action.done_at, action.proof, some(action.verified_by), action.verified_at, action.drop_reason, action.changed_at,
                    action.version, action.sent_back, action.dropped_from, some(action.agreed_by), action.agreed_at);
    if (!saved) return false;
    db.run("delete from action_partner where partnership_id = $1 and action_id = $2", by.partnership, action.id);
    add_partners(db, by.partnership, action);
    note(db, by, plan, verb_of(step), action.title, as_json(before), as_json(action));
    return true;
}

void add_milestone(db::Write& db, const By& by, const PlanId& plan, const ActionId& action, const Milestone& milestone) {
    db.run("insert into milestone (partnership_id, id, action_id, title, due) values ($1, $2, $3, $4, $5)", by.partnership, milestone.id,
           action, milestone.title, milestone.due);
    mark_changed(db, by, action);
    note(db, by, plan, "planned_milestone", milestone.title, "", as_json(milestone));
}

bool reach_milestone(db::Write& db, const By& by, const PlanId& plan, const ActionId& action, const Milestone& milestone) {
    if (0 == db.run("update milestone set reached_at = $4 where partnership_id = $1 and action_id = $2 and id = $3 and reached_at is null",
                    by.partnership, action, milestone.id, by.at))
        return false;
    mark_changed(db, by, action);
    note(db, by, plan, "reached_milestone", milestone.title, "", as_json(milestone));
    return true;
}

}  // namespace touchstone::plans
