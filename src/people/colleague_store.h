// Whom something can be given to, and whom somebody knows of.
#pragma once
#include <vector>

#include "base/permission.h"
#include "people/account_store.h"

namespace touchstone::people {

// Those of the partnership whose accounts are open.
std::vector<Listed> list_colleagues(db::Read&, const PartnershipId&, Instant now, const db::Only& = {});

// Whoever was only given evaluations sees whom they work with on these, as that; members see everybody.
std::vector<Listed> seen_by(const Actor&, std::vector<Listed>);

}  // namespace touchstone::people
