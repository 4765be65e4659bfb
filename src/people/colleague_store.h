// Whom something can be given to.
#pragma once
#include <vector>

#include "people/account_store.h"

namespace touchstone::people {

// Those of the partnership whose accounts are open.
std::vector<Listed> list_colleagues(db::Read&, const PartnershipId&, Instant now, const db::Only& = {});

}  // namespace touchstone::people
