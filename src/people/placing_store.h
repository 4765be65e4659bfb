// Places below other organisations' services that somebody asked for. An answer takes the row away; what was agreed stands in the service
// and in the record of changes.
#pragma once
#include <optional>
#include <vector>

#include "base/actor.h"
#include "db/trip.h"
#include "people/placing.h"

namespace touchstone::people {

// In place of what was asked for this service before.
void ask_for_place(db::Write&, const By&, const ServiceId&, const Service& parent);
// False when nothing, or another place, is asked for.
[[nodiscard]] bool take_back_place(db::Write&, const By&, const AskedPlace&);
[[nodiscard]] bool decline_place(db::Write&, const By&, const ServiceId&, const Service& parent);
// The same where the service, as it is `after`, has its place now; false also when somebody else saved the service meanwhile.
[[nodiscard]] bool agree_to_place(db::Write&, const By&, const Service& before, const Service& after);
// What is asked for this service, where both services are open.
std::optional<AskedPlace> find_asked_place(db::Read&, const PartnershipId&, const ServiceId&);
// Oldest first.
std::vector<AskedPlace> list_asked_places(db::Read&, const PartnershipId&);
// How many are below services of these organisations, ",id,id,", or below any one.
db::Answer<int> ask_waiting_places(db::Trip&, const PartnershipId&, bool below_any, const std::string& organisations);

}  // namespace touchstone::people
