// What the demonstration partnership plans to do about what it found, and how far it has come.
#include "app/demo_loader.h"
#include "people/event_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"

namespace touchstone::app::demo {

using namespace plans;

void Loader::load_plan(const YAML::Node& root) {
    plan_by_ = named(accounts_, word(root, "by"));
    const auto at = calendar_.at(root, "on_day");
    PlanDraft draft{word(root, "title"), word(root, "from"), word(root, "to"), {}, 0};
    std::vector<EvaluationId> known;
    for (const auto& key : words(root, "evaluations")) {
        known.push_back(named(evaluations_, key));
        draft.evaluations.push_back(known.back().text);
    }
    Plan fresh;
    fresh.id = PlanId::make(at);
    fresh.created_by = plan_by_;
    fresh.created_at = at;
    const auto plan = accepted(draft_plan(fresh, draft, known), "plan");
    add_plan(db_, partnership_, plan);
    plan_ = plan.id;
    record(plan_by_, at, "made_plan", "plan", plan_.text, "");
    int number = 0;
    for (const auto& node : root["objectives"]) load_objective(node, at + std::chrono::minutes{++number});
    for (const auto& node : root["answers"]) load_answer(node, at + std::chrono::days{1});
    for (const auto& node : root["signatures"]) {
        const auto organisation = named(organisations_, word(node, "organisation"));
        const auto by = named(accounts_, word(node, "by"));
        const auto content = read_content(db_, everything(at), plan_.text).value();
        add_signature(
            db_, partnership_, plan_,
            accepted(sign_part(content.plan, {organisation}, organisation.text, content.plan.edition, by, at + std::chrono::days{3}),
                     "signature"));
        record(by, at + std::chrono::days{3}, "signed_plan", "plan", plan_.text, names_.at(word(node, "organisation")));
    }
}

void Loader::load_objective(const YAML::Node& node, Instant at) {
    const auto content = read_content(db_, everything(at), plan_.text).value();
    const auto key = word(node, "key");
    std::vector<AreaRef> areas;
    std::vector<IndicatorRef> indicators;
    ObjectiveDraft draft{word(node, "title"), word(node, "difference"), word(node, "priority"), {}, {}, 0};
    for (const auto& begins : words(node, "areas")) {
        const auto found = std::ranges::find_if(content.areas, [&](const Area& area) { return area.statement.starts_with(begins); });
        if (found == content.areas.end()) throw std::runtime_error("demo: no area for improvement begins with " + begins);
        areas.push_back(found->ref);
        draft.areas.push_back(text_of(found->ref));
    }
    for (const auto& code : words(node, "indicators")) {
        indicators.push_back({content.plan.evaluations.front(), code});
        draft.indicators.push_back(text_of(indicators.back()));
    }
    Objective fresh;
    fresh.id = ObjectiveId::make(at);
    fresh.plan = plan_;
    fresh.created_by = plan_by_;
    fresh.created_at = at;
    const auto objective = accepted(set_objective(fresh, draft, areas, indicators), key);
    add_objective(db_, partnership_, objective);
    objectives_[key] = objective.id;
    record(plan_by_, at, "added_objective", "plan", plan_.text, objective.title);
    for (const auto& target : node["targets"]) load_target(target, objective.id, at);
    for (const auto& action : node["actions"]) load_action(action, objective.id, at);
    if (const auto effect = node["effect"]) {
        const auto by = named(accounts_, word(effect, "by"));
        const auto when = at + std::chrono::days{11};
        add_effect(db_, partnership_, objective.id,
                   accepted(judge_effect({word(effect, "verdict"), word(effect, "words"), ""}, {}, by, when), key));
        record(by, when, "judged_effect", "plan", plan_.text, objective.title);
    }
}

void Loader::load_target(const YAML::Node& node, const ObjectiveId& objective, Instant at) {
    Target fresh;
    fresh.id = TargetId::make(at);
    const auto target =
        accepted(set_target(fresh, {word(node, "measure"), word(node, "unit"), word(node, "direction"), word(node, "baseline"),
                                    word(node, "baseline_on"), word(node, "aim"), word(node, "aim_on"), word(node, "variation"), 0}),
                 word(node, "measure"));
    add_target(db_, partnership_, objective, target);
    record(plan_by_, at, "set_target", "plan", plan_.text, target.measure);
    for (const auto& value : node["values"])
        add_value(db_, partnership_, target.id,
                  accepted(measure({word(value, "value"), word(value, "on_day"), word(value, "note")}, plan_by_, at), target.measure));
}

void Loader::load_action(const YAML::Node& node, const ObjectiveId& objective, Instant at) {
    const auto title = word(node, "title"), state = word(node, "state"), owner = word(node, "owner");
    Nameable nameable;
    for (const auto& [key, id] : organisations_) nameable.organisations.push_back({id, {}});
    for (const auto& [key, id] : accounts_) nameable.people.push_back(id);
    ActionDraft draft{title,
                      named(organisations_, word(node, "lead")).text,
                      owner.empty() ? "" : named(accounts_, owner).text,
                      word(node, "starts"),
                      word(node, "due"),
                      word(node, "resources"),
                      word(node, "budget"),
                      word(node, "risks"),
                      {},
                      0};
    for (const auto& key : words(node, "partners")) draft.partners.push_back(named(organisations_, key).text);
    auto action = accepted(set_action({}, draft, nameable, at), title);
    action.id = ActionId::make(at);
    action.objective = objective;
    add_action(db_, partnership_, action);
    record(plan_by_, at, "added_action", "plan", plan_.text, title);
    for (const auto& milestone : node["milestones"]) {
        const auto planned = accepted(set_milestone(word(milestone, "title"), word(milestone, "due"), at), title);
        add_milestone(db_, partnership_, action.id, planned);
        if (!word(milestone, "reached").empty() && !reach_milestone(db_, partnership_, action.id, planned.id, at))
            throw std::runtime_error("demo: a milestone was reached twice");
    }
    load_state(node, std::move(action), at + std::chrono::days{4});
}

// What became of an action point after it was planned.
void Loader::load_state(const YAML::Node& node, ActionPoint action, Instant at) {
    const auto state = word(node, "state"), title = action.title;
    const Doer doer{action.owner.is_empty() ? plan_by_ : action.owner, true};
    const auto save = [&](Outcome<ActionPoint> after, const AccountId& by, const char* verb) {
        action = accepted(std::move(after), title);
        ++action.version;
        if (!save_action(db_, partnership_, action)) throw std::runtime_error("demo: an action point was not saved");
        record(by, at, verb, "plan", plan_.text, title);
    };
    if (state == "dropped") save(drop_action(action, word(node, "reason"), at), plan_by_, "dropped_action");
    if (state == "under_way" || state == "done") save(begin_action(action, doer, at), doer.account, "began_action");
    if (state != "done") return;
    const auto proof = named(evidence_, word(node, "proof"));
    save(finish_action(action, doer, proof.text, {proof}, at), doer.account, "finished_action");
    if (const auto verifier = word(node, "verified_by"); !verifier.empty()) {
        const auto by = named(accounts_, verifier);
        save(verify_action(action, by, at), by, "verified_action");
    }
}

void Loader::load_answer(const YAML::Node& node, Instant at) {
    const auto content = read_content(db_, everything(at), plan_.text).value();
    const auto code = word(node, "indicator"), objective = word(node, "objective");
    const auto awarded = std::ranges::find_if(content.levels, [&](const Awarded& level) { return level.at.indicator == code; });
    if (awarded == content.levels.end()) throw std::runtime_error("demo: " + code + " has no level");
    std::vector<ObjectiveId> known;
    for (const auto& [key, id] : objectives_) known.push_back(id);
    add_answer(db_, partnership_, plan_,
               accepted(answer_level(*awarded, {word(node, "words"), objective.empty() ? "" : named(objectives_, objective).text}, known,
                                     plan_by_, at),
                        code));
    record(plan_by_, at, "answered_level", "plan", plan_.text, code);
}

}  // namespace touchstone::app::demo
