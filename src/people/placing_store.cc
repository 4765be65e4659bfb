#include "people/placing_store.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "events/event_store.h"
#include "people/joining_store.h"
#include "people/organisation_store.h"

namespace touchstone::people {

using namespace events;

namespace {

bool forget(db::Write& db, const PartnershipId& partnership, const ServiceId& service, const ServiceId& parent) {
    return 1 ==
           db.run("delete from asked_place where partnership_id = $1 and service_id = $2 and parent_id = $3", partnership, service, parent);
}

std::string place_called(const std::string& name) { return nlohmann::json{{"part_of", name}}.dump(); }

}  // namespace

void ask_for_place(db::Write& db, const By& by, const ServiceId& service, const Service& parent) {
    db.run(R"sql(
        insert into asked_place (partnership_id, service_id, parent_id, asked_by, asked_at) values ($1, $2, $3, $4, $5)
            on conflict (partnership_id, service_id)
            do update set parent_id = excluded.parent_id, asked_by = excluded.asked_by, asked_at = excluded.asked_at)sql",
           by.partnership, service, parent.id, by.who, by.at);
    record(db, by, {.verb = "asked_place", .kind = "service", .object = service.text, .after = place_called(parent.name)});
}

bool take_back_place(db::Write& db, const By& by, const AskedPlace& asked) {
    if (!forget(db, by.partnership, asked.service, asked.parent)) return false;
    record(db, by, {.verb = "took_back_place", .kind = "service", .object = asked.service.text, .before = place_called(asked.parent_name)});
    return true;
}

bool decline_place(db::Write& db, const By& by, const ServiceId& service, const Service& parent) {
    if (!forget(db, by.partnership, service, parent.id)) return false;
    record(db, by, {.verb = "declined_place", .kind = "service", .object = service.text, .before = place_called(parent.name)});
    return true;
}

bool agree_to_place(db::Write& db, const By& by, const Service& before, const Service& after) {
    if (!forget(db, by.partnership, before.id, after.parent.value()) || !write_service(db, by.partnership, after)) return false;
    record(db, by,
           {.verb = "agreed_place", .kind = "service", .object = before.id.text, .before = as_json(before), .after = as_json(after)});
    bring_up_to_date(db, by.partnership, after.organisation, by.at);
    return true;
}

namespace {

AskedPlace read_asked(const db::Row& row) {
    return {row.get<ServiceId>("service_id"),     row.get<ServiceId>("parent_id"),
            row.get<std::string>("service_name"), row.get<std::string>("service_organisation"),
            row.get<std::string>("parent_name"),  row.get<std::string>("parent_organisation"),
            row.get<OrganisationId>("of_parent"), row.get<Instant>("asked_at")};
}

// Nobody can answer any more once one of the two is closed.
constexpr const char* from_asked = R"sql(
          from asked_place k
          join service s on s.partnership_id = k.partnership_id and s.id = k.service_id
          join organisation o on o.partnership_id = s.partnership_id and o.id = s.organisation_id
          join service p on p.partnership_id = k.partnership_id and p.id = k.parent_id
          join organisation w on w.partnership_id = p.partnership_id and w.id = p.organisation_id
         where k.partnership_id = $1 and s.closed_at is null and p.closed_at is null)sql";
const std::string asked = fmt::format(R"sql(
        select k.service_id, k.parent_id, s.name as service_name, o.name as service_organisation, p.name as parent_name,
               w.name as parent_organisation, p.organisation_id as of_parent, k.asked_at {})sql",
                                      from_asked);

}  // namespace

std::optional<AskedPlace> find_asked_place(db::Read& db, const PartnershipId& partnership, const ServiceId& service) {
    static const auto sql = fmt::format("{} and k.service_id = $2", asked);
    return db.first(read_asked, sql, partnership, service);
}

std::vector<AskedPlace> list_asked_places(db::Read& db, const PartnershipId& partnership) {
    static const auto sql = fmt::format("{} order by k.asked_at, k.service_id", asked);
    return db.all(read_asked, sql, partnership);
}

db::Answer<int> ask_waiting_places(db::Trip& trip, const PartnershipId& partnership, bool below_any, const std::string& organisations) {
    static const auto sql =
        fmt::format("select count(*) as waiting {} and ($2 = 1 or $3 like '%,' || p.organisation_id || ',%')", from_asked);
    return trip.one([](const db::Row& row) { return row.get<int>("waiting"); }, sql, partnership, below_any, organisations);
}

}  // namespace touchstone::people
