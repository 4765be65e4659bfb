#pragma once
#include <optional>
#include <vector>

#include "base/permission.h"
#include "@things@/@thing@.h"
#include "db/db.h"

namespace touchstone::@things@ {

// Those of the partnership, by title.
std::vector<@Thing@> list_@things@(db::Read&, const PartnershipId&);
std::optional<@Thing@> find_@thing@(db::Read&, const PartnershipId&, const @Thing@Id&);

void add_@thing@(db::Write&, const By&, const @Thing@&);
// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_@thing@(db::Write&, const By&, const @Thing@& before, const @Thing@& after);

}  // namespace touchstone::@things@
