// What one organisation owns among all that a server holds.
#pragma once
#include <string>

#include "carrying/table_rows.h"

namespace touchstone::carrying {

// Leaves only what the organisation of that name owns, with all that hangs below it, and whom and what its rows name: people, other
// organisations, services, standards, frameworks. Answers how many rows tie it to what others own and are left out for that reason.
// Throws Trouble when there is no organisation of that name.
int keep_what_belongs_to(const std::string& organisation, Tables&, const Shapes&);

}  // namespace touchstone::carrying
