// The plans that are there, one plan at a glance, and its form.
#include "plans/plan_pages.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/word_search.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "evaluations/sharing_store.h"
#include "events/event_store.h"
#include "events/event_words_pages.h"
#include "people/draft_pages.h"
#include "people/history_store.h"
#include "plans/glance_pages.h"
#include "plans/picture_pages.h"
#include "plans/plan_words_pages.h"
#include "web/calendar.h"
#include "web/fields.h"

namespace touchstone::plans {
namespace {

using web::text;

constexpr int history_length = 200;
const FieldShape owner_shape{"owner", FieldShape::Kind::choice};

web::Response list(const web::Visit& visit, db::Read& db) {
    web::Table table{
        .id = "plans", .caption = text("plans.list.caption"), .heads = {}, .rows = {}, .is_sortable = true, .csv = "plans.csv"};
    for (const auto* column : {"plan", "owner", "period"}) table.heads.push_back({text(std::string("plans.list.") + column), {}});
    for (const auto* column : {"objectives", "actions", "done", "overdue"})
        table.heads.push_back({text(std::string("plans.list.") + column), {}, true});
    const auto plans = list_plans(db, visit.sight());
    const auto wanted = web::narrowed(visit);
    for (const auto& listed : plans) {
        if (!holds_words(listed.plan.title, wanted.words)) continue;
        table.rows.push_back({{listed.plan.title, address_of(listed.plan.id)},
                              {listed.plan.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : listed.plan.owner_name, {}},
                              {evaluations::period_in_words(listed.plan.from, listed.plan.to), {}},
                              {std::to_string(listed.objectives), {}, true},
                              {std::to_string(listed.actions), {}, true},
                              {std::to_string(listed.done), {}, true},
                              {std::to_string(listed.overdue), {}, true}});
    }
    const bool may_start = may::lead.holds(visit.actor);
    const auto start = may_start ? web::Data(web::link("/plans/new", text("plans.list.start"))) : web::Data(false);
    const bool is_empty = plans.empty();
    auto response = web::page(
        "plans/plans", text("plans.list.title"),
        {{"header", web::header("", text("plans.list.title"), text("plans.list.lead"))},
         {"start", is_empty ? web::Data(false) : start},
         {"nothing", is_empty ? web::Data(web::empty_state(text("plans.list.nothing"), text("plans.list.nothing_what"),
                                                           text("plans.list.nothing_why"), start))
                              : web::Data(false)},
         {"narrowing",
          is_empty ? web::Data(false) : web::narrowing(wanted, "/plans", text("search.list.plans"), static_cast<int>(table.rows.size()))},
         {"table", table.rows.empty() ? web::Data(false) : web::Data(web::table(table))}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

std::vector<EvaluationId> ids_of(const std::vector<Drawn>& readable) {
    std::vector<EvaluationId> ids;
    for (const auto& drawn : readable) ids.push_back(drawn.id);
    return ids;
}

web::Offers offers_of(const std::vector<Drawn>& readable) {
    std::vector<web::Option> evaluations;
    for (const auto& drawn : readable) evaluations.push_back({drawn.id.text, drawn.title, drawn.owner_name});
    return {{"evaluations", evaluations}};
}

web::Object form(const web::Visit& visit, const web::Offers& offers, const PlanDraft& draft, const Problems& problems,
                 const std::string& action) {
    auto data = web::components(plan_fields(), draft, problems, offers);
    data.merge({{"csrf", visit.csrf},
                {"action", action},
                {"owner", false},
                {"conflict", false},
                {"button", web::button(text("plans.plan.save"))}});
    return data;
}

// The partnership and organisations; a service has no plan of its own.
std::vector<evaluations::Owner> possible_leads(const web::Visit& visit, db::Read& db) {
    auto owners = evaluations::list_owners(db, visit.actor, Ability::lead, visit.now);
    std::erase_if(owners, [](const evaluations::Owner& owner) { return !owner.service.is_empty(); });
    std::ranges::stable_sort(owners, web::comes_before, &evaluations::Owner::name);  // the partnership has none
    return owners;
}

web::Data whose_plan(const std::vector<evaluations::Owner>& owners, const std::string& chosen, const Problems& problems) {
    if (owners.size() < 2) return false;
    std::vector<web::Option> options;
    for (const auto& owner : owners) {
        const bool is_all = owner.organisation.is_empty();
        options.push_back({text_of(owner), is_all ? text("plans.plan.integrated") : owner.name,
                           text(is_all ? "plans.plan.integrated_about" : "plans.plan.own_about")});
    }
    return web::radios({.name = "owner", .legend = text("plans.plan.owner"), .hint = {}, .options = options, .chosen = {chosen}}, problems);
}

web::Response new_page(const web::Visit& visit, db::Read& db, const PlanDraft& draft, const Problems& problems, web::Status status) {
    auto data = form(visit, offers_of(read_choices(db, visit.sight(), {}, visit.only).readable), draft, problems, "/plans/new");
    data["owner"] = whose_plan(possible_leads(visit, db), visit.form.text("owner"), problems);
    data.emplace("header", web::header("", text("plans.plan.new_title"), text("plans.plan.new_lead")));
    auto response = plan_page("plans/plan_form", text("plans.plan.new_title"), {}, std::move(data), status);
    response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    response.forms = {{"/plans/new", web::form_now(plan_fields(), draft, {{owner_shape, {visit.form.text("owner")}}})}};
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) { return new_page(visit, db, {}, {}, web::Status::ok); }

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto draft = web::read_draft(plan_fields(), visit.form);
    Plan fresh;
    fresh.id = PlanId::make(visit.now);
    fresh.created_by = visit.actor.id;
    fresh.created_at = visit.now;
    const auto owner = evaluations::owner_from(possible_leads(visit, db), visit.form.text("owner"));
    if (owner) fresh.owner = owner->organisation;
    const auto plan = draft_plan(fresh, draft, ids_of(read_choices(db, visit.sight(), {}, visit.only).readable));
    auto problems = plan ? Problems{} : plan.error();
    if (!owner) problems.push_back({"owner", "plans.plan.owner_missing"});
    if (!problems.empty()) return new_page(visit, db, draft, problems, web::Status::unprocessable);
    add_plan(db, visit.by(), *plan);
    people::forget_draft(visit, db);
    return web::see_other(address_of(plan->id), "plan");
}

// `theirs` is there when somebody else was faster.
web::Response edit_page(const web::Visit& visit, db::Read& db, const Content& content, const PlanDraft& draft, const Problems& problems,
                        web::Status status, const std::optional<PlanDraft>& theirs = {}) {
    const auto address = address_of(content.plan.id) + "/edit";
    const auto offers = offers_of(read_choices(db, visit.sight(), content.plan, visit.only).readable);
    auto data = form(visit, offers, draft, problems, address);
    if (theirs) data["conflict"] = web::compared(plan_fields(), draft, web::as_offered(plan_fields(), *theirs, offers), offers);
    data.emplace("header", web::header(content.plan.title, text("plans.plan.edit_title")));
    auto response = plan_page("plans/plan_form", text("plans.plan.edit_title"), content, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(plan_fields(), web::as_offered(plan_fields(), draft, offers))}};
    return response;
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "plan");
    return content ? edit_page(visit, db, *content, draft_of(content->plan), {}, web::Status::ok) : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "plan");
    if (!content) return web::not_found();
    auto draft = web::read_draft(plan_fields(), visit.form);
    auto named = visit.form.ids();
    for (const auto& drawn_on : content->plan.evaluations)
        named.push_back(drawn_on.text);  // what is no more ticked goes, if it is readable
    const auto after = draft_plan(content->plan, draft, ids_of(read_choices(db, visit.sight(), content->plan, db::Only(named)).readable));
    if (!after) return edit_page(visit, db, *content, draft, after.error(), web::Status::unprocessable);
    if (!save_plan(db, visit.by(), content->plan, *after)) {
        draft.seen_version = content->plan.version;  // saving again is now a choice
        return edit_page(visit, db, *content, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                         draft_of(content->plan));
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(content->plan.id), "plan");
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "plan");
    return content ? glance_page(visit, db, *content, {}, web::Status::ok) : web::not_found();
}

// What is due, as a file that calendars read; a later copy replaces an earlier one.
web::Response calendar(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "plan");
    if (!content) return web::not_found();
    return web::download_of(calendar_of(*content, visit.settings.base_url, visit.now), "plan.ics", web::calendar_media_type);
}

web::Response sign(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "plan");
    if (!content) return web::not_found();
    std::vector<OrganisationId> leads;
    for (const auto& organisation : signable(visit, *content)) leads.push_back(organisation.id);
    const auto draft = web::read_draft(signature_fields(), visit.form);
    auto signature = sign_part(content->plan, leads, draft.organisation, visit.form.number("seen_edition"), visit.actor.id, visit.now);
    if (!signature) return glance_page(visit, db, *content, signature.error(), web::Status::unprocessable);
    signature->organisation_name = std::ranges::find(content->organisations, signature->organisation, &Partner::id)->name;
    add_signature(db, visit.by(), content->plan.id, *signature);
    return web::see_other(address_of(content->plan.id) + "#signatures", "signed");
}

web::Response history(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "plan");
    if (!content) return web::not_found();
    web::List entries;
    for (const auto& happened : people::list_events(db, visit.actor.partnership, "plan", content->plan.id.text, history_length)) {
        const auto before = events::kept_in_words("plan", happened.event.before);  // nothing that was recorded disappears
        entries.push_back(web::Object{
            {"when", in_words(happened.event.at)},
            {"machine_time", iso(happened.event.at)},
            {"who", happened.actor_name},
            {"what", text("app.happened." + happened.event.verb, {{"part", happened.event.part}})},
            {"reason", before.empty() ? web::Data(false) : web::Data(text("evaluations.history.before", {{"words", before}}))}});
    }
    return plan_page("plans/history", text("plans.history.title"), *content,
                     {{"header", web::header(content->plan.title, text("plans.history.title"))}, {"entries", entries}}, web::Status::ok);
}

}  // namespace

void add_plan_pages(web::Router& router) {
    router.object("plan", look_up_plan);
    router.object("objective", look_up_objective);
    router.object("action", look_up_action);
    router.get("/plans", may::read, list);
    router.get("/plans/new", may::lead, show_new);
    router.post("/plans/new", may::lead, create, {.fields = web::taken(plan_fields(), {owner_shape}), .reads_named = true});
    router.get("/plans/{plan}", may::read, show);
    router.get("/plans/{plan}/calendar", may::read, calendar);
    router.get("/plans/{plan}/edit", may::lead, show_edit);
    router.post("/plans/{plan}/edit", may::lead, save, {.fields = web::taken(plan_fields()), .reads_named = true});
    router.get("/plans/{plan}/history", may::read, history);
    router.post("/plans/{plan}/signatures", may::read, sign,
                {.fields = web::taken(signature_fields(), {edition_shape}), .form_at = "/plans/{plan}", .reads_named = true});
}

}  // namespace touchstone::plans
