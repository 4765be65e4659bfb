#pragma once
#include <string>

#include "base/ids.h"
#include "web/router.h"

namespace touchstone::people {

void add_sign_in_pages(web::Router&);

// Starts a session, records why under `verb`, and leads on to `next`, which never lies outside this site.
[[nodiscard]] web::Response with_session(const web::Visit&, db::Write&, const AccountId&, const PartnershipId&, const std::string& verb,
                                         const std::string& next, bool with_factor);

}  // namespace touchstone::people
