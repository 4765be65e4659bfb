// One organisation or one service: looking at it, describing it anew, closing it and opening it again.
#include "people/organisation_edit_pages.h"

#include <algorithm>

#include "events/event_store.h"
#include "people/history_store.h"
#include "people/joining_store.h"
#include "people/organisation_store.h"
#include "people/organisation_words_pages.h"
#include "people/placing_pages.h"
#include "web/fields.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::people {

using namespace events;
namespace {

using web::text;

web::Offers organisation_offers() {
    std::vector<web::Option> kinds{{"", text("people.organisations.kind_missing"), {}}};
    for (const auto& kind : organisation_kinds()) kinds.push_back({kind, kind_word(kind), {}});
    return {{"kind", kinds}};
}

web::Object organisation_form(const OrganisationDraft& draft, const Problems& problems, const std::string& action) {
    auto data = web::components(organisation_fields(), draft, problems, organisation_offers());
    data["name"] = plain_input("name", text("people.organisations.name"), draft.name, problems);
    data.merge({{"action", action}, {"button", web::button(text("people.organisations.save"))}});
    return data;
}

// What the form holds, and what is there.
web::Offers service_offers(const web::Visit& visit, const Everything& all, const std::vector<ServiceDraft>& drafts) {
    const auto names = [&](std::string ServiceDraft::* member, const std::string& id) {
        return std::ranges::find(drafts, id, member) != drafts.end();
    };
    std::vector<web::Option> organisations{{"", text("people.services.choose"), {}}}, levels,
        parents{{"", text("people.services.no_parent"), {}}};
    for (const auto& organisation : all.organisations)
        if ((!organisation.closed_at && organisation.is_kept_here() && may_change(visit, organisation.id)) ||
            names(&ServiceDraft::organisation, organisation.id.text))
            organisations.push_back({organisation.id.text, organisation.name, {}});
    for (int level = 1; level <= 3; ++level)
        levels.push_back({level_name(level), level_word(level), text("evaluations.level." + level_name(level) + ".about")});
    // Below another organisation's service a place is asked for; there it may only stay.
    const auto is_own = [&](const Service& service) {
        const auto& chosen = drafts.front().organisation;
        return chosen.empty() ? may_change(visit, service.organisation) : service.organisation.text == chosen;
    };
    for (const auto& service : all.services)
        if ((!service.closed_at && is_own(service)) || names(&ServiceDraft::parent, service.id.text))
            parents.push_back({service.id.text, service.name + " (" + service.organisation_name + ")", {}});
    web::sort_by_label(organisations);
    web::sort_by_label(parents);
    return {{"organisation", organisations}, {"level", levels}, {"parent", parents}};
}

web::Object service_form(const web::Visit& visit, const Everything& all, const ServiceDraft& draft, const Problems& problems,
                         const std::string& action) {
    auto data = web::components(service_fields(), draft, problems, service_offers(visit, all, {draft}));
    data["name"] = plain_input("name", text("people.service.name"), draft.name, problems);
    data.merge({{"action", action}, {"button", web::button(text("people.services.save"))}});
    return data;
}

// What a page of this kind is made of; parts that are not there are false.
web::Object nothing_yet(const web::Visit& visit) {
    web::Object data{{"csrf", visit.csrf}};
    for (const auto* part :
         {"taken_in", "facts", "conflict", "of_organisation", "of_service", "placing", "merge", "joining", "leaving", "state"})
        data[part] = false;
    return data;
}

web::Object state_form(const std::string& address, const std::optional<Instant>& closed_at) {
    return {{"action", address + "/state"},
            {"about", text(closed_at ? "people.organisations.reopen_about" : "people.organisations.close_about")},
            {"button", closed_at ? web::button(text("people.organisations.reopen"), "state", "open", true)
                                 : web::button(text("people.organisations.close"), "state", "closed", true)}};
}

// Somebody else was faster: who, beside both versions.
web::Object conflict(const web::Visit& visit, db::Read& db, const std::string& kind, const std::string& id, web::Object compared) {
    const auto last = list_events(db, visit.actor.partnership, kind, id, 1);
    const bool is_known = !last.empty() && !last.front().actor_name.empty();
    compared["who"] = is_known ? last.front().actor_name : text("people.organisations.somebody");
    compared["when"] = last.empty() ? "" : in_words(last.front().event.at);
    return compared;
}

const FieldShape state_shape{"state", FieldShape::Kind::choice, 0, true, {"closed", "open"}};
// What the button of the state's form would make of it.
std::pair<const std::string, web::FormNow> state_now(const std::string& address, const std::optional<Instant>& closed_at) {
    return {address + "/state", {{{state_shape, {closed_at ? "open" : "closed"}}}, {}}};
}

// Looking at or changing one organisation.
struct Shown {
    Problems problems;
    web::Status status = web::Status::ok;
    web::Data conflict = false;
};

web::Data joining_data(const std::vector<Partnership>& partnerships, const Organisation& organisation, const web::Visit& visit) {
    web::List names;
    for (const auto& partnership : partnerships) names.push_back(partnership.name);
    return web::Object{
        {"partnerships", names},
        {"is_alone", names.empty()},
        {"code_form", !organisation.closed_at && may_change(visit, organisation.id) ? web::Data(address_of(organisation) + "/joining-codes")
                                                                                    : web::Data(false)}};
}

bool is_described_here(const web::Visit& visit, const Organisation& organisation) {
    return may_change(visit, organisation.id) && organisation.is_kept_here() && organisation.merged_into.is_empty();
}
bool is_described_here(const web::Visit& visit, const Service& service) {
    return may_change(visit, service.organisation) && service.is_kept_here() && service.merged_into.is_empty();
}
bool may_let_go(const web::Visit& visit, const Organisation& organisation) {
    return may_change(visit, {}) && !organisation.is_kept_here() && !organisation.has_left;
}

web::Response show(const web::Visit& visit, db::Read& db, const Everything& all, const Organisation& organisation,
                   const OrganisationDraft& draft, Shown shown) {
    auto data = nothing_yet(visit);
    const auto came_from = one_of(all, OrganisationId{visit.query.text("merged")});
    if (came_from && came_from->merged_into == organisation.id)
        data["taken_in"] = web::notice(
            "info", text("people.merge.now_part", {{"name", came_from->name}, {"date", in_words(date_of(*came_from->closed_at))}}));
    std::string lead = kind_word(organisation.kind) + ". " + closed_word(organisation.closed_at) + ".";
    if (!organisation.is_kept_here()) lead += " " + text("people.organisations.kept_elsewhere") + ".";
    data["header"] = web::header("", organisation.name, lead);
    data["conflict"] = std::move(shown.conflict);
    web::List services;
    for (const auto& [service, depth] : as_tree(all.services, organisation.id))
        services.push_back(web::Object{{"href", address_of(*service)},
                                       {"text", service->name},
                                       {"level", level_word(service->level)},
                                       {"children_part", web::or_false(service->children_part)},
                                       {"closed", service->closed_at ? web::Data(closed_word(service->closed_at)) : web::Data(false)}});
    data["facts"] = web::Object{{"services", services}, {"has_none", services.empty()}};
    if (is_described_here(visit, organisation)) {
        data["of_organisation"] = organisation_form(draft, shown.problems, address_of(organisation));
        data["state"] = state_form(address_of(organisation), organisation.closed_at);
        if (!visit.actor.works_alone)
            data["joining"] = joining_data(list_partnerships_with(db, visit.actor.partnership, organisation.id), organisation, visit);
        if (may_change(visit, {})) data["merge"] = address_of(organisation) + "/merge";
    }
    if (may_let_go(visit, organisation)) data["leaving"] = address_of(organisation) + "/leave";
    auto response = organisation_page("people/organisation_form", organisation.name, std::move(data), shown.status);
    response.problems = shown.problems;
    if (is_described_here(visit, organisation))
        response.forms = {{address_of(organisation), web::form_now(organisation_fields(), draft)},
                          state_now(address_of(organisation), organisation.closed_at)};
    return response;
}

web::Response show_organisation(const web::Visit& visit, db::Read& db) {
    const auto all = list_everything(db, visit.actor.partnership);
    const auto* found = one_of(all, visit.id<OrganisationId>("organisation"));
    if (!found) return web::not_found();
    if (!found->merged_into.is_empty()) return web::see_other("/organisations/" + found->merged_into.text + "?merged=" + found->id.text);
    return show(visit, db, all, *found, draft_of(*found), {});
}

web::Response save_organisation_form(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto* found = one_of(named, visit.id<OrganisationId>("organisation"));
    if (!found) return web::not_found();
    auto draft = web::read_draft(organisation_fields(), visit.form);
    const auto after = describe(*found, draft, list_organisations_called(db, visit.actor.partnership, draft.name));
    if (!after)
        return show(visit, db, list_everything(db, visit.actor.partnership), *found, draft, {after.error(), web::Status::unprocessable});
    if (!save_organisation(db, visit.by(), *found, *after)) {
        draft.seen_version = found->version;  // saving again is now a choice
        return show(visit, db, list_everything(db, visit.actor.partnership), *found, draft,
                    {{{"", "people.organisations.overtaken"}},
                     web::Status::conflict,
                     conflict(visit, db, "organisation", found->id.text,
                              web::compared(organisation_fields(), draft, draft_of(*found), organisation_offers()))});
    }
    bring_up_to_date(db, visit.actor.partnership, found->id, visit.now);
    return web::see_other("/organisations");
}

web::Response change_organisation_state(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto* found = one_of(named, visit.id<OrganisationId>("organisation"));
    if (!found) return web::not_found();
    const auto after = closed(*found, visit.form.text("state") == "closed" ? std::optional(visit.now) : std::nullopt);
    // Asked twice, or by two people: what they wanted is so already.
    if (found->is_kept_here() && found->merged_into.is_empty() && after.closed_at.has_value() != found->closed_at.has_value() &&
        save_organisation(db, visit.by(), *found, after))
        bring_up_to_date(db, visit.actor.partnership, found->id, visit.now);
    return web::see_other(address_of(*found));
}

web::Response show(const web::Visit& visit, db::Read& db, const Everything& all, const Service& service, const ServiceDraft& draft,
                   Shown shown) {
    auto data = nothing_yet(visit);
    const auto came_from = one_of(all, ServiceId{visit.query.text("merged")});
    if (came_from && came_from->merged_into == service.id)
        data["taken_in"] = web::notice(
            "info", text("people.merge.now_part", {{"name", came_from->name}, {"date", in_words(date_of(*came_from->closed_at))}}));
    std::string lead = service.organisation_name + ". " + text("evaluations.level." + level_name(service.level) + ".works") + ". " +
                       closed_word(service.closed_at) + ".";
    if (const auto* parent = service.parent ? one_of(all, *service.parent) : nullptr)
        lead += " " + text("people.services.is_part_of", {{"name", parent->name}});
    if (!service.children_part.empty()) lead += " " + text("people.services.only_part", {{"words", service.children_part}});
    if (!service.is_kept_here()) lead += " " + text("people.organisations.kept_elsewhere") + ".";
    data["header"] = web::header("", service.name, lead);
    data["conflict"] = std::move(shown.conflict);
    if (is_described_here(visit, service)) {
        data["of_service"] = service_form(visit, all, draft, shown.problems, address_of(service));
        data["state"] = state_form(address_of(service), service.closed_at);
        data["merge"] = address_of(service) + "/merge";
    }
    auto placing = placing_of(visit, db, all, service, shown.problems);
    data["placing"] = std::move(placing.data);
    auto response = organisation_page("people/organisation_form", service.name, std::move(data), shown.status);
    response.problems = shown.problems;
    if (is_described_here(visit, service))
        response.forms = {{address_of(service), web::form_now(service_fields(), draft)}, state_now(address_of(service), service.closed_at)};
    response.forms.merge(placing.forms);
    return response;
}

web::Response show_service(const web::Visit& visit, db::Read& db) {
    const auto all = list_everything(db, visit.actor.partnership);
    const auto* found = one_of(all, visit.id<ServiceId>("service"));
    if (!found) return web::not_found();
    if (!found->merged_into.is_empty()) return web::see_other("/services/" + found->merged_into.text + "?merged=" + found->id.text);
    return show(visit, db, all, *found, draft_of(*found), {});
}

// Where it is now first: what it left is compared with that.
void bring_both_up_to_date(db::Write& db, const web::Visit& visit, const Service& before, const Service& after) {
    bring_up_to_date(db, visit.actor.partnership, after.organisation, visit.now);
    if (before.organisation != after.organisation) bring_up_to_date(db, visit.actor.partnership, before.organisation, visit.now);
}

web::Response save_service_form(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto* found = one_of(named, visit.id<ServiceId>("service"));
    if (!found) return web::not_found();
    auto draft = web::read_draft(service_fields(), visit.form);
    auto after = describe(*found, draft, named.organisations, named.services);
    if (after && !may_change(visit, after->organisation)) after = refuse({{"organisation", "people.services.organisation_missing"}});
    if (!after)
        return show(visit, db, list_everything(db, visit.actor.partnership), *found, draft, {after.error(), web::Status::unprocessable});
    if (!save_service(db, visit.by(), *found, *after)) {
        draft.seen_version = found->version;  // saving again is now a choice
        const auto all = list_everything(db, visit.actor.partnership);
        const auto theirs = draft_of(*found);
        return show(visit, db, all, *found, draft,
                    {{{"", "people.organisations.overtaken"}},
                     web::Status::conflict,
                     conflict(visit, db, "service", found->id.text,
                              web::compared(service_fields(), draft, theirs, service_offers(visit, all, {draft, theirs})))});
    }
    bring_both_up_to_date(db, visit, *found, *after);
    return web::see_other("/organisations");
}

web::Response change_service_state(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto* found = one_of(named, visit.id<ServiceId>("service"));
    if (!found) return web::not_found();
    const auto after = closed(*found, visit.form.text("state") == "closed" ? std::optional(visit.now) : std::nullopt);
    if (found->is_kept_here() && found->merged_into.is_empty() && after.closed_at.has_value() != found->closed_at.has_value() &&
        save_service(db, visit.by(), *found, after))
        bring_both_up_to_date(db, visit, *found, after);
    return web::see_other(address_of(*found));
}

// The two forms have fields of the same names, so each stands on a page of its own.
web::Response new_page(const web::Visit& visit, const std::string& title, const char* which, const web::Object& form,
                       const Problems& problems, web::Status status) {
    auto data = nothing_yet(visit);
    data["header"] = web::header("", title);
    data[which] = form;
    auto response = organisation_page("people/organisation_form", title, std::move(data), status);
    response.problems = problems;
    return response;
}

web::Response new_organisation(const web::Visit& visit, const OrganisationDraft& draft, const Problems& problems, web::Status status) {
    const auto address = "/organisations/new";
    auto response =
        new_page(visit, text("people.organisations.add"), "of_organisation", organisation_form(draft, problems, address), problems, status);
    response.forms = {{address, web::form_now(organisation_fields(), draft)}};
    return response;
}

web::Response show_new_organisation(const web::Visit& visit, db::Read&) { return new_organisation(visit, {}, {}, web::Status::ok); }

web::Response create_organisation(const web::Visit& visit, db::Write& db) {
    const auto draft = web::read_draft(organisation_fields(), visit.form);
    Organisation fresh;
    fresh.id = OrganisationId::make(visit.now);
    const auto made = describe(fresh, draft, list_organisations_called(db, visit.actor.partnership, draft.name));
    if (!made) return new_organisation(visit, draft, made.error(), web::Status::unprocessable);
    add_organisation(db, visit.by(), *made);
    return web::see_other("/organisations");
}

web::Response new_service(const web::Visit& visit, const Everything& all, const ServiceDraft& draft, const Problems& problems,
                          web::Status status) {
    const auto address = "/services/new";
    auto response =
        new_page(visit, text("people.services.add"), "of_service", service_form(visit, all, draft, problems, address), problems, status);
    response.forms = {{address, web::form_now(service_fields(), draft)}};
    return response;
}

web::Response show_new_service(const web::Visit& visit, db::Read& db) {
    return new_service(visit, list_everything(db, visit.actor.partnership), {visit.query.text("organisation"), {}, {}, {}, 0}, {},
                       web::Status::ok);
}

web::Response create_service(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto draft = web::read_draft(service_fields(), visit.form);
    Service fresh;
    fresh.id = ServiceId::make(visit.now);
    auto made = describe(fresh, draft, named.organisations, named.services);
    if (made && !may_change(visit, made->organisation)) made = refuse({{"organisation", "people.services.organisation_missing"}});
    if (!made) return new_service(visit, list_everything(db, visit.actor.partnership), draft, made.error(), web::Status::unprocessable);
    add_service(db, visit.by(), *made);
    bring_up_to_date(db, visit.actor.partnership, made->organisation, visit.now);
    return web::see_other("/organisations");
}

}  // namespace

web::Response service_page(const web::Visit& visit, db::Read& db, const Everything& all, const Service& service, const Problems& problems,
                           web::Status status) {
    return show(visit, db, all, service, draft_of(service), {problems, status});
}

void add_organisation_edit_pages(web::Router& router) {
    router.get("/organisations/new", may::administer_partnership, show_new_organisation);
    router.post("/organisations/new", may::administer_partnership, create_organisation, {.fields = web::taken(organisation_fields())});
    router.get("/organisations/{organisation}", may::read, show_organisation);
    router.post("/organisations/{organisation}", may::administer, save_organisation_form, {.fields = web::taken(organisation_fields())});
    router.post("/organisations/{organisation}/state", may::administer, change_organisation_state,
                {.fields = {state_shape}, .form_at = "/organisations/{organisation}"});
    router.get("/services/new", may::administer, show_new_service);
    router.post("/services/new", may::administer, create_service, {.fields = web::taken(service_fields())});
    router.get("/services/{service}", may::read, show_service);
    router.post("/services/{service}", may::administer, save_service_form, {.fields = web::taken(service_fields())});
    router.post("/services/{service}/state", may::administer, change_service_state,
                {.fields = {state_shape}, .form_at = "/services/{service}"});
    add_placing_pages(router);
}

}  // namespace touchstone::people
