#include "plans/action_form_pages.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "people/draft_pages.h"
#include "plans/objective_store.h"
#include "plans/parts_pages.h"

namespace touchstone::plans {
namespace {

using web::text;

ActionDraft draft_of(const web::Form& form) {
    return {form.text("title"),     form.text("lead"),   form.text("owner"), web::typed_date(form, "starts"), web::typed_date(form, "due"),
            form.text("resources"), form.text("budget"), form.text("risks"), form.list("partners"),           form.number("seen_version")};
}

ActionDraft draft_of(const ActionPoint& action) {
    ActionDraft draft{action.title,
                      action.lead.id.text,
                      action.owner.text,
                      action.starts ? iso(*action.starts) : "",
                      action.due ? iso(*action.due) : "",
                      action.resources,
                      action.budget ? fmt::format("{}.{:02}", *action.budget / 100, *action.budget % 100) : "",
                      action.risks,
                      {},
                      action.version};
    for (const auto& partner : action.partners) draft.partners.push_back(partner.id.text);
    return draft;
}

// Everybody whom a form may name: those there now, and those that the action point names already.
Nameable nameable_of(const Content& content, const Choices& choices, const ActionPoint& action) {
    Nameable nameable{content.organisations, {}};
    for (const auto& person : choices.people) nameable.people.push_back(person.id);
    if (!action.owner.is_empty()) nameable.people.push_back(action.owner);
    if (!action.lead.id.is_empty()) nameable.organisations.push_back(action.lead);
    nameable.organisations.insert(nameable.organisations.end(), action.partners.begin(), action.partners.end());
    return nameable;
}

web::Data people_choice(const Choices& choices, const ActionPoint& action, const std::string& chosen, const Problems& problems) {
    std::vector<web::Option> people{{"", text("plans.action.nobody"), {}}};
    bool is_listed = action.owner.is_empty();
    for (const auto& person : choices.people) {
        people.push_back({person.id.text, web::listed({person.name, person.job}), {}});
        is_listed = is_listed || person.id == action.owner;
    }
    if (!is_listed) people.push_back({action.owner.text, action.owner_name, {}});
    return web::select({.name = "owner",
                        .legend = text("plans.action.owner"),
                        .hint = text("plans.action.owner_hint"),
                        .options = people,
                        .chosen = {chosen}},
                       problems);
}

// `action` has no id when it is a new one.
web::Response form_page(const web::Visit& visit, const Content& content, const Choices& choices, const ObjectiveWhole& whole,
                        const ActionPoint& action, const ActionDraft& draft, const Problems& problems, web::Status status,
                        web::Data conflict = false) {
    const bool is_new = action.id.is_empty();
    std::vector<web::Option> leads{{"", text("plans.action.choose_lead"), {}}}, partners;
    for (const auto& organisation : content.organisations) {
        leads.push_back({organisation.id.text, organisation.name, {}});
        partners.push_back({organisation.id.text, organisation.name, {}});
    }
    const auto title = text(is_new ? "plans.action.add" : "plans.action.edit");
    return plan_page(
        "plans/action_form", title, content,
        {{"header", web::header(is_new ? whole.objective.title : action.title, title)},
         {"error_summary", web::error_summary(problems)},
         {"csrf", visit.csrf},
         {"action", is_new ? address_of(whole.objective.id) + "/action-points/new" : address_of(action.id) + "/edit"},
         {"seen_version", std::to_string(draft.seen_version)},
         {"conflict", std::move(conflict)},
         {"title", text_field("title", "plans.action.title", draft.title, problems)},
         {"lead", web::select({.name = "lead", .legend = text("plans.action.lead"), .hint = {}, .options = leads, .chosen = {draft.lead}},
                              problems)},
         {"partners", partners.empty() ? web::Data(false)
                                       : web::checkboxes({.name = "partners",
                                                          .legend = text("plans.action.partners"),
                                                          .hint = {},
                                                          .options = partners,
                                                          .chosen = draft.partners,
                                                          .is_small = true},
                                                         problems)},
         {"owner", people_choice(choices, action, draft.owner, problems)},
         {"starts", date_field("starts", "plans.action.starts", draft.starts, problems)},
         {"due", date_field("due", "plans.action.due", draft.due, problems)},
         {"resources", words_field("resources", "plans.action.resources", draft.resources, problems, 2)},
         {"budget", text_field("budget", "plans.action.budget", draft.budget, problems, "fixed-10")},
         {"risks", words_field("risks", "plans.action.risks", draft.risks, problems, 2)},
         {"button", web::button(text("plans.action.save"))}},
        status, {{address_of(whole.objective.id), whole.objective.title}});
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "objective");
    const auto* whole = content ? find(*content, visit.id<ObjectiveId>("objective")) : nullptr;
    if (!whole) return web::not_found();
    return form_page(visit, *content, read_choices(db, visit.sight(), content->plan, visit.only), *whole, {}, {}, {}, web::Status::ok);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "objective");
    const auto* whole = content ? find(*content, visit.id<ObjectiveId>("objective")) : nullptr;
    if (!whole) return web::not_found();
    const auto choices = read_choices(db, visit.sight(), content->plan, visit.only);
    const auto draft = draft_of(visit.form);
    auto action = set_action({}, draft, nameable_of(*content, choices, {}), visit.now);
    if (action && whole->objective.closed_at) action = refuse({{"", "plans.objective.is_closed"}});
    if (!action) return form_page(visit, *content, choices, *whole, {}, draft, action.error(), web::Status::unprocessable);
    action->id = ActionId::make(visit.now);
    action->objective = whole->objective.id;
    add_action(db, visit.actor.partnership, *action);
    begin_edition(db, visit.actor.partnership, content->plan.id);
    happened(visit, db, content->plan.id, "added_action", action->title, "", as_json(*action));
    people::forget_draft(visit, db);
    return web::see_other(address_of(action->id));
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "action");
    const auto place = content ? find(*content, visit.id<ActionId>("action")) : std::nullopt;
    if (!place) return web::not_found();
    return form_page(visit, *content, read_choices(db, visit.sight(), content->plan, visit.only), *place->whole, *place->action,
                     draft_of(*place->action), {}, web::Status::ok);
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "action");
    const auto place = content ? find(*content, visit.id<ActionId>("action")) : std::nullopt;
    if (!place) return web::not_found();
    const auto choices = read_choices(db, visit.sight(), content->plan, visit.only);
    const auto& before = *place->action;
    auto draft = draft_of(visit.form);
    const auto again = [&](const Problems& problems, web::Status status, web::Data conflict) {
        return form_page(visit, *content, choices, *place->whole, before, draft, problems, status, std::move(conflict));
    };
    const auto after = set_action(before, draft, nameable_of(*content, choices, before), visit.now);
    if (!after) return again(after.error(), web::Status::unprocessable, false);
    if (!save_action(db, visit.actor.partnership, *after)) {
        const auto theirs = draft_of(before);
        draft.seen_version = before.version;  // saving again is now a choice
        return again({{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                     compared({{text("plans.action.title"), draft.title, theirs.title},
                               {text("plans.action.due"), draft.due, theirs.due},
                               {text("plans.action.resources"), draft.resources, theirs.resources},
                               {text("plans.action.risks"), draft.risks, theirs.risks}}));
    }
    begin_edition(db, visit.actor.partnership, content->plan.id);
    happened(visit, db, content->plan.id, "changed_action", after->title, as_json(before), as_json(*after));
    people::forget_draft(visit, db);
    return web::see_other(address_of(after->id));
}

// For the description of the API.
constexpr const char* action_fields =
    "{title, lead, owner, starts: day, due: day, resources, budget, risks, partners: [text], seen_version: number}";

}  // namespace

std::string as_json(const ActionPoint& action) {
    const auto draft = draft_of(action);
    return nlohmann::json{
        {"title", draft.title},         {"lead", action.lead.name},     {"starts", draft.starts}, {"due", draft.due},
        {"resources", draft.resources}, {"budget", draft.budget},       {"risks", draft.risks},   {"state", name_of(action.state)},
        {"reason", action.drop_reason}, {"sent_back", action.sent_back}}
        .dump();
}

void add_action_form_pages(web::Router& router) {
    router.get("/objectives/{objective}/action-points/new", may::lead, show_new);
    router.post("/objectives/{objective}/action-points/new", may::lead, create, {.takes = action_fields, .reads_named = true});
    router.get("/action-points/{action}/edit", may::lead, show_edit);
    router.post("/action-points/{action}/edit", may::lead, save, {.takes = action_fields, .reads_named = true});
}

}  // namespace touchstone::plans
