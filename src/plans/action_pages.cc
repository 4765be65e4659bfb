// One action point: what it is, how far it has come, and its proof.
#include <algorithm>

#include "people/draft_pages.h"
#include "plans/action_form_pages.h"
#include "plans/objective_store.h"
#include "plans/parts_pages.h"
#include "plans/plan_pages.h"

namespace touchstone::plans {
namespace {

using web::text;

Doer doer_of(const web::Visit& visit) { return {visit.actor.id, visit.may(Ability::lead, "action")}; }

web::Object about(const ActionPoint& action, Priority priority, Instant now) {
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) rows.push_back({text(std::string("plans.action.") + key), value, {}, {}, {}});
    };
    std::string partners;
    for (const auto& partner : action.partners) partners += (partners.empty() ? "" : "; ") + partner.name;
    add("state_head", state_in_words(action, priority, now));
    add("owner", action.owner_name.empty() ? text("plans.action.nobody") : action.owner_name);
    add("lead", action.lead.name);
    add("partners", partners);
    add("starts", day_in_words(action.starts));
    add("due", day_in_words(action.due));
    add("resources", action.resources);
    add("budget_head", action.budget ? "£" + pounds_in_words(*action.budget) : "");
    add("risks", action.risks);
    add("reason", action.drop_reason);
    if (action.done_at) add("done_on", in_words(date_of(*action.done_at)));
    if (action.verified_at)
        add("verified_by", text("plans.by_on", {{"name", action.verified_by_name}, {"when", in_words(date_of(*action.verified_at))}}));
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

web::Data finish_form(const web::Visit& visit, const ActionPoint& action, const Choices& choices, const Problems& problems) {
    std::vector<web::Option> proofs{{"", text("plans.action.choose_proof"), {}}};
    for (const auto& item : choices.proofs) proofs.push_back({item.id.text, item.title, {}});
    const bool may_add = may::contribute.holds(visit.actor);
    return web::Object{{"action", address_of(action.id) + "/finish"},
                       {"proof", web::select({.name = "proof",
                                              .legend = text("plans.action.proof"),
                                              .hint = text("plans.action.proof_hint"),
                                              .options = proofs,
                                              .chosen = {}},
                                             problems)},
                       {"add", may_add ? web::Data(web::link("/evidence/new", text("plans.action.add_evidence"))) : web::Data(false)},
                       {"ask", !may_add},
                       {"button", web::button(text("plans.action.finish"))}};
}

web::Data send_back_form(const web::Visit& visit, const ActionPoint& action, const Problems& problems) {
    return web::Object{{"action", address_of(action.id) + "/send-back"},
                       {"reason", words_field("sent_back", "plans.action.sent_back", visit.form.text("sent_back"), problems, 2)},
                       {"button", web::button(text("plans.action.send_back"), {}, {}, true)}};
}

web::Data drop_form(const web::Visit& visit, const ActionPoint& action, const Problems& problems) {
    return web::Object{{"action", address_of(action.id) + "/drop"},
                       {"reason", words_field("reason", "plans.action.reason", visit.form.text("reason"), problems, 2)},
                       {"button", web::button(text("plans.action.drop"), {}, {}, true)}};
}

web::Data milestone_form(const web::Visit& visit, const ActionPoint& action, const Problems& problems) {
    return web::Object{{"action", address_of(action.id) + "/milestones"},
                       {"title", text_field("milestone", "plans.milestone.title", visit.form.text("milestone"), problems)},
                       {"due", date_field("milestone_due", "plans.milestone.due", web::typed_date(visit.form, "milestone_due"), problems)},
                       {"button", web::button(text("plans.milestone.add"), {}, {}, true)}};
}

web::Response action_page(const web::Visit& visit, db::Read& db, const Content& content, const ActionPlace& place, const Problems& problems,
                          web::Status status) {
    const auto& action = *place.action;
    const auto priority = place.whole->objective.priority;
    const auto choices = read_choices(db, visit.sight(), content.plan, visit.only);
    const bool leads = visit.may(Ability::lead, "action");
    const bool may_work = may_work_on(action, doer_of(visit)) && action.is_open();
    const bool may_verify = visit.may(Ability::evaluate, "action") && verify_action(action, visit.actor.id, visit.now).has_value();
    const auto only = [](bool is_there, web::Data data) { return is_there ? std::move(data) : web::Data(false); };
    return plan_page(
        "plans/action", action.title, content,
        {{"header", web::header(text("plans.action.label"), action.title)},
         {"error_summary", web::error_summary(problems)},
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
         {"begin", only(may_work && action.state == ActionState::not_started, web::button(text("plans.action.begin")))},
         {"finish", only(may_work, finish_form(visit, action, choices, problems))},
         {"verify", only(may_verify, web::button(text("plans.action.verify")))},
         {"send_back", only(may_verify, send_back_form(visit, action, problems))},
         {"was_sent_back", only(!action.sent_back.empty(), web::notice("warning", text("plans.action.was_sent_back"), action.sent_back))},
         {"drop", only(leads && action.is_open(), drop_form(visit, action, problems))},
         {"may_write", leads && action.is_open()},
         {"effect", place.whole->effects.empty() ? text("plans.effect.none") : effect_in_words(place.whole->effects.back())}},
        status, {{address_of(place.whole->objective.id), place.whole->objective.title}});
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "action");
    const auto place = content ? find(*content, visit.id<ActionId>("action")) : std::nullopt;
    return place ? action_page(visit, db, *content, *place, {}, web::Status::ok) : web::not_found();
}

// One step of an action point: `step` answers what it becomes, or what is wrong.
template <class Step>
web::Response take_step(const web::Visit& visit, db::Write& db, ActionStep taken, Step step) {
    const auto content = find_content(visit, db, "action");
    const auto place = content ? find(*content, visit.id<ActionId>("action")) : std::nullopt;
    if (!place) return web::not_found();
    Outcome<ActionPoint> after = step(*content, *place->action);
    if (!after) return action_page(visit, db, *content, *place, after.error(), web::Status::unprocessable);
    after->version = visit.form.number("seen_version");
    if (!save_action(db, visit.by(), content->plan.id, taken, *place->action, *after))
        return action_page(visit, db, *content, *place, {{"", "plans.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(address_of(after->id));
}

web::Response begin(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::began,
                     [&](const Content&, const ActionPoint& action) { return begin_action(action, doer_of(visit), visit.now); });
}

web::Response finish(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::finished, [&](const Content& content, const ActionPoint& action) {
        std::vector<EvidenceId> proofs;
        for (const auto& item : read_choices(db, visit.sight(), content.plan, visit.only).proofs) proofs.push_back(item.id);
        return finish_action(action, doer_of(visit), visit.form.text("proof"), proofs, visit.now);
    });
}

web::Response verify(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::verified,
                     [&](const Content&, const ActionPoint& action) { return verify_action(action, visit.actor.id, visit.now); });
}

web::Response send_back(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::sent_back, [&](const Content&, const ActionPoint& action) {
        return send_back_action(action, visit.actor.id, visit.form.text("sent_back"), visit.now);
    });
}

web::Response drop(const web::Visit& visit, db::Write& db) {
    return take_step(visit, db, ActionStep::dropped,
                     [&](const Content&, const ActionPoint& action) { return drop_action(action, visit.form.text("reason"), visit.now); });
}

template <class Step>
web::Response take_milestone(const web::Visit& visit, db::Write& db, Step step) {
    const auto content = find_content(visit, db, "action");
    const auto place = content ? find(*content, visit.id<ActionId>("action")) : std::nullopt;
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
        const auto milestone = set_milestone(visit.form.text("milestone"), web::typed_date(visit.form, "milestone_due"), visit.now);
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
    router.post("/action-points/{action}/begin", may::read, begin, {.reads_named = true});
    router.post("/action-points/{action}/finish", may::read, finish, {.takes = "{proof, seen_version: number}", .reads_named = true});
    router.post("/action-points/{action}/verify", may::evaluate, verify, {.reads_named = true});
    router.post("/action-points/{action}/send-back", may::evaluate, send_back,
                {.takes = "{sent_back, seen_version: number}", .reads_named = true});
    router.post("/action-points/{action}/drop", may::lead, drop, {.takes = "{reason, seen_version: number}", .reads_named = true});
    router.post("/action-points/{action}/milestones", may::read, plan_milestone,
                {.takes = "{milestone, milestone_due: day}", .reads_named = true});
    router.post("/action-points/{action}/milestones/{milestone}", may::read, reach, {.reads_named = true});
}

}  // namespace touchstone::plans
