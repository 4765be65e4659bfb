#pragma once
#include <string>

#include "access/role_offer_store.h"
#include "web/router.h"

namespace touchstone::access {

void add_role_offer_pages(web::Router&);

// Keeps the offer and sends its person an address at which to accept. Whoever else reads it opens nothing with it: accepting needs the
// account.
void offer_role(const web::Visit&, db::Write&, const PartnershipId&, const people::Assignment&, const people::AccountDraft& typed);

// One of them, as the form of each that may be withdrawn names it.
inline const FieldShape role_offer_shape{"role_offer", FieldShape::Kind::choice, 0, true};
inline constexpr const char* role_offer_withdrawal = "/people/role-offers/withdraw";
// The offers that nobody has accepted yet, for those who may invite.
[[nodiscard]] web::List role_offers_data(const web::Visit&, const std::vector<RoleOffer>&);

}  // namespace touchstone::access
