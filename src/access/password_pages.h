#pragma once
#include <string>

#include "people/account.h"
#include "web/router.h"
#include "web/visit.h"

namespace touchstone::access {

void add_password_pages(web::Router&);

// Sends somebody an address at which to choose a first password, and answers that address.
std::string send_invitation(db::Write&, const std::string& base_url, const PartnershipId&, const people::Account&,
                            const std::string& partnership_name, const std::string& inviter, Instant now);

// Exactly what was typed into the field, without spaces and line ends around it.
[[nodiscard]] std::string typed_password(const web::Form&, const std::string& field);

}  // namespace touchstone::access
