#pragma once
#include <string>

#include "access/role_offer_store.h"
#include "web/router.h"

namespace touchstone::access {

void add_role_offer_pages(web::Router&);

// Keeps the offer and sends its person an address at which to accept. Whoever else reads it opens nothing with it: accepting needs the
// account.
void offer_role(const web::Visit&, db::Write&, const PartnershipId&, const people::Assignment&, const people::AccountDraft& typed);

// The offers that nobody has accepted yet, for those who may invite.
[[nodiscard]] web::List role_offers_data(const web::Visit&, const std::vector<RoleOffer>&);

}  // namespace touchstone::access
