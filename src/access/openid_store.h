#pragma once
#include <optional>

#include "access/openid.h"
#include "db/db.h"

namespace touchstone::access {

// Whose account it is: by who it is at the provider or, the first time, by the address that the provider has verified. Nobody is made by
// it. An account that is linked to somebody else at this provider is not linked again: whoever gets an address later does not get the
// account.
std::optional<AccountId> find_identified(db::Read&, const Identity&);
void link_identity(db::Write&, const Identity&, const AccountId&, Instant now);

}  // namespace touchstone::access
