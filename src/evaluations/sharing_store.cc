#include "evaluations/sharing_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "db/only.h"
#include "evaluations/levels_due_store.h"
#include "events/event_store.h"

namespace touchstone::evaluations {
Share read_share(const db::Row& row) {
    return {.id = row.get<ShareId>("id"),
            .kind = row.get<Shared>("kind"),
            .object = row.get<std::string>("object_id"),
            .extent = row.get<Extent>("extent"),
            .with = row.get<OrganisationId>("with_id"),
            .purpose = row.get<std::string>("purpose"),
            .since = row.get<Instant>("since"),
            .until = row.get<Instant>("until"),
            .shared_by = row.get<AccountId>("shared_by"),
            .revoked_at = row.maybe<Instant>("revoked_at"),
            .revoked_by = row.maybe<AccountId>("revoked_by").value_or(AccountId{})};
}

std::vector<SharedWith> list_shares(db::Read& db, const PartnershipId& partnership, Shared kind, const std::string& object) {
    static const auto sql = fmt::format(R"sql(
        select {}, o.name as with_name, a.name as shared_by_name
          from share h
          join account a on a.id = h.shared_by
          left join organisation o on o.partnership_id = h.partnership_id and o.id = h.with_id
         where h.partnership_id = $1 and h.kind = $2 and h.object_id = $3
         order by h.id desc)sql",
                                        share_columns);
    return db.all(
        [](const db::Row& row) {
            return SharedWith{read_share(row), row.maybe<std::string>("with_name").value_or(""), row.get<std::string>("shared_by_name")};
        },
        sql, partnership, kind, object);
}

std::optional<Share> find_share(db::Read& db, const PartnershipId& partnership, const ShareId& id) {
    return db.first(read_share, fmt::format("select {} from share h where h.partnership_id = $1 and h.id = $2", share_columns), partnership,
                    id);
}

namespace {
// Of an evaluation or an item, as its events call it.
const char* kind_of(const Share& share) { return share.kind == Shared::evaluation ? "evaluation" : "evidence"; }

// Its levels are counted for the whole partnership as long as they are shared with it.
void note_shared(db::Write& db, const By& by, const Share& share) {
    if (share.kind == Shared::evaluation && share.with.is_empty()) due_for_counting(db, by.partnership, EvaluationId{share.object});
}
}  // namespace

void add_share(db::Write& db, const By& by, const Share& share, const ShareWords& words) {
    db.run(R"sql(
        insert into share (partnership_id, id, kind, object_id, extent, with_id, purpose, since, until, shared_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql",
           by.partnership, share.id, share.kind, share.object, share.extent, share.with, share.purpose, share.since, share.until,
           share.shared_by);
    note_shared(db, by, share);
    events::record(db, by,
                   {.verb = "shared", .kind = kind_of(share), .object = share.object, .part = words.with, .after = as_json(share, words)});
}

bool save_revoked(db::Write& db, const By& by, const Share& share, const ShareWords& words) {
    if (1 != db.run("update share set revoked_at = $3, revoked_by = $4 where partnership_id = $1 and id = $2 and revoked_at is null",
                    by.partnership, share.id, share.revoked_at, share.revoked_by))
        return false;
    note_shared(db, by, share);
    events::record(
        db, by,
        {.verb = "stopped_sharing", .kind = kind_of(share), .object = share.object, .part = words.with, .before = as_json(share, words)});
    return true;
}

Sight sight_of_ability(const Actor& actor, Ability ability, Instant now) {
    auto able = actor;
    std::erase_if(able.roles, [&](const Held& held) { return !grants(held, ability); });
    auto sight = sight_of(able, now);
    sight.member = may_do(actor, ability, Place{});
    return sight;
}

OwnerAnswers ask_owners(db::Trip& trip, const Actor& actor, Ability ability, Instant now) {
    static const auto organisations_sql = fmt::format(
        "select o.id as organisation_id, o.name from organisation o where o.partnership_id = $1 and o.closed_at is null and o.id in {} "
        "order by "
        "o.name, o.id",
        db::ids_in("$2"));
    static const auto services_sql = fmt::format(R"sql(
        select s.organisation_id, s.id as service_id, s.name from service s
         where s.partnership_id = $1 and s.closed_at is null and s.id in {} and $2 not like '%,' || s.organisation_id || ',%'
         order by s.name, s.id)sql",
                                                 db::ids_in("$3"));
    const auto sight = sight_of_ability(actor, ability, now);
    return {may_do(actor, ability, Place{}),
            trip.all([](const db::Row& row) { return Owner{row.get<OrganisationId>("organisation_id"), {}, row.get<std::string>("name")}; },
                     organisations_sql, sight.partnership, sight.organisations),
            trip.all(
                [](const db::Row& row) {
                    return Owner{row.get<OrganisationId>("organisation_id"), row.get<ServiceId>("service_id"),
                                 row.get<std::string>("name")};
                },
                services_sql, sight.partnership, sight.organisations, sight.services)};
}

std::vector<Owner> OwnerAnswers::all() const {
    std::vector<Owner> owners;
    if (may_be_partnership) owners.push_back({});
    owners.insert(owners.end(), organisations->begin(), organisations->end());
    owners.insert(owners.end(), services->begin(), services->end());
    return owners;
}

std::vector<Owner> list_owners(db::Read& db, const Actor& actor, Ability ability, Instant now) {
    db::Trip trip(db);
    const auto owners = ask_owners(trip, actor, ability, now);
    trip.go();
    return owners.all();
}

db::Answer<std::vector<Partner>> ask_partners(db::Trip& trip, const PartnershipId& partnership, const OrganisationId& without,
                                              const db::Only& only) {
    return trip.all([](const db::Row& row) { return Partner{row.get<OrganisationId>("id"), row.get<std::string>("name")}; },
                    fmt::format("select id, name from organisation where partnership_id = $1 and id <> $2 and closed_at is null{} "
                                "order by name, id",
                                only.condition("id", 3)),
                    partnership, without, only.values());
}

std::vector<Partner> list_partners(db::Read& db, const PartnershipId& partnership, const OrganisationId& without, const db::Only& only) {
    return db::alone(db, ask_partners, partnership, without, only);
}

}  // namespace touchstone::evaluations
