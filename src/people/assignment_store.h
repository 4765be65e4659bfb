// Assignments in tables.
#pragma once
#include <optional>
#include <vector>

#include "db/db.h"
#include "people/assignment.h"

namespace touchstone::people {

void add_assignment(db::Write&, const PartnershipId&, const Assignment&);
// Whether the account holds this role on the same thing already, for as long or longer.
bool is_held(db::Read&, const PartnershipId&, const Assignment&, Instant now);
// False, and nothing changes, when it has ended meanwhile.
[[nodiscard]] bool end_assignment(db::Write&, const PartnershipId&, const Assignment&);

}  // namespace touchstone::people
