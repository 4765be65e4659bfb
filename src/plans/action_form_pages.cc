#include "plans/action_form_pages.h"

#include "people/draft_pages.h"
#include "plans/objective_store.h"
#include "plans/plan_words_pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::plans {
namespace {

using web::text;

// Everybody whom a form may name: those there now, and those that the action point names already.
Nameable nameable_of(const Content& content, const Choices& choices, const ActionPoint& action) {
    Nameable nameable{content.organisations, {}};
    for (const auto& person : choices.people) nameable.people.push_back(person.id);
    if (!action.owner.is_empty()) nameable.people.push_back(action.owner);
    if (!action.lead.id.is_empty()) nameable.organisations.push_back(action.lead);
    nameable.organisations.insert(nameable.organisations.end(), action.partners.begin(), action.partners.end());
    return nameable;
}

std::vector<web::Option> people_offered(const Choices& choices, const ActionPoint& action) {
    std::vector<web::Option> people{{"", text("plans.action.nobody"), {}}};
    bool is_listed = action.owner.is_empty();
    for (const auto& person : choices.people) {
        people.push_back({person.id.text, web::listed({person.name, person.job}), {}});
        is_listed = is_listed || person.id == action.owner;
    }
    if (!is_listed) people.push_back({action.owner.text, action.owner_name, {}});
    web::sort_by_label(people);
    return people;
}

web::Offers offers_of(const Content& content, const Choices& choices, const ActionPoint& action) {
    std::vector<web::Option> leads{{"", text("plans.action.choose_lead"), {}}}, partners;
    for (const auto& organisation : content.organisations) partners.push_back({organisation.id.text, organisation.name, {}});
    web::sort_by_label(partners);
    leads.insert(leads.end(), partners.begin(), partners.end());
    return {{"lead", leads}, {"partners", partners}, {"owner", people_offered(choices, action)}};
}

// `action` has no id when it is a new one, `theirs` one when somebody else was faster.
web::Response form_page(const web::Visit& visit, const Content& content, const Choices& choices, const ObjectiveWhole& whole,
                        const ActionPoint& action, const ActionDraft& draft, const Problems& problems, web::Status status,
                        const std::optional<ActionDraft>& theirs = {}) {
    const bool is_new = action.id.is_empty();
    const auto title = text(is_new ? "plans.action.add" : "plans.action.edit");
    const auto address = is_new ? address_of(whole.objective.id) + "/action-points/new" : address_of(action.id) + "/edit";
    const auto offers = offers_of(content, choices, action);
    auto data = web::components(action_fields(), draft, problems, offers);
    data.merge({{"header", web::header(is_new ? whole.objective.title : action.title, title)},
                {"csrf", visit.csrf},
                {"action", address},
                {"conflict", theirs ? web::Data(web::compared(action_fields(), draft, *theirs, offers)) : web::Data(false)},
                {"button", web::button(text("plans.action.save"))}});
    auto response =
        plan_page("plans/action_form", title, content, std::move(data), status, {{address_of(whole.objective.id), whole.objective.title}});
    response.problems = problems;
    response.forms = {{address, web::form_now(action_fields(), draft)}};
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "objective");
    const auto* whole = content ? one_of(*content, visit.id<ObjectiveId>("objective")) : nullptr;
    if (!whole) return web::not_found();
    return form_page(visit, *content, read_choices(db, visit.sight(), content->plan, visit.only), *whole, {}, {}, {}, web::Status::ok);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "objective");
    const auto* whole = content ? one_of(*content, visit.id<ObjectiveId>("objective")) : nullptr;
    if (!whole) return web::not_found();
    const auto choices = read_choices(db, visit.sight(), content->plan, visit.only);
    const auto draft = web::read_draft(action_fields(), visit.form);
    auto action = set_action({}, draft, nameable_of(*content, choices, {}), visit.now);
    if (action && whole->objective.closed_at) action = refuse({{"", "plans.objective.is_closed"}});
    if (!action) return form_page(visit, *content, choices, *whole, {}, draft, action.error(), web::Status::unprocessable);
    action->id = ActionId::make(visit.now);
    action->objective = whole->objective.id;
    add_action(db, visit.by(), content->plan.id, *action);
    begin_edition(db, visit.by(), content->plan.id);
    people::forget_draft(visit, db);
    return web::see_other(address_of(action->id), "action");
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "action");
    const auto place = content ? one_of(*content, visit.id<ActionId>("action")) : std::nullopt;
    if (!place) return web::not_found();
    return form_page(visit, *content, read_choices(db, visit.sight(), content->plan, visit.only), *place->whole, *place->action,
                     draft_of(*place->action), {}, web::Status::ok);
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "action");
    const auto place = content ? one_of(*content, visit.id<ActionId>("action")) : std::nullopt;
    if (!place) return web::not_found();
    const auto choices = read_choices(db, visit.sight(), content->plan, visit.only);
    const auto& before = *place->action;
    auto draft = web::read_draft(action_fields(), visit.form);
    const auto again = [&](const Problems& problems, web::Status status, const std::optional<ActionDraft>& theirs) {
        return form_page(visit, *content, choices, *place->whole, before, draft, problems, status, theirs);
    };
    const auto after = set_action(before, draft, nameable_of(*content, choices, before), visit.now);
    if (!after) return again(after.error(), web::Status::unprocessable, {});
    if (!save_action(db, visit.by(), content->plan.id, ActionStep::changed, before, *after)) {
        draft.seen_version = before.version;  // saving again is now a choice
        return again({{"", "evaluations.changed_meanwhile"}}, web::Status::conflict, draft_of(before));
    }
    begin_edition(db, visit.by(), content->plan.id);
    people::forget_draft(visit, db);
    return web::see_other(address_of(after->id), "action");
}

}  // namespace

void add_action_form_pages(web::Router& router) {
    router.get("/objectives/{objective}/action-points/new", may::lead, show_new);
    router.post("/objectives/{objective}/action-points/new", may::lead, create,
                {.fields = web::taken(action_fields()), .reads_named = true});
    router.get("/action-points/{action}/edit", may::lead, show_edit);
    router.post("/action-points/{action}/edit", may::lead, save, {.fields = web::taken(action_fields()), .reads_named = true});
}

}  // namespace touchstone::plans
