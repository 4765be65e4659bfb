#pragma once
#include "people/account.h"
#include "web/router.h"

namespace touchstone::access {

void add_password_pages(web::Router&);

// Sends somebody an address at which to choose a first password, and answers that address.
std::string send_invitation(db::Write&, const std::string& base_url, const PartnershipId&, const people::Account&,
                            const std::string& partnership_name, const std::string& inviter, Instant now);

}  // namespace touchstone::access
