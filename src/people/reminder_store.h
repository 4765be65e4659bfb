#pragma once
#include <string>
#include <vector>

#include "db/trip.h"
#include "people/reminder.h"

namespace touchstone::people {

// That somebody was told of an object, in a state, for a day; the object is empty for all that is open.
struct Told {
    std::string object;
    Reminder state = Reminder::due_soon;
    Date about{};
    Instant at{};
};
db::Answer<std::vector<Told>> ask_told(db::Trip&, const PartnershipId&, const AccountId&);
// Once more is as good as once; the latest moment stays.
void note_told(db::Write&, const PartnershipId&, const AccountId&, const Told&);
// Answers how many rows went.
int forget_told_before(db::Write&, Instant);

}  // namespace touchstone::people
