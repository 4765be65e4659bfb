#include "people/organisation_store.h"

#include <fmt/format.h>

namespace touchstone::people {

void add_partnership(db::Write& db, const Partnership& partnership) {
    db.run("insert into partnership (id, name, area, about) values ($1, $2, $3, $4)", partnership.id, partnership.name, partnership.area,
           partnership.about);
}

void add_organisation(db::Write& db, const PartnershipId& partnership, const Organisation& organisation) {
    db.run("insert into organisation (partnership_id, id, name, kind) values ($1, $2, $3, $4)", partnership, organisation.id,
           organisation.name, organisation.kind);
}

void add_service(db::Write& db, const PartnershipId& partnership, const Service& service) {
    db.run("insert into service (partnership_id, id, organisation_id, parent_id, name, level) values ($1, $2, $3, $4, $5, $6)", partnership,
           service.id, service.organisation, service.parent, service.name, service.level);
}

void mark_demonstration(db::Write& db, const PartnershipId& partnership) {
    db.run("update partnership set is_demo = 1 where id = $1", partnership);
}

bool has_real_partnership(db::Read& db) {
    return db.first([](const db::Row&) { return true; }, "select id from partnership where is_demo = 0 limit 1").has_value();
}

std::vector<PartnershipId> list_partnerships(db::Read& db) {
    return db.all([](const db::Row& row) { return row.get<PartnershipId>("id"); }, "select id from partnership order by id");
}

namespace {

Partnership read_partnership(const db::Row& row) {
    return {row.get<PartnershipId>("id"), row.get<std::string>("name"), row.get<std::string>("area"), row.get<std::string>("about")};
}

}  // namespace

std::optional<Partnership> find_partnership(db::Read& db, const PartnershipId& id) {
    return db.first(read_partnership, "select id, name, area, about from partnership where id = $1", id);
}

std::vector<Partnership> list_partnerships_by_name(db::Read& db) {
    return db.all(read_partnership, "select id, name, area, about from partnership order by name, id");
}

namespace {

template <class SomeId>
std::optional<SomeId> or_null(const SomeId& id) {
    return id.is_empty() ? std::nullopt : std::optional(id);
}

Organisation read_organisation(const db::Row& row) {
    return {.id = row.get<OrganisationId>("id"),
            .name = row.get<std::string>("name"),
            .kind = row.get<std::string>("kind"),
            .closed_at = row.maybe<Instant>("closed_at"),
            .version = row.get<int>("version"),
            .home = row.get<PartnershipId>("home_id"),
            .merged_into = row.maybe<OrganisationId>("merged_into").value_or(OrganisationId{}),
            .has_left = row.maybe<Instant>("left_at").has_value()};
}

Service read_service(const db::Row& row) {
    return {.id = row.get<ServiceId>("service_id"),
            .organisation = row.get<OrganisationId>("id"),
            .parent = row.maybe<ServiceId>("parent_id"),
            .name = row.get<std::string>("service_name"),
            .level = row.get<int>("level"),
            .organisation_name = row.get<std::string>("name"),
            .closed_at = row.maybe<Instant>("service_closed_at"),
            .version = row.get<int>("service_version"),
            .merged_into = row.maybe<ServiceId>("service_merged_into").value_or(ServiceId{}),
            .is_here = row.get<PartnershipId>("home_id").is_empty()};
}

// Organisations with their services, where the condition on `only` holds.
Everything list_both(db::Read& db, const PartnershipId& partnership, const char* services, const std::string& condition = {},
                     const db::Only& only = {}) {
    Everything all;
    db.each(
        [&](const db::Row& row) {
            const auto id = row.get<OrganisationId>("id");
            if (all.organisations.empty() || all.organisations.back().id != id) all.organisations.push_back(read_organisation(row));
            if (row.maybe<ServiceId>("service_id")) all.services.push_back(read_service(row));
        },
        fmt::format(R"sql(
        select o.id, o.name, o.kind, o.closed_at, o.version, o.home_id, o.merged_into, o.left_at, s.id as service_id, s.parent_id,
               s.name as service_name, s.level, s.closed_at as service_closed_at, s.version as service_version,
               s.merged_into as service_merged_into
          from organisation o {} service s on s.partnership_id = o.partnership_id and s.organisation_id = o.id
         where o.partnership_id = $1{}
         order by o.name, o.id, s.level, s.name, s.id)sql",
                    services, condition),
        partnership, only.values());
    return all;
}

}  // namespace

Everything list_everything(db::Read& db, const PartnershipId& partnership) { return list_both(db, partnership, "left join"); }

std::vector<Service> list_services(db::Read& db, const PartnershipId& partnership, const db::Only& only) {
    return list_both(db, partnership, "join", only.condition("s.id", 2), only).services;
}

std::vector<Organisation> list_organisations(db::Read& db, const PartnershipId& partnership, const db::Only& only) {
    return list_both(db, partnership, "left join", only.condition("o.id", 2), only).organisations;
}

bool save_organisation(db::Write& db, const PartnershipId& partnership, const Organisation& organisation) {
    return 1 == db.run(R"sql(
        update organisation set name = $3, kind = $4, closed_at = $5, merged_into = $6, version = version + 1
         where partnership_id = $1 and id = $2 and version = $7)sql",
                       partnership, organisation.id, organisation.name, organisation.kind, organisation.closed_at,
                       or_null(organisation.merged_into), organisation.version);
}

bool save_service(db::Write& db, const PartnershipId& partnership, const Service& service) {
    return 1 == db.run(R"sql(
        update service set organisation_id = $3, parent_id = $4, name = $5, level = $6, closed_at = $7, merged_into = $8,
               version = version + 1
         where partnership_id = $1 and id = $2 and version = $9)sql",
                       partnership, service.id, service.organisation, service.parent, service.name, service.level, service.closed_at,
                       or_null(service.merged_into), service.version);
}

std::optional<Seen> look_up_organisation(db::Read& db, const Actor& actor, const std::string& id, Instant) {
    if (!is_member(actor)) return std::nullopt;
    return db.first([&](const db::Row&) { return Seen{{{id}, {}, {}}, Extent::all}; },
                    "select id from organisation where partnership_id = $1 and id = $2", actor.partnership, id);
}

std::optional<Seen> look_up_service(db::Read& db, const Actor& actor, const std::string& id, Instant) {
    if (!is_member(actor)) return std::nullopt;
    return db.first([&](const db::Row& row) { return Seen{{row.get<OrganisationId>("organisation_id"), {{id}}, {}}, Extent::all}; },
                    "select organisation_id from service where partnership_id = $1 and id = $2", actor.partnership, id);
}

}  // namespace touchstone::people
