#pragma once
#include <string>

#include "access/sign_in_store.h"
#include "base/ids.h"
#include "web/router.h"

namespace touchstone::access {

void add_sign_in_pages(web::Router&);

// Starts a session and leads on to `next`, which never lies outside this site.
[[nodiscard]] web::Response with_session(const web::Visit&, db::Write&, const AccountId&, const PartnershipId&, Entry,
                                         const std::string& next, bool with_factor);

// For whoever has shown one factor, be it the password or another server's word: asks for the code where the account has a second factor,
// and otherwise starts a session in which roles that need one do not count.
[[nodiscard]] web::Response after_first_factor(const web::Visit&, db::Write&, const AccountId&, const std::string& next);

// Whether the current password was given, for a route's prepare step: "yes" or nothing.
[[nodiscard]] std::string check_own_password(const web::Visit&, db::Read&);

}  // namespace touchstone::access
