// The partnership's organisations and the services they provide: a picture with its table, adding, describing anew, closing.
#include "people/organisation_pages.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "charts/organisation_chart.h"
#include "people/event_store.h"
#include "people/organisation_store.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

constexpr std::size_t services_in_one_picture = 60;

struct Everything {
    std::vector<Organisation> organisations;
    std::vector<Service> services;
};

Everything everything(const web::Visit& visit, db::Read& db) {
    return {list_organisations(db, visit.actor.partnership), list_services(db, visit.actor.partnership)};
}

std::string kind_word(const std::string& kind) { return text("people.organisations.kind_" + kind); }
std::string level_word(int level) { return text("evaluations.level." + level_name(level) + ".name"); }
std::string closed_word(const std::optional<Instant>& at) {
    return at ? text("people.organisations.closed", {{"date", in_words(date_of(*at))}}) : text("people.organisations.open");
}
std::string address_of(const Organisation& organisation) { return "/organisations/" + organisation.id.text; }
std::string address_of(const Service& service) { return "/services/" + service.id.text; }
bool may_change(const web::Visit& visit, const OrganisationId& organisation) {
    return visit.actor.seen_by.is_empty() && may_do(visit.actor, Ability::administer, Place{organisation, {}, {}});
}

// Open ones only; with many services, organisations only, and the table has the rest.
std::string picture(const Everything& all) {
    charts::OrganisationChart chart{"organisations", text("people.organisations.chart"), text("people.organisations.chart_about"), {}};
    chart.rows.push_back({0, text("people.organisations.partnership"), "", 0});
    const bool with_services = all.services.size() <= services_in_one_picture;
    for (const auto& organisation : all.organisations) {
        if (organisation.closed_at) continue;
        chart.rows.push_back({1, organisation.name, kind_word(organisation.kind), 0});
        for (const auto& [service, depth] : as_tree(all.services, organisation.id))
            if (with_services && !service->closed_at)
                chart.rows.push_back({2 + depth, service->name, level_word(service->level), service->level});
    }
    return charts::organisation_chart_svg(chart);
}

web::Data services_table(const web::Visit& visit, const Everything& all) {
    web::Table table{
        .id = "services", .caption = text("people.services.caption"), .heads = {}, .rows = {}, .is_sortable = true, .csv = "services.csv"};
    for (const auto* head : {"name", "organisation", "level", "part_of", "state"})
        table.heads.push_back({text(std::string("people.services.") + head), {}});
    for (const auto& service : all.services) {
        const auto parent = service.parent ? std::ranges::find(all.services, *service.parent, &Service::id) : all.services.end();
        table.rows.push_back({{service.name, may_change(visit, service.organisation) ? address_of(service) : ""},
                              {service.organisation_name, {}},
                              {level_word(service.level), {}},
                              {parent == all.services.end() ? "" : parent->name, {}},
                              {closed_word(service.closed_at), {}}});
    }
    return web::table(table);
}

web::Data figure(const web::Visit& visit, const Everything& all) {
    if (all.organisations.empty()) return false;
    web::List legend;
    return web::Object{
        {"id", "organisation_chart"},
        {"title", text("people.organisations.chart")},
        {"sentence", text("people.organisations.reading",
                          {{"organisations", web::counted("people.organisations.count", static_cast<int>(all.organisations.size()))},
                           {"services", web::counted("people.services.count", static_cast<int>(all.services.size()))}})},
        {"legend", legend},
        {"picture", picture(all)},
        {"table_head", text("people.organisations.as_table")},
        {"table", services_table(visit, all)},
        {"is_open", true}};
}

web::List organisation_links(const web::Visit& visit, const Everything& all) {
    web::List list;
    for (const auto& organisation : all.organisations)
        list.push_back(web::Object{{"href", may_change(visit, organisation.id) ? web::Data(address_of(organisation)) : web::Data(false)},
                                   {"text", organisation.name},
                                   {"kind", kind_word(organisation.kind)},
                                   {"closed", organisation.closed_at ? web::Data(closed_word(organisation.closed_at)) : web::Data(false)}});
    return list;
}

web::Data name_input(const std::string& label, const std::string& value, const Problems& problems) {
    return web::text_input(
        {.name = "name", .label = label, .hint = {}, .value = value, .type = "text", .autocomplete = "off", .width = "fluid-two-thirds"},
        problems);
}

web::Object organisation_form(const OrganisationDraft& draft, const Problems& problems, const std::string& action) {
    std::vector<web::Option> kinds;
    for (const auto& kind : organisation_kinds()) kinds.push_back({kind, kind_word(kind), {}});
    return {
        {"action", action},
        {"seen_version", std::to_string(draft.seen_version)},
        {"name", name_input(text("people.organisations.name"), draft.name, problems)},
        {"kind",
         web::radios({.name = "kind", .legend = text("people.organisations.kind"), .hint = {}, .options = kinds, .chosen = {draft.kind}},
                     problems)},
        {"button", web::button(text("people.organisations.save"))}};
}

web::Object service_form(const web::Visit& visit, const Everything& all, const ServiceDraft& draft, const Problems& problems,
                         const std::string& action) {
    std::vector<web::Option> organisations{{"", text("people.services.choose"), {}}}, levels,
        parents{{"", text("people.services.no_parent"), {}}};
    for (const auto& organisation : all.organisations)
        if ((!organisation.closed_at && may_change(visit, organisation.id)) || organisation.id.text == draft.organisation)
            organisations.push_back({organisation.id.text, organisation.name, {}});
    for (int level = 1; level <= 3; ++level)
        levels.push_back({level_name(level), level_word(level), text("evaluations.level." + level_name(level) + ".about")});
    for (const auto& service : all.services)
        if (!service.closed_at || service.id.text == draft.parent)
            parents.push_back({service.id.text, service.name + " (" + service.organisation_name + ")", {}});
    return {{"action", action},
            {"seen_version", std::to_string(draft.seen_version)},
            {"organisation", web::select({.name = "organisation",
                                          .legend = text("people.services.form_organisation"),
                                          .hint = {},
                                          .options = organisations,
                                          .chosen = {draft.organisation}},
                                         problems)},
            {"name", name_input(text("people.services.form_name"), draft.name, problems)},
            {"level",
             web::radios(
                 {.name = "level", .legend = text("people.services.form_level"), .hint = {}, .options = levels, .chosen = {draft.level}},
                 problems)},
            {"parent", web::select({.name = "parent",
                                    .legend = text("people.services.part_of"),
                                    .hint = text("people.services.parent_hint"),
                                    .options = parents,
                                    .chosen = {draft.parent}},
                                   problems)},
            {"button", web::button(text("people.services.save"))}};
}

OrganisationDraft organisation_draft(const web::Form& form) { return {form.text("name"), form.text("kind"), form.number("seen_version")}; }
ServiceDraft service_draft(const web::Form& form) {
    return {form.text("organisation"), form.text("name"), form.text("level"), form.text("parent"), form.number("seen_version")};
}

// The two forms have fields of the same names, so each stands on a page of its own.
web::Response overview(const web::Visit& visit, db::Read& db) {
    const auto all = everything(visit, db);
    const bool may_add = may_change(visit, {});
    auto response = web::page(
        "people/organisations", text("people.services.title"),
        {{"header", web::header("", text("people.services.title"), text("people.services.lead"))},
         {"figure", figure(visit, all)},
         {"organisations", organisation_links(visit, all)},
         {"nothing", all.organisations.empty()
                         ? web::Data(web::empty_state(text("people.organisations.nothing"), text("people.services.nothing_what"),
                                                      text("people.services.nothing_why")))
                         : web::Data(false)},
         {"may_add", may_add},
         {"may_add_service", may::administer.holds(visit.actor) && visit.actor.seen_by.is_empty() && !all.organisations.empty()}});
    response.crumbs = {{"/people", text("people.list.title")}};
    response.who_can_see = text("people.seen_by_partnership");
    return response;
}

web::Response form_page(const std::string& title, const std::string& lead, web::Object form, bool is_service, const Problems& problems,
                        const web::Visit& visit, web::Data state, web::Status status) {
    auto response = web::page("people/organisation_form", title,
                              {{"header", web::header("", title, lead)},
                               {"error_summary", web::error_summary(problems)},
                               {"csrf", visit.csrf},
                               {"of_organisation", is_service ? web::Data(false) : web::Data(form)},
                               {"of_service", is_service ? web::Data(form) : web::Data(false)},
                               {"state", std::move(state)}},
                              status);
    response.crumbs = {{"/people", text("people.list.title")}, {"/organisations", text("people.services.title")}};
    response.who_can_see = text("people.seen_by_partnership");
    return response;
}

// Closing and opening again, and where somebody else was faster, what stands there now.
web::Object state_form(const std::string& address, const std::optional<Instant>& closed_at, int version) {
    return {{"action", address + "/state"},
            {"seen_version", std::to_string(version)},
            {"about", text(closed_at ? "people.organisations.reopen_about" : "people.organisations.close_about")},
            {"button", closed_at ? web::button(text("people.organisations.reopen"), "state", "open", true)
                                 : web::button(text("people.organisations.close"), "state", "closed", true)}};
}

web::Response new_organisation_page(const web::Visit& visit, const OrganisationDraft& draft, const Problems& problems, web::Status status) {
    return form_page(text("people.organisations.add"), "", organisation_form(draft, problems, "/organisations/new"), false, problems, visit,
                     false, status);
}

web::Response show_new_organisation(const web::Visit& visit, db::Read&) { return new_organisation_page(visit, {}, {}, web::Status::ok); }

std::string as_json(const Organisation& organisation) {
    return nlohmann::json{
        {"name", organisation.name}, {"kind", kind_word(organisation.kind)}, {"state", closed_word(organisation.closed_at)}}
        .dump();
}
std::string as_json(const Service& service) {
    return nlohmann::json{{"name", service.name},
                          {"organisation", service.organisation_name},
                          {"level", level_word(service.level)},
                          {"part_of", service.parent ? service.parent->text : ""},
                          {"state", closed_word(service.closed_at)}}
        .dump();
}

void note(const web::Visit& visit, db::Write& db, const std::string& verb, const std::string& kind, const std::string& id,
          const std::string& before, const std::string& after) {
    record(db, {visit.actor.partnership, visit.now, visit.actor.id, verb, kind, id, "", before, after});
}

web::Response create_organisation(const web::Visit& visit, db::Write& db) {
    const auto draft = organisation_draft(visit.form);
    Organisation fresh;
    fresh.id = OrganisationId::make(visit.now);
    const auto made = describe(fresh, draft, list_organisations(db, visit.actor.partnership));
    if (!made) return new_organisation_page(visit, draft, made.error(), web::Status::unprocessable);
    add_organisation(db, visit.actor.partnership, *made);
    note(visit, db, "added_organisation", "organisation", made->id.text, "", as_json(*made));
    return web::see_other("/organisations");
}

web::Response new_service_page(const web::Visit& visit, const Everything& all, const ServiceDraft& draft, const Problems& problems,
                               web::Status status) {
    return form_page(text("people.services.add"), "", service_form(visit, all, draft, problems, "/services/new"), true, problems, visit,
                     false, status);
}

web::Response show_new_service(const web::Visit& visit, db::Read& db) {
    return new_service_page(visit, everything(visit, db), {visit.query.text("organisation"), {}, {}, {}, 0}, {}, web::Status::ok);
}

web::Response create_service(const web::Visit& visit, db::Write& db) {
    const auto all = everything(visit, db);
    const auto draft = service_draft(visit.form);
    Service fresh;
    fresh.id = ServiceId::make(visit.now);
    auto made = describe(fresh, draft, all.organisations, all.services);
    if (made && !may_change(visit, made->organisation)) made = refuse({{"organisation", "people.services.organisation_missing"}});
    if (!made) return new_service_page(visit, all, draft, made.error(), web::Status::unprocessable);
    add_service(db, visit.actor.partnership, *made);
    note(visit, db, "added_service", "service", made->id.text, "", as_json(*made));
    return web::see_other("/organisations");
}

web::Response organisation_page(const web::Visit& visit, const Organisation& before, const OrganisationDraft& draft,
                                const Problems& problems, web::Status status) {
    return form_page(before.name, kind_word(before.kind) + ". " + closed_word(before.closed_at),
                     organisation_form(draft, problems, address_of(before)), false, problems, visit,
                     state_form(address_of(before), before.closed_at, before.version), status);
}

web::Response service_page(const web::Visit& visit, const Everything& all, const Service& before, const ServiceDraft& draft,
                           const Problems& problems, web::Status status) {
    return form_page(before.name, before.organisation_name + ". " + level_word(before.level) + ". " + closed_word(before.closed_at),
                     service_form(visit, all, draft, problems, address_of(before)), true, problems, visit,
                     state_form(address_of(before), before.closed_at, before.version), status);
}

OrganisationDraft draft_of(const Organisation& organisation) { return {organisation.name, organisation.kind, organisation.version}; }
ServiceDraft draft_of(const Service& service) {
    return {service.organisation.text, service.name, level_name(service.level), service.parent ? service.parent->text : "",
            service.version};
}

web::Response show_organisation(const web::Visit& visit, db::Read& db) {
    const auto all = list_organisations(db, visit.actor.partnership);
    const auto found = std::ranges::find(all, visit.id<OrganisationId>("organisation"), &Organisation::id);
    return found == all.end() ? web::not_found() : organisation_page(visit, *found, draft_of(*found), {}, web::Status::ok);
}

const Problems overtaken{{"", "people.organisations.overtaken"}};

web::Response save_organisation_form(const web::Visit& visit, db::Write& db) {
    const auto all = list_organisations(db, visit.actor.partnership);
    const auto found = std::ranges::find(all, visit.id<OrganisationId>("organisation"), &Organisation::id);
    if (found == all.end()) return web::not_found();
    auto draft = organisation_draft(visit.form);
    const auto after = describe(*found, draft, all);
    if (!after) return organisation_page(visit, *found, draft, after.error(), web::Status::unprocessable);
    if (!save_organisation(db, visit.actor.partnership, *after)) {
        draft.seen_version = found->version;  // saving again is now a choice
        return organisation_page(visit, *found, draft, overtaken, web::Status::conflict);
    }
    note(visit, db, "changed_organisation", "organisation", found->id.text, as_json(*found), as_json(*after));
    return web::see_other("/organisations");
}

web::Response change_organisation_state(const web::Visit& visit, db::Write& db) {
    const auto all = list_organisations(db, visit.actor.partnership);
    const auto found = std::ranges::find(all, visit.id<OrganisationId>("organisation"), &Organisation::id);
    if (found == all.end()) return web::not_found();
    const auto after = closed(*found, visit.form.text("state") == "closed" ? std::optional(visit.now) : std::nullopt);
    // Asked twice, or by two people: what they wanted is so already.
    if (after.closed_at.has_value() != found->closed_at.has_value() && save_organisation(db, visit.actor.partnership, after))
        note(visit, db, after.closed_at ? "closed_organisation" : "reopened_organisation", "organisation", found->id.text, as_json(*found),
             as_json(after));
    return web::see_other(address_of(*found));
}

web::Response show_service(const web::Visit& visit, db::Read& db) {
    const auto all = everything(visit, db);
    const auto found = std::ranges::find(all.services, visit.id<ServiceId>("service"), &Service::id);
    return found == all.services.end() ? web::not_found() : service_page(visit, all, *found, draft_of(*found), {}, web::Status::ok);
}

web::Response save_service_form(const web::Visit& visit, db::Write& db) {
    const auto all = everything(visit, db);
    const auto found = std::ranges::find(all.services, visit.id<ServiceId>("service"), &Service::id);
    if (found == all.services.end()) return web::not_found();
    auto draft = service_draft(visit.form);
    auto after = describe(*found, draft, all.organisations, all.services);
    if (after && !may_change(visit, after->organisation)) after = refuse({{"organisation", "people.services.organisation_missing"}});
    if (!after) return service_page(visit, all, *found, draft, after.error(), web::Status::unprocessable);
    if (!save_service(db, visit.actor.partnership, *after)) {
        draft.seen_version = found->version;
        return service_page(visit, all, *found, draft, overtaken, web::Status::conflict);
    }
    note(visit, db, "changed_service", "service", found->id.text, as_json(*found), as_json(*after));
    return web::see_other("/organisations");
}

web::Response change_service_state(const web::Visit& visit, db::Write& db) {
    const auto services = list_services(db, visit.actor.partnership);
    const auto found = std::ranges::find(services, visit.id<ServiceId>("service"), &Service::id);
    if (found == services.end()) return web::not_found();
    const auto after = closed(*found, visit.form.text("state") == "closed" ? std::optional(visit.now) : std::nullopt);
    if (after.closed_at.has_value() != found->closed_at.has_value() && save_service(db, visit.actor.partnership, after))
        note(visit, db, after.closed_at ? "closed_service" : "reopened_service", "service", found->id.text, as_json(*found),
             as_json(after));
    return web::see_other(address_of(*found));
}

web::Response old_address(const web::Visit&, db::Read&) { return web::see_other("/organisations"); }

}  // namespace

void add_organisation_pages(web::Router& router) {
    router.object("organisation", look_up_organisation);
    router.object("service", look_up_service);
    router.get("/services", may::read, old_address);
    router.get("/organisations", may::read, overview);
    router.get("/organisations/new", may::administer_partnership, show_new_organisation);
    router.post("/organisations/new", may::administer_partnership, create_organisation);
    router.get("/organisations/{organisation}", may::administer, show_organisation);
    router.post("/organisations/{organisation}", may::administer, save_organisation_form);
    router.post("/organisations/{organisation}/state", may::administer, change_organisation_state);
    router.get("/services/new", may::administer, show_new_service);
    router.post("/services/new", may::administer, create_service);
    router.get("/services/{service}", may::administer, show_service);
    router.post("/services/{service}", may::administer, save_service_form);
    router.post("/services/{service}/state", may::administer, change_service_state);
}

}  // namespace touchstone::people
