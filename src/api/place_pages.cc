#include <algorithm>

#include "api/api_pages.h"
#include "frameworks/framework_json.h"
#include "frameworks/framework_store.h"
#include "people/account_store.h"
#include "people/colleague_store.h"
#include "people/organisation_store.h"
#include "web/api.h"

namespace touchstone::api {
namespace {

using web::Json;

web::Response me(const web::Visit& visit, db::Read& db) {
    const auto partnership = people::find_partnership(db, visit.actor.partnership);
    Json roles = Json::array();
    for (const auto& held : visit.actor.roles)
        roles.push_back({{"role", people::name_of(held.role)}, {"reach", people::name_of(held.reach)}, {"on", held.on}});
    return web::answer({{"id", visit.actor.id.text},
                        {"name", visit.actor.name},
                        {"partnership", {{"id", visit.actor.partnership.text}, {"name", partnership ? partnership->name : ""}}},
                        {"roles", roles},
                        {"may_write", !visit.actor.only_reads}});
}

web::Response organisations(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    for (const auto& organisation : people::list_organisations(db, visit.actor.partnership))
        items.push_back({{"id", organisation.id.text},
                         {"name", organisation.name},
                         {"kind", organisation.kind},
                         {"is_closed", organisation.closed_at.has_value()},
                         {"version", organisation.version}});
    return web::answer({{"items", items}});
}

// Those who can be given something, by name.
web::Response people_listed(const web::Visit& visit, db::Read& db) {
    auto people = people::seen_by(visit.actor, people::list_colleagues(db, visit.actor.partnership, visit.now));
    std::ranges::stable_sort(people, web::comes_before, &people::Listed::name);
    return web::answer({{"items", web::list_of(people, [](const people::Listed& person) {
                             return Json{{"id", person.id.text}, {"name", person.name}, {"job", person.job}};
                         })}});
}

web::Response services(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    for (const auto& service : people::list_services(db, visit.actor.partnership))
        items.push_back({{"id", service.id.text},
                         {"name", service.name},
                         {"organisation", service.organisation.text},
                         {"parent", service.parent ? Json(service.parent->text) : Json()},
                         {"level", service.level},
                         {"children_part", service.children_part},
                         {"is_closed", service.closed_at.has_value()},
                         {"version", service.version}});
    return web::answer({{"items", items}});
}

web::Response frameworks_listed(const web::Visit&, db::Read& db) {
    Json items = Json::array();
    for (const auto& framework : frameworks::list_frameworks(db))
        items.push_back({{"id", framework.id},
                         {"version", framework.version},
                         {"title", framework.title},
                         {"publisher", framework.publisher},
                         {"hash", framework.hash}});
    return web::answer({{"items", items}});
}

web::Response framework(const web::Visit& visit, db::Read& db) {
    for (const auto& listed : frameworks::list_frameworks(db))
        if (listed.id == visit.path.at("framework") && listed.version == visit.path.at("version"))
            return web::json(frameworks::to_json(frameworks::framework_of(db, listed.hash)));
    return web::not_found();
}

}  // namespace

std::string framework_named(db::Read& db, const std::string& hash) {
    return hash.empty() ? std::string() : frameworks::framework_of(db, hash).id;
}

void add_place_pages(web::Router& router) {
    router.api_get("/me", may::signed_in, me,
                   {"Who asks",
                    "The owner of the token, with the roles that count for it",
                    {},
                    false,
                    "{id, name, partnership: {id, name}, roles: [{role, reach, on}], may_write: yes_no}"});
    router.api_get("/people", may::read, people_listed,
                   {"People who can be named",
                    "Those whose accounts are open, by name; for a guest of an evaluation those who work on it too",
                    {},
                    false,
                    "{items: [{id, name, job}]}"});
    router.api_get("/organisations", may::read, organisations,
                   {"Organisations",
                    "Those of the partnership, by name",
                    {},
                    false,
                    "{items: [{id, name, kind, is_closed: yes_no, version: number}]}"});
    router.api_get("/services", may::read, services,
                   {"Services",
                    "Those of the partnership, by organisation",
                    {},
                    false,
                    "{items: [{id, name, organisation, parent?, level: number, children_part, is_closed: yes_no, version: number}]}"});
    router.api_get(
        "/frameworks", may::signed_in, frameworks_listed,
        {"Frameworks", "Those that are published, the latest first", {}, false, "{items: [{id, version, title, publisher, hash}]}"});
    router.api_get("/frameworks/{framework}/{version}", may::signed_in, framework,
                   {"A framework", "The whole of it, as packs have it", {}, false, frameworks::json_shape()});
}

}  // namespace touchstone::api
