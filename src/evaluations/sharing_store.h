// Shares in tables, and who may own what is new.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/only.h"
#include "db/trip.h"
#include "evaluations/sharing.h"

namespace touchstone::evaluations {

struct SharedWith {
    Share share;
    std::string with_name;  // empty: the whole partnership
    std::string shared_by_name;
};
// What is shared, or was, of one object; the latest first. One statement.
std::vector<SharedWith> list_shares(db::Read&, const PartnershipId&, Shared, const std::string& object);
std::optional<Share> find_share(db::Read&, const PartnershipId&, const ShareId&);
void add_share(db::Write&, const By&, const Share&, const ShareWords&);
// One list of columns, of a share called `h`, and one reader.
inline constexpr const char* share_columns =
    "h.id, h.kind, h.object_id, h.extent, h.with_id, h.purpose, h.since, h.until, h.shared_by, h.revoked_at, h.revoked_by";
Share read_share(const db::Row&);
// False, and nothing changes, when it was taken back meanwhile.
[[nodiscard]] bool save_revoked(db::Write&, const By&, const Share&, const ShareWords&);

// As far as the roles with this ability reach; `member` says whether they reach what is the whole partnership's.
Sight sight_of_ability(const Actor&, Ability, Instant now);
// Everybody that something new may belong to when this actor adds it: wherever one of the roles has the ability.
struct OwnerAnswers {
    bool may_be_partnership = false;
    db::Answer<std::vector<Owner>> organisations, services;
    [[nodiscard]] std::vector<Owner> all() const;  // the whole partnership, organisations, then services
};
OwnerAnswers ask_owners(db::Trip&, const Actor&, Ability, Instant now);
std::vector<Owner> list_owners(db::Read&, const Actor&, Ability, Instant now);
// The partnership's organisations without this one, open ones only.
struct Partner {
    OrganisationId id;
    std::string name;
};
db::Answer<std::vector<Partner>> ask_partners(db::Trip&, const PartnershipId&, const OrganisationId& without, const db::Only& = {});
std::vector<Partner> list_partners(db::Read&, const PartnershipId&, const OrganisationId& without, const db::Only& = {});

}  // namespace touchstone::evaluations
