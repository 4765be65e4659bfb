#include "people/placing_store.h"

#include <fmt/format.h>

namespace touchstone::people {

void ask_for_place(db::Write& db, const PartnershipId& partnership, const ServiceId& service, const ServiceId& parent, const AccountId& by,
                   Instant at) {
    db.run(R"sql(
        insert into asked_place (partnership_id, service_id, parent_id, asked_by, asked_at) values ($1, $2, $3, $4, $5)
            on conflict (partnership_id, service_id)
            do update set parent_id = excluded.parent_id, asked_by = excluded.asked_by, asked_at = excluded.asked_at)sql",
           partnership, service, parent, by, at);
}

bool forget_asked_place(db::Write& db, const PartnershipId& partnership, const ServiceId& service, const ServiceId& parent) {
    return 1 ==
           db.run("delete from asked_place where partnership_id = $1 and service_id = $2 and parent_id = $3", partnership, service, parent);
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
