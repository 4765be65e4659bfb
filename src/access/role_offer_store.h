// Roles offered to accounts that belong to other partnerships of this server. Until its person accepts, a role counts nowhere, and the
// partnership that offers it sees nothing of the account but what it typed itself.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "people/account.h"
#include "people/assignment.h"

namespace touchstone::access {

using RoleOfferId = Id<struct RoleOfferTag>;

struct RoleOffer {
    PartnershipId partnership;
    RoleOfferId id;
    people::Assignment assignment;                                                    // as it will be once it is accepted
    std::string name, job;                                                            // as typed by whoever offers it
    std::string email = {}, partnership_name = {}, on_name = {}, given_by_name = {};  // as lists and pages show them
};
inline constexpr std::chrono::days role_offer_length{7};

// Whether the account holds or held a role in the partnership: it is known there.
bool is_known_in(db::Read&, const PartnershipId&, const AccountId&);

// To those who see no account it is an invitation like any other.
void add_role_offer(db::Write&, const By&, const RoleOffer&, const std::string& token_hash);
// Nothing when it was accepted or withdrawn, is too old, or its account is closed.
std::optional<RoleOffer> find_role_offer(db::Read&, const std::string& token_hash, Instant now);
// The latest first.
std::vector<RoleOffer> list_role_offers(db::Read&, const PartnershipId&, Instant now);
// Those to one account.
std::vector<RoleOffer> list_role_offers(db::Read&, const PartnershipId&, const AccountId&, Instant now);
// All that this partnership offers to the one who accepts. What was sent before the account held anything here opens nothing any more, and
// the session goes on here.
void accept_role_offers(db::Write&, const By&, const std::string& session_hash);
// Nobody is named: the partnership has not come to know the account.
void decline_role_offers(db::Write&, const PartnershipId&, const AccountId&, Instant now);
// Of everybody, or of one who offered it when `given_by` is not empty. False, and nothing changes, when there is none.
[[nodiscard]] bool withdraw_role_offer(db::Write&, const By&, const RoleOfferId&, const AccountId& given_by);

}  // namespace touchstone::access
