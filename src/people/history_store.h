// What happened to a thing, and who did it.
#pragma once
#include <string>
#include <vector>

#include "db/db.h"
#include "events/event.h"

namespace touchstone::people {

// The latest first.
std::vector<events::Happened> list_events(db::Read&, const PartnershipId&, const std::string& kind, const std::string& object, int limit);

}  // namespace touchstone::people
