// What the demonstration partnership plans to do about what it found, and how far it has come.
#include "demo/loader.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"

namespace touchstone::demo {

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
    add_plan(db_, by(plan_by_, at), plan);
    plan_ = plan.id;
    int number = 0;
    for (const auto& node : root["objectives"]) load_objective(node, at + std::chrono::minutes{++number});
    for (const auto& node : root["answers"]) load_answer(node, at + std::chrono::days{1});
    for (const auto& node : root["signatures"]) {
        const auto organisation = named(organisations_, word(node, "organisation"));
        const auto who = named(accounts_, word(node, "by"));
        const auto when = at + std::chrono::days{3};
        const auto content = read_content(db_, everything(at), plan_.text).value();
        auto signature = accepted(sign_part(content.plan, {organisation}, organisation.text, content.plan.edition, who, when), "signature");
        signature.organisation_name = names_.at(word(node, "organisation"));
        add_signature(db_, by(who, when), plan_, signature);
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
    draft.outcomes = words(node, "outcomes");
    Objective fresh;
    fresh.id = ObjectiveId::make(at);
    fresh.plan = plan_;
    fresh.created_by = plan_by_;
    fresh.created_at = at;
    const auto objective = accepted(set_objective(fresh, draft, areas, indicators, draft.outcomes), key);
    add_objective(db_, by(plan_by_, at), objective);
    objectives_[key] = objective.id;
    for (const auto& target : node["targets"]) load_target(target, objective, at);
    for (const auto& action : node["actions"]) load_action(action, objective.id, at);
    if (const auto effect = node["effect"]) {
        const auto who = named(accounts_, word(effect, "by"));
        const auto when = at + std::chrono::days{11};
        add_effect(db_, by(who, when), objective,
                   accepted(judge_effect({word(effect, "verdict"), word(effect, "words"), ""}, {}, who, when), key));
    }
}

void Loader::load_target(const YAML::Node& node, const Objective& objective, Instant at) {
    Target fresh;
    fresh.id = TargetId::make(at);
    const auto code = word(node, "read_from");
    const auto read_from = code.empty() ? measures::MeasureId{} : named(measures_, code);
    const auto target = accepted(
        set_target(fresh,
                   {word(node, "measure"), word(node, "unit"), word(node, "direction"), word(node, "baseline"), word(node, "baseline_on"),
                    word(node, "aim"), word(node, "aim_on"), word(node, "variation"), 0, read_from.text},
                   {read_from}),
        word(node, "measure"));
    add_target(db_, by(plan_by_, at), objective, target);
    for (const auto& value : node["values"])
        add_value(db_, by(plan_by_, at), plan_, target,
                  accepted(measure({word(value, "value"), word(value, "on_day"), word(value, "note")}, plan_by_, at), target.measure));
}

void Loader::load_action(const YAML::Node& node, const ObjectiveId& objective, Instant at) {
    const auto title = word(node, "title"), owner = word(node, "owner");
    Nameable nameable;
    for (const auto& [key, id] : organisations_) nameable.organisations.push_back({id, {}});
    for (const auto& [key, id] : accounts_) nameable.people.push_back(id);
    ActionDraft draft{.title = title,
                      .lead = named(organisations_, word(node, "lead")).text,
                      .owner = owner.empty() ? "" : named(accounts_, owner).text,
                      .starts = word(node, "starts"),
                      .due = word(node, "due"),
                      .resources = word(node, "resources"),
                      .budget = word(node, "budget"),
                      .risks = word(node, "risks")};
    for (const auto& key : words(node, "partners")) draft.partners.push_back(named(organisations_, key).text);
    auto action = accepted(set_action({}, draft, nameable, at), title);
    action.id = ActionId::make(at);
    action.objective = objective;
    add_action(db_, by(plan_by_, at), plan_, action);
    action.version = 1;
    for (const auto& milestone : node["milestones"]) {
        const auto planned = accepted(set_milestone({word(milestone, "title"), word(milestone, "due")}, at), title);
        add_milestone(db_, by(plan_by_, at), plan_, action.id, planned);
        ++action.version;
        if (word(milestone, "reached").empty()) continue;
        if (!reach_milestone(db_, by(plan_by_, at), plan_, action.id, planned))
            throw std::runtime_error("demo: a milestone was reached twice");
        ++action.version;
    }
    load_state(node, std::move(action), at + std::chrono::days{4});
}

// What became of an action point after it was planned.
void Loader::load_state(const YAML::Node& node, ActionPoint action, Instant at) {
    const auto state = word(node, "state"), title = action.title;
    const Doer doer{action.owner.is_empty() ? plan_by_ : action.owner, true};
    const auto save = [&](Outcome<ActionPoint> outcome, const AccountId& who, ActionStep step) {
        const auto after = accepted(std::move(outcome), title);
        if (!save_action(db_, by(who, at), plan_, step, action, after)) throw std::runtime_error("demo: an action point was not saved");
        action = after;
        ++action.version;
    };
    if (word(node, "agreed") != "no" && !action.owner.is_empty()) {
        auto agreed = accepted(agree_to_action(action, doer, at), title);
        agreed.agreed_by_name = names_.at(word(node, "owner"));
        save(agreed, doer.account, ActionStep::agreed);
    }
    if (state == "dropped") save(drop_action(action, word(node, "reason"), at), plan_by_, ActionStep::dropped);
    if (state == "under_way" || state == "done") save(begin_action(action, doer, at), doer.account, ActionStep::began);
    if (state != "done") return;
    const auto proof = named(evidence_, word(node, "proof"));
    save(finish_action(action, doer, proof.text, {proof}, at), doer.account, ActionStep::finished);
    if (const auto verifier = word(node, "verified_by"); !verifier.empty()) {
        const auto who = named(accounts_, verifier);
        save(verify_action(action, who, at), who, ActionStep::verified);
    }
}

void Loader::load_answer(const YAML::Node& node, Instant at) {
    const auto content = read_content(db_, everything(at), plan_.text).value();
    const auto code = word(node, "indicator"), objective = word(node, "objective");
    const auto awarded = std::ranges::find_if(content.levels, [&](const Awarded& level) { return level.at.indicator == code; });
    if (awarded == content.levels.end()) throw std::runtime_error("demo: " + code + " has no level");
    std::vector<ObjectiveId> known;
    for (const auto& [key, id] : objectives_) known.push_back(id);
    add_answer(db_, by(plan_by_, at), plan_,
               accepted(answer_level(*awarded, {word(node, "words"), objective.empty() ? "" : named(objectives_, objective).text}, known,
                                     plan_by_, at),
                        code));
}

}  // namespace touchstone::demo
