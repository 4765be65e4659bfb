// Places below other organisations' services that somebody asked for. An answer takes the row away; what was agreed stands in the service
// and in the record of changes.
#pragma once
#include <optional>
#include <vector>

#include "db/trip.h"
#include "people/placing.h"

namespace touchstone::people {

// In place of what was asked for this service before.
void ask_for_place(db::Write&, const PartnershipId&, const ServiceId& service, const ServiceId& parent, const AccountId& by, Instant at);
// False when nothing, or another place, is asked for.
[[nodiscard]] bool forget_asked_place(db::Write&, const PartnershipId&, const ServiceId& service, const ServiceId& parent);
// What is asked for this service, where both services are open.
std::optional<AskedPlace> find_asked_place(db::Read&, const PartnershipId&, const ServiceId&);
// Oldest first.
std::vector<AskedPlace> list_asked_places(db::Read&, const PartnershipId&);
// How many are below services of these organisations, ",id,id,", or below any one.
db::Answer<int> ask_waiting_places(db::Trip&, const PartnershipId&, bool below_any, const std::string& organisations);

}  // namespace touchstone::people
