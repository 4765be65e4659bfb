// One action point: what it is, how far it has come, and its proof.
#include <algorithm>
#include <map>

#include "base/named.h"
#include "plans/action_form_pages.h"
#include "plans/objective_store.h"
#include "plans/plan_pages.h"
#include "plans/plan_words_pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::plans {
namespace {

using web::text;

Doer doer_of(const web::Visit& visit) { return {visit.actor.id, visit.may(Ability::lead, "action")}; }
Doer doer_for(const web::Visit& visit, const ActionPoint& action) {
    auto doer = doer_of(visit);
    doer.leads_the_owner = may_do(visit.actor, Ability::lead, Place{action.lead.id, {}, {}});
    return doer;
}

web::Object about(const ActionPoint& action, Priority priority, Instant now) {
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) rows.push_back({text(std::string("plans.action.") + key), value, {}, {}, {}});
    };
    std::vector<std::string> partners;
    for (const auto& partner : action.partners) partners.push_back(partner.name);
    std::ranges::sort(partners, web::comes_before);
    add("state_head", state_in_words(action, priority, now));
    add("owner", action.owner_name.empty() ? text("plans.action.nobody") : action.owner_name);
    add("lead", action.lead.name);
    add("partners", web::listed_apart(partners));
    add("starts", day_in_words(action.starts));
    add("due", day_in_words(action.due));
    for (const auto& [shape, values] : action_fields().values(draft_of(action)))
        if (shape.kind == FieldShape::Kind::text) add(shape.name.c_str(), values.empty() ? std::string() : values.front());
    add("budget_head", action.budget ? "£" + pounds_in_words(*action.budget) : "");
    add("reason", action.drop_reason);
    if (action.done_at) add("done_on", in_words(date_of(*action.done_at)));
    if (action.verified_at)
        add("verified_by", text("plans.by_on", {{"name", action.verified_by_name}, {"when", in_words(date_of(*action.verified_at))}}));
    if (action.agreed_at)
        add("agreed_by", text("plans.by_on", {{"name", action.agreed_by_name}, {"when", in_words(date_of(*action.agreed_at))}}));
    return web::summary_list(rows);
}

// The evidence that it is done rests on: a link, or a gap with a name.
web::Data proof_of(const ActionPoint& action, const Choices& choices) {
    if (action.proof.is_empty()) return false;
    const auto found = std::ranges::find(choices.proofs, action.proof, &Choices::Item::id);
    const bool is_there = found != choices.proofs.end();
    return web::Object{{"link", is_there ? web::Data(web::link("/evidence/" + found->id.text, found->title)) : web::Data(false)},
                       {"gap", is_there ? web::Data(false) : web::Data(text("plans.action.proof_gap"))}};
}

web::List milestone_rows(const ActionPoint& action, bool may_work, Date today) {
    web::List rows;
    for (const auto& milestone : action.milestones) {
        const auto state = milestone.reached_at ? text("plans.milestone.reached", {{"when", in_words(date_of(*milestone.reached_at))}})
                           : is_missed(milestone, today) ? text("plans.milestone.missed")
                                                         : text("plans.milestone.ahead");
        rows.push_back(
            web::Object{{"title", milestone.title},
                        {"due", in_words(milestone.due)},
                        {"state", state},
                        {"reach", may_work && !milestone.reached_at ? web::Data(address_of(action.id) + "/milestones/" + milestone.id.text)
                                                                    : web::Data(false)}});
    }
    return rows;
}

const Names<ActionStep> paths{{ActionStep::began, "begin"},         {ActionStep::finished, "finish"}, {ActionStep::verified, "verify"},
                              {ActionStep::sent_back, "send-back"}, {ActionStep::dropped, "drop"},    {ActionStep::restored, "restore"},
                              {ActionStep::agreed, "agree"}};

std::string address_of(const ActionPoint& action, ActionStep step) { return address_of(action.id) + "/" + name_in(paths, step); }
std::string milestones_address(const ActionPoint& action) { return address_of(action.id) + "/milestones"; }

// Those that whoever looks can take now.
std::vector<ActionStep> steps_open(const web::Visit& visit, const ActionPoint& action) {
    std::vector<ActionStep> steps;
    if (may_work_on(action, doer_of(visit)) && action.is_open()) steps.push_back(ActionStep::finished);
    if (!steps.empty() && action.state == ActionState::not_started) steps.push_back(ActionStep::began);
    if (agree_to_action(action, doer_for(visit, action), visit.now).has_value()) steps.push_back(ActionStep::agreed);
    if (visit.may(Ability::evaluate, "action") && verify_action(action, visit.actor.id, visit.now).has_value())
        steps.insert(steps.end(), {ActionStep::verified, ActionStep::sent_back});
    if (visit.may(Ability::lead, "action") && action.is_open()) steps.push_back(ActionStep::dropped);
    if (visit.may(Ability::lead, "action") && action.state == ActionState::dropped) steps.push_back(ActionStep::restored);
    return steps;
}

web::Object step_form(const web::Visit& visit, const ActionPoint& action, ActionStep step, const std::string& button,
                      const Problems& problems, const web::Offers& offers = {}) {
    auto draft = web::read_draft(step_fields(step), visit.form);
    draft.seen_version = action.version;
    auto data = web::components(step_fields(step), draft, problems, offers);
    data.merge({{"action", address_of(action, step)}, {"button", web::button(button, {}, {}, step != ActionStep::finished)}});
    return data;
}

web::Data finish_form(const web::Visit& visit, const ActionPoint& action, const Choices& choices, const Problems& problems) {
    std::vector<web::Option> proofs{{"", text("plans.action.choose_proof"), {}}};
    for (const auto& item : choices.proofs) proofs.push_back({item.id.text, item.title, {}});
    web::sort_by_label(proofs);
    const bool may_add = may::contribute.holds(visit.actor);
    auto data = step_form(visit, action, ActionStep::finished, text("plans.action.finish"), problems, {{"proof", proofs}});
    data.merge({{"add", may_add ? web::Data(web::link("/evidence/new", text("plans.action.add_evidence"))) : web::Data(false)},
                {"ask", !may_add}});
    return data;
}

web::Data milestone_form(const web::Visit& visit, const ActionPoint& action, const Problems& problems) {
    auto data = web::components(milestone_fields(), web::read_draft(milestone_fields(), visit.form), problems);
    data.merge({{"action", milestones_address(action)}, {"button", web::button(text("plans.milestone.add"), {}, {}, true)}});
    return data;
}

std::map<std::string, web::FormNow> forms_of(const ActionPoint& action, const std::vector<ActionStep>& steps) {
    std::map<std::string, web::FormNow> forms;
    for (const auto step : steps)
        forms.emplace(address_of(action, step), web::form_now(step_fields(step), StepDraft{.seen_version = action.version}));
    if (std::ranges::find(steps, ActionStep::finished) != steps.end())
        forms.emplace(milestones_address(action), web::form_now(milestone_fields(), {}));
    return forms;
}

web::Response action_page(const web::Visit& visit, db::Read& db, const Content& content, const ActionPlace& place, const Problems& problems,
                          web::Status status) {
    const auto& action = *place.action;
    const auto priority = place.whole->objective.priority;
    const auto choices = read_choices(db, visit.sight(), content.plan, visit.only);
    const auto steps = steps_open(visit, action);
    const auto is_open_to = [&](ActionStep step) { return std::ranges::find(steps, step) != steps.end(); };
    const bool may_work = is_open_to(ActionStep::finished);
    const auto only = [](bool is_there, web::Data data) { return is_there ? std::move(data) : web::Data(false); };
    auto response = plan_page(
        "plans/action", action.title, content,
        {{"header", web::header(text("plans.action.label"), action.title)},
         {"csrf", visit.csrf},
         {"seen_version", std::to_string(action.version)},
         {"address", address_of(action.id)},
         {"line", address_of(action.objective) + "/line-of-sight"},
         {"awaits", only(awaits_verification(action, priority),
                         web::notice("info", text("plans.action.awaits_notice"), text("plans.action.awaits_why")))},
         {"about", about(action, priority, visit.now)},
         {"proof", proof_of(action, choices)},
         {"milestones", milestone_rows(action, may_work, date_of(visit.now))},
         {"no_milestones", action.milestones.empty()},
         {"milestone_form", only(may_work, milestone_form(visit, action, problems))},
         {"begin", only(is_open_to(ActionStep::began), web::button(text("plans.action.begin")))},
         {"agree", only(is_open_to(ActionStep::agreed), web::button(text("plans.action.agree"), {}, {}, true))},
         {"finish", only(may_work, finish_form(visit, action, choices, problems))},
         {"verify", only(is_open_to(ActionStep::verified), web::button(text("plans.action.verify")))},
         {"send_back", only(is_open_to(ActionStep::sent_back),
                            step_form(visit, action, ActionStep::sent_back, text("plans.action.send_back"), problems))},
         {"was_sent_back", only(!action.sent_back.empty(), web::notice("warning", text("plans.action.was_sent_back"), action.sent_back))},
         {"drop",
          only(is_open_to(ActionStep::dropped), step_form(visit, action, ActionStep::dropped, text("plans.action.drop"), problems))},
         {"restore", only(is_open_to(ActionStep::restored), web::button(text("plans.action.restore"), {}, {}, true))},
         {"may_write", is_open_to(ActionStep::dropped)},
         {"effect", place.whole->effects.empty() ? text("plans.effect.none") : effect_in_words(place.whole->effects.back())}},
        status, {{address_of(place.whole->objective.id), place.whole->objective.title}});
    response.problems = problems;
    response.forms = forms_of(action, steps);
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "action");
    const auto place = content ? one_of(*content, visit.id<ActionId>("action")) : std::nullopt;
    return place ? action_page(visit, db, *content, *place, {}, web::Status::ok) : web::not_found();
}

// One step of an action point, with what is said with it: `step` answers what it becomes, or what is wrong.
template <class Step>
web::Response take_step(const web::Visit& visit, db::Write& db, ActionStep taken, Step step) {
    const auto content = find_content(visit, db, "action");
    const auto place = content ? one_of(*content, visit.id<ActionId>("action")) : std::nullopt;
    if (!place) return web::not_found();
    const auto draft = web::read_draft(step_fields(taken), visit.form);
    Outcome<ActionPoint> after = step(*content, *place->action, draft);
    if (!after) return action_page(visit, db, *content, *place, after.error(), web::Status::unprocessable);
    after->version = draft.seen_version;
    if (!save_action(db, visit.by(), content->plan.id, taken, *place->action, *after))
        return action_page(visit, db, *content, *place, {{"", "plans.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(address_of(after->id));
}

web::Response begin(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::began, [&](const Content&, const ActionPoint& action, const StepDraft&) {
        return begin_action(action, doer_of(visit), visit.now);
    });
}

web::Response agree(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::agreed, [&](const Content&, const ActionPoint& action, const StepDraft&) {
        auto after = agree_to_action(action, doer_for(visit, action), visit.now);
        if (after) after->agreed_by_name = visit.actor.name;
        return after;
    });
}

web::Response finish(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::finished, [&](const Content& content, const ActionPoint& action, const StepDraft& draft) {
        std::vector<EvidenceId> proofs;
        for (const auto& item : read_choices(db, visit.sight(), content.plan, visit.only).proofs) proofs.push_back(item.id);
        return finish_action(action, doer_of(visit), draft.proof, proofs, visit.now);
    });
}

web::Response verify(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::verified, [&](const Content&, const ActionPoint& action, const StepDraft&) {
        return verify_action(action, visit.actor.id, visit.now);
    });
}

web::Response send_back(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::sent_back, [&](const Content&, const ActionPoint& action, const StepDraft& draft) {
        return send_back_action(action, visit.actor.id, draft.sent_back, visit.now);
    });
}

web::Response drop(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::dropped, [&](const Content&, const ActionPoint& action, const StepDraft& draft) {
        return drop_action(action, draft.reason, visit.now);
    });
}

web::Response restore(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::restored,
                     [&](const Content&, const ActionPoint& action, const StepDraft&) { return restore_action(action, visit.now); });
}

template <class Step>
web::Response take_milestone(const web::Visit& visit, db::Write& db, Step step) {
    const auto content = find_content(visit, db, "action");
    const auto place = content ? one_of(*content, visit.id<ActionId>("action")) : std::nullopt;
    if (!place) return web::not_found();
    Problems problems;
    if (!place->action->is_open()) problems.push_back({"", "plans.action.not_open"});
    if (!may_work_on(*place->action, doer_of(visit))) problems.push_back({"", "plans.action.not_yours"});
    if (problems.empty()) problems = step(content->plan.id, *place->action);
    if (!problems.empty()) return action_page(visit, db, *content, *place, problems, web::Status::unprocessable);
    return web::see_other(address_of(place->action->id) + "#milestones");
}

web::Response plan_milestone(const web::Visit& visit, db::Write& db) {
    return take_milestone(visit, db, [&](const PlanId& plan, const ActionPoint& action) {
        const auto milestone = set_milestone(web::read_draft(milestone_fields(), visit.form), visit.now);
        if (!milestone) return milestone.error();
        add_milestone(db, visit.by(), plan, action.id, *milestone);
        return Problems{};
    });
}

web::Response reach(const web::Visit& visit, db::Write& db) {
    return take_milestone(visit, db, [&](const PlanId& plan, const ActionPoint& action) {
        const auto id = visit.id<MilestoneId>("milestone");
        const auto found = std::ranges::find(action.milestones, id, &Milestone::id);
        if (found != action.milestones.end() && reach_milestone(db, visit.by(), plan, action.id, *found)) return Problems{};
        return Problems{{"", "plans.milestone.not_there"}};
    });
}

}  // namespace

void add_action_pages(web::Router& router) {
    router.word("milestone");
    add_action_form_pages(router);
    router.get("/action-points/{action}", may::read, show);
    const auto shown_there = [](std::vector<FieldShape> fields) {
        return web::Traits{.fields = std::move(fields), .form_at = "/action-points/{action}", .reads_named = true};
    };
    const auto step = [&](ActionStep taken) { return shown_there(web::taken(step_fields(taken))); };
    router.post("/action-points/{action}/begin", may::read, begin, step(ActionStep::began));
    router.post("/action-points/{action}/agree", may::read, agree, step(ActionStep::agreed));
    router.post("/action-points/{action}/finish", may::read, finish, step(ActionStep::finished));
    router.post("/action-points/{action}/verify", may::evaluate, verify, step(ActionStep::verified));
    router.post("/action-points/{action}/send-back", may::evaluate, send_back, step(ActionStep::sent_back));
    router.post("/action-points/{action}/drop", may::lead, drop, step(ActionStep::dropped));
    router.post("/action-points/{action}/restore", may::lead, restore, step(ActionStep::restored));
    router.post("/action-points/{action}/milestones", may::read, plan_milestone, shown_there(web::taken(milestone_fields())));
    router.post("/action-points/{action}/milestones/{milestone}", may::read, reach, {.is_button = true, .reads_named = true});
}

}  // namespace touchstone::plans
