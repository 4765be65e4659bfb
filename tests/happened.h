// What the record of changes says, for tests that look there.
#pragma once
#include "people/history_store.h"
#include "tests/site.h"

namespace touchstone::testing {

// The last event with this verb about the object; without words when there is none.
inline events::Event happened(Site& site, const std::string& kind, const std::string& object, const std::string& verb) {
    events::Event last;
    site.database().read([&](db::Read& db) {
        for (const auto& one : people::list_events(db, site.partnership(), kind, object, 100))
            if (one.event.verb == verb) {
                last = one.event;
                return;
            }
    });
    return last;
}

}  // namespace touchstone::testing
