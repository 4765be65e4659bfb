// One thing that somebody did: written with the change itself, so that no change is without it.
#pragma once
#include <string>

#include "base/actor.h"

namespace touchstone::events {

struct Event {
    PartnershipId partnership;
    Instant at;
    AccountId actor;     // empty: the system itself
    std::string verb;    // "judged"
    std::string kind;    // of the object: "evaluation"
    std::string object;  // its id
    std::string part;    // which part of it: "5.1", or empty
    std::string before;  // JSON, or empty when there was nothing
    std::string after;
};

// What happened, without who, where and when.
struct Change {
    std::string verb, kind, object, part = {}, before = {}, after = {};  // as in Event
};

// The verb of the event that explains why earlier events about its object have no words any more.
inline constexpr const char* erased_verb = "erased";

// An event as people read it.
struct Happened {
    Event event;
    std::string actor_name;
};

}  // namespace touchstone::events
