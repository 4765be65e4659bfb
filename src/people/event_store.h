#pragma once
#include <vector>

#include "db/db.h"
#include "people/event.h"

namespace touchstone::people {

void record(db::Write&, const Event&);

// What happened to one object, the latest first.
std::vector<Happened> list_events(db::Read&, const PartnershipId&, const std::string& kind, const std::string& object, int limit);

}  // namespace touchstone::people
