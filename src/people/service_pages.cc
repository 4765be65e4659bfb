// The organisations of a partnership and the services they provide.
#include "people/service_pages.h"

#include <algorithm>

#include "people/event_store.h"
#include "people/organisation_store.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

constexpr const char* level_names[] = {"", "strategic", "operational", "delivery"};

web::Data services_table(const std::vector<Service>& services) {
    if (services.empty()) return false;
    web::Table table{
        .id = "services", .caption = text("people.services.caption"), .heads = {}, .rows = {}, .is_sortable = true, .csv = "services.csv"};
    for (const auto* head : {"name", "organisation", "level", "part_of"})
        table.heads.push_back({text(std::string("people.services.") + head), {}});
    for (const auto& service : services) {
        const auto parent = service.parent ? std::ranges::find(services, *service.parent, &Service::id) : services.end();
        table.rows.push_back({{service.name, {}},
                              {service.organisation_name, {}},
                              {text(std::string("evaluations.level.") + level_names[service.level] + ".name"), {}},
                              {parent == services.end() ? "" : parent->name, {}}});
    }
    return web::table(table);
}

web::Data form_data(const std::vector<Organisation>& organisations, const ServiceDraft& draft, const Problems& problems) {
    std::vector<web::Option> known{{"", text("people.services.choose"), {}}}, levels;
    for (const auto& organisation : organisations) known.push_back({organisation.id.text, organisation.name, {}});
    for (const auto* level : {"strategic", "operational", "delivery"})
        levels.push_back(
            {level, text(std::string("evaluations.level.") + level + ".name"), text(std::string("evaluations.level.") + level + ".about")});
    const auto input = [&](const std::string& name, const std::string& value, const std::string& hint = {}) {
        return web::text_input({.name = name,
                                .label = text("people.services.form_" + name),
                                .hint = hint,
                                .value = value,
                                .type = "text",
                                .autocomplete = "off",
                                .width = "fluid-two-thirds"},
                               problems);
    };
    return web::Object{
        {"error_summary", web::error_summary(problems)},
        {"organisation", web::select({.name = "organisation",
                                      .legend = text("people.services.form_organisation"),
                                      .hint = {},
                                      .options = known,
                                      .chosen = {draft.organisation}},
                                     problems)},
        {"new_organisation", input("new_organisation", draft.new_organisation, text("people.services.new_organisation_hint"))},
        {"name", input("name", draft.name)},
        {"level",
         web::radios(
             {.name = "level", .legend = text("people.services.form_level"), .hint = {}, .options = levels, .chosen = {draft.level}},
             problems)},
        {"button", web::button(text("people.services.add_button"))}};
}

web::Response services_page(const web::Visit& visit, db::Read& db, const ServiceDraft& draft, const Problems& problems,
                            web::Status status) {
    const auto services = list_services(db, visit.actor.partnership);
    const bool may_add = may::administer.holds(visit.actor);
    auto form = may_add ? form_data(list_organisations(db, visit.actor.partnership), draft, problems) : web::Data(false);
    auto response = web::page(
        "people/services", text("people.services.title"),
        {{"header", web::header("", text("people.services.title"), text("people.services.lead"))},
         {"csrf", visit.csrf},
         {"table", services_table(services)},
         {"nothing", services.empty() ? web::Data(web::empty_state(text("people.services.nothing"), text("people.services.nothing_what"),
                                                                   text("people.services.nothing_why")))
                                      : web::Data(false)},
         {"form", std::move(form)}},
        status);
    response.crumbs = {{"/people", text("people.list.title")}};
    response.who_can_see = text("people.seen_by_partnership");
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) { return services_page(visit, db, {}, {}, web::Status::ok); }

web::Response add(const web::Visit& visit, db::Write& db) {
    const ServiceDraft draft{visit.form.text("organisation"), visit.form.text("new_organisation"), visit.form.text("name"),
                             visit.form.text("level")};
    const auto fresh = add_service(draft, list_organisations(db, visit.actor.partnership), visit.now);
    if (!fresh) return services_page(visit, db, draft, fresh.error(), web::Status::unprocessable);
    if (fresh->organisation) add_organisation(db, visit.actor.partnership, *fresh->organisation);
    add_service(db, visit.actor.partnership, fresh->service);
    record(db, {visit.actor.partnership, visit.now, visit.actor.id, "added_service", "service", fresh->service.id.text, "", "", ""});
    return web::see_other("/services");
}

}  // namespace

void add_service_pages(web::Router& router) {
    router.get("/services", may::read, show);
    router.post("/services", may::administer, add);
}

}  // namespace touchstone::people
