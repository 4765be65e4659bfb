// The record of everything, as one who looks after the partnership reads it: the words only of what is there for the reader.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "events/event.h"

namespace touchstone::app {

struct EventFilter {
    std::string who;   // in the name of the one who did it, without case
    std::string kind;  // of the object; empty: any
    int page = 1;
};
inline constexpr int events_per_page = 50;
// Of what is not there for the reader, `part`, `before` and `after` are empty.
struct LoggedEvent {
    events::Happened happened;
    bool is_there = false;
};
struct EventPage {
    std::vector<LoggedEvent> events;
    int total = 0;
};
// The latest first; one statement.
EventPage search_events(db::Read&, const Sight&, const EventFilter&);

}  // namespace touchstone::app
