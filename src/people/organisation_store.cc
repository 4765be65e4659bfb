#include "people/organisation_store.h"

#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "events/event_store.h"

namespace touchstone::people {

using namespace events;

void add_partnership(db::Write& db, const Partnership& partnership) {
    db.run("insert into partnership (id, name, area, about, works_alone) values ($1, $2, $3, $4, $5)", partnership.id, partnership.name,
           partnership.area, partnership.about, partnership.works_alone ? 1 : 0);
}

void end_working_alone(db::Write& db, const By& by) {
    if (1 == db.run(R"sql(
        update partnership set works_alone = 0
         where id = $1 and works_alone = 1 and (
               select count(*) from (select id from organisation where partnership_id = $1 and closed_at is null limit 2) few) = 2)sql",
                    by.partnership))
        record(db, by, {.verb = "chose_partners", .kind = "partnership", .object = by.partnership.text});
}

void add_organisation(db::Write& db, const By& by, const Organisation& organisation) {
    db.run("insert into organisation (partnership_id, id, name, name_key, kind) values ($1, $2, $3, $4, $5)", by.partnership,
           organisation.id, organisation.name, reader_key(organisation.name), organisation.kind);
    record(db, by, {.verb = "added_organisation", .kind = "organisation", .object = organisation.id.text, .after = as_json(organisation)});
    end_working_alone(db, by);
}

void add_service(db::Write& db, const By& by, const Service& service) {
    db.run(R"sql(
        insert into service (partnership_id, id, organisation_id, parent_id, name, name_key, level, children_part)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           by.partnership, service.id, service.organisation, service.parent, service.name, reader_key(service.name), service.level,
           service.children_part);
    record(db, by, {.verb = "added_service", .kind = "service", .object = service.id.text, .after = as_json(service)});
}

void choose_language(db::Write& db, const By& by, const std::string& language) {
    db.run("update partnership set language = $2 where id = $1", by.partnership, language);
    record(db, by, {.verb = "chose_language", .kind = "partnership", .object = by.partnership.text});
}

void choose_working(db::Write& db, const By& by, bool alone) {
    db.run("update partnership set works_alone = $2 where id = $1", by.partnership, alone ? 1 : 0);
    record(db, by, {.verb = alone ? "chose_alone" : "chose_partners", .kind = "partnership", .object = by.partnership.text});
}

void mark_demonstration(db::Write& db, const PartnershipId& partnership) {
    db.run("update partnership set is_demo = 1 where id = $1", partnership);
}

void note_import(db::Write& db, const By& by, const std::string& sha256) {
    record(
        db, by,
        {.verb = "imported", .kind = "partnership", .object = by.partnership.text, .after = fmt::format(R"({{"sha256":"{}"}})", sha256)});
}

bool has_real_partnership(db::Read& db) {
    return db.first([](const db::Row&) { return true; }, "select id from partnership where is_demo = 0 limit 1").has_value();
}

std::vector<PartnershipId> list_partnerships(db::Read& db) {
    return db.all([](const db::Row& row) { return row.get<PartnershipId>("id"); }, "select id from partnership order by id");
}

Partnership read_partnership(const db::Row& row) {
    return {row.get<PartnershipId>("id"), row.get<std::string>("name"), row.get<std::string>("area"), row.get<std::string>("about"),
            row.get<int>("works_alone") == 1};
}

std::optional<Partnership> find_partnership(db::Read& db, const PartnershipId& id) {
    return db.first(read_partnership, fmt::format("select {} from partnership p where p.id = $1", partnership_columns), id);
}

std::vector<Partnership> list_partnerships_by_name(db::Read& db) {
    return db.all(read_partnership, fmt::format("select {} from partnership p order by p.name, p.id", partnership_columns));
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
            .is_here = row.get<PartnershipId>("home_id").is_empty(),
            .children_part = row.get<std::string>("children_part")};
}

constexpr const char* organisation_columns = "o.id, o.name, o.kind, o.closed_at, o.version, o.home_id, o.merged_into, o.left_at";
constexpr const char* service_columns =
    "s.id as service_id, s.parent_id, s.name as service_name, s.level, s.closed_at as service_closed_at, s.version as service_version, "
    "s.merged_into as service_merged_into, s.children_part";

// From rows of organisations with their services, in the order of organisations; each once.
class Gathering {
public:
    void take(const db::Row& row) {
        auto& [organisations, services] = all_;
        if (const auto id = row.get<OrganisationId>("id"); organisations_.insert(id).second)
            organisations.push_back(read_organisation(row));
        if (const auto id = row.maybe<ServiceId>("service_id"); id && services_.insert(*id).second) services.push_back(read_service(row));
    }
    Everything all() && { return std::move(all_); }

private:
    Everything all_;
    std::set<OrganisationId> organisations_;
    std::set<ServiceId> services_;
};

}  // namespace

Everything list_everything(db::Read& db, const PartnershipId& partnership) {
    static const auto sql = fmt::format(R"sql(
        select {}, {}
          from organisation o left join service s on s.partnership_id = o.partnership_id and s.organisation_id = o.id
         where o.partnership_id = $1
         order by o.name, o.id, s.level, s.name, s.id)sql",
                                        organisation_columns, service_columns);
    Gathering gathered;
    db.each([&](const db::Row& row) { gathered.take(row); }, sql, partnership);
    return std::move(gathered).all();
}

db::Answer<std::vector<Service>> ask_services(db::Trip& trip, const PartnershipId& partnership, const db::Only& only) {
    return trip.all(read_service,
                    fmt::format(R"sql(
        select {}, {}
          from service s join organisation o on o.partnership_id = s.partnership_id and o.id = s.organisation_id
         where s.partnership_id = $1{}
         order by o.name, o.id, s.level, s.name, s.id)sql",
                                organisation_columns, service_columns, only.condition("s.id", 2)),
                    partnership, only.values());
}

std::vector<Service> list_services(db::Read& db, const PartnershipId& partnership, const db::Only& only) {
    return db::alone(db, ask_services, partnership, only);
}

std::optional<ServiceId> find_any_service(db::Read& db, const PartnershipId& partnership) {
    return db.first([](const db::Row& row) { return row.get<ServiceId>("id"); }, "select id from service where partnership_id = $1 limit 1",
                    partnership);
}

std::vector<Organisation> list_organisations(db::Read& db, const PartnershipId& partnership, const db::Only& only) {
    return db.all(read_organisation,
                  fmt::format("select {} from organisation o where o.partnership_id = $1{} order by o.name, o.id", organisation_columns,
                              only.condition("o.id", 2)),
                  partnership, only.values());
}

Everything list_with_above(db::Read& db, const PartnershipId& partnership, const std::vector<std::string>& ids) {
    static const auto sql = fmt::format(R"sql(
        with recursive up (id) as (
            select id from {} named
            union
            select (select s.parent_id from service s where s.partnership_id = $1 and s.id = up.id) from up where up.id is not null)
        select {}, {}
          from service s join organisation o on o.partnership_id = s.partnership_id and o.id = s.organisation_id
         where s.partnership_id = $1 and s.id in (select id from up)
         order by o.name, o.id, s.level, s.name, s.id)sql",
                                        db::ids_in("$2"), organisation_columns, service_columns);
    return {list_organisations(db, partnership, db::Only(ids)), db.all(read_service, sql, partnership, db::in_one_text(ids))};
}

std::vector<Organisation> list_organisations_called(db::Read& db, const PartnershipId& partnership, const std::string& name) {
    static const auto sql = fmt::format(
        "select {} from organisation o where o.partnership_id = $1 and o.name_key = $2 order by o.name, o.id", organisation_columns);
    return db.all(read_organisation, sql, partnership, reader_key(name));
}

Everything list_called(db::Read& db, const PartnershipId& partnership, const std::vector<PairOfNames>& names) {
    constexpr std::size_t at_once = 50;
    static const auto sql = [] {
        std::string pairs;
        for (std::size_t i = 0; i < at_once; ++i) pairs += fmt::format("{}(${}, ${})", i == 0 ? "" : ", ", 2 * i + 2, 2 * i + 3);
        return fmt::format(R"sql(
        with asked (organisation, service) as (values {})
        select {}, {}
          from asked
          join organisation o on o.partnership_id = $1 and o.name_key = asked.organisation
          left join service s on s.partnership_id = o.partnership_id and s.organisation_id = o.id and s.name_key = asked.service
         order by o.name, o.id, s.level, s.name, s.id)sql",
                           pairs, organisation_columns, service_columns);
    }();
    Gathering gathered;
    for (std::size_t begin = 0; begin < names.size(); begin += at_once) {
        std::vector<db::Value> values;
        for (std::size_t i = begin; i < begin + at_once; ++i) {
            values.emplace_back(i < names.size() ? reader_key(names[i].organisation) : std::string());  // nothing is called so
            values.emplace_back(i < names.size() ? reader_key(names[i].service) : std::string());
        }
        db.each([&](const db::Row& row) { gathered.take(row); }, sql, partnership, values);
    }
    return std::move(gathered).all();
}

bool write_organisation(db::Write& db, const PartnershipId& partnership, const Organisation& organisation) {
    return 1 == db.run(R"sql(
        update organisation set name = $3, kind = $4, closed_at = $5, merged_into = $6, name_key = $8, version = version + 1
         where partnership_id = $1 and id = $2 and version = $7)sql",
                       partnership, organisation.id, organisation.name, organisation.kind, organisation.closed_at,
                       or_null(organisation.merged_into), organisation.version, reader_key(organisation.name));
}

bool write_service(db::Write& db, const PartnershipId& partnership, const Service& service) {
    return 1 == db.run(R"sql(
        update service set organisation_id = $3, parent_id = $4, name = $5, level = $6, closed_at = $7, merged_into = $8,
               name_key = $10, children_part = $11, version = version + 1
         where partnership_id = $1 and id = $2 and version = $9)sql",
                       partnership, service.id, service.organisation, service.parent, service.name, service.level, service.closed_at,
                       or_null(service.merged_into), service.version, reader_key(service.name), service.children_part);
}

namespace {
// Of three words: it was changed, closed, or opened again.
template <class Thing>
const char* what_happened(const Thing& before, const Thing& after, const char* changed, const char* closed, const char* reopened) {
    if (before.closed_at.has_value() == after.closed_at.has_value()) return changed;
    return after.closed_at ? closed : reopened;
}
}  // namespace

bool save_organisation(db::Write& db, const By& by, const Organisation& before, const Organisation& after) {
    if (!write_organisation(db, by.partnership, after)) return false;
    record(db, by,
           {.verb = what_happened(before, after, "changed_organisation", "closed_organisation", "reopened_organisation"),
            .kind = "organisation",
            .object = after.id.text,
            .before = as_json(before),
            .after = as_json(after)});
    end_working_alone(db, by);
    return true;
}

bool save_service(db::Write& db, const By& by, const Service& before, const Service& after) {
    if (!write_service(db, by.partnership, after)) return false;
    record(db, by,
           {.verb = what_happened(before, after, "changed_service", "closed_service", "reopened_service"),
            .kind = "service",
            .object = after.id.text,
            .before = as_json(before),
            .after = as_json(after)});
    return true;
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
