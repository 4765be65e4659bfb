#include "people/history_store.h"

#include "events/event_store.h"

namespace touchstone::people {

std::vector<events::Happened> list_events(db::Read& db, const PartnershipId& partnership, const std::string& kind,
                                          const std::string& object, int limit) {
    return db.all(events::read_event, R"sql(
        select e.partnership_id, e.at, e.actor_id, e.verb, e.kind, e.object_id, e.part, e.before, e.after, a.name
          from event e left join account a on a.id = e.actor_id
         where e.partnership_id = $1 and e.kind = $2 and e.object_id = $3
         order by e.seq desc, e.id desc limit $4)sql",
                  partnership, kind, object, limit);
}

}  // namespace touchstone::people
