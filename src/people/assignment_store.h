// Assignments in tables.
#pragma once
#include <optional>
#include <vector>

#include "db/db.h"
#include "people/assignment.h"

namespace touchstone::people {

void add_assignment(db::Write&, const PartnershipId&, const Assignment&);
// False, and nothing changes, when it has ended meanwhile.
[[nodiscard]] bool end_assignment(db::Write&, const PartnershipId&, const Assignment&);

}  // namespace touchstone::people
