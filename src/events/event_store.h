#pragma once
#include <string>
#include <vector>

#include "db/db.h"
#include "events/audit.h"
#include "events/event.h"

namespace touchstone::events {

// Adds the event to its partnership's chain. Writers of one partnership take turns at the chain's head.
void record(db::Write&, const Event&);
void record(db::Write&, const By&, const Change&);

// From a row with the event's columns and its actor's name.
Happened read_event(const db::Row&);
// What earlier events about the object said goes for good; that they happened stays, and so does the chain.
void forget_words(db::Write&, const PartnershipId&, const std::string& kind, const std::string& object);

// Every event of every partnership into a chain of its own, in the order in which they happened: once, when there is a key for the first
// time.
void chain_anew(db::Write&);
// Whether some chain was sealed with a key already, and whether one of them with the key in use.
struct Seals {
    bool any = false, fits = false;
};
Seals find_seals(db::Read&);

Head find_head(db::Read&, const PartnershipId&);
struct Audited {
    std::int64_t chained = 0, before_the_chain = 0, erased = 0;
    std::vector<std::string> faults;
};
// Reads every event of the partnership. `kept` is a head that was written down earlier.
Audited audit(db::Read&, const PartnershipId&, const Head& kept = {});

}  // namespace touchstone::events
