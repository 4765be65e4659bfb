#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "privacy/erasure.h"

namespace touchstone::privacy {

struct ListedRequest {
    ErasureRequest request;
    std::string name, email, asked_by_name;
};
struct ListedTombstone {
    Tombstone tombstone;
    std::string asked_by_name, approved_by_name;
};

Subject find_subject(db::Read&, const PartnershipId&, const std::string& email);
void add_request(db::Write&, const By&, const ErasureRequest&);
void turn_down_request(db::Write&, const By&, const ErasureRequest&);
std::vector<ListedRequest> list_requests(db::Read&, const PartnershipId&);
std::optional<ErasureRequest> find_request(db::Read&, const PartnershipId&, const ErasureId&);
// For the router's guard.
std::optional<Seen> look_up_request(db::Read&, const Actor&, const std::string& id, Instant now);

int next_number(db::Read&, const PartnershipId&);
// The latest first.
std::vector<ListedTombstone> list_tombstones(db::Read&, const PartnershipId&);
std::vector<Tombstone> list_all_tombstones(db::Read&);

void add_tombstone(db::Write&, const Tombstone&);
// Takes away every word about the person, as the tags of the columns say, ends the roles, and leaves the tombstone and an event in each
// partnership whose events said something about the person. False when the account is not there.
bool erase_account(db::Write&, const Tombstone&, const std::string& former_name, Instant now);
// The tables whose rows an erasure touches.
[[nodiscard]] std::vector<std::string> erased_tables();

}  // namespace touchstone::privacy
