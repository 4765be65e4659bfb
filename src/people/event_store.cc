#include "people/event_store.h"

namespace touchstone::people {
namespace {

std::optional<std::string> or_null(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

Happened read_event(const db::Row& row) {
    return {{.partnership = row.get<PartnershipId>("partnership_id"),
             .at = row.get<Instant>("at"),
             .actor = row.maybe<AccountId>("actor_id").value_or(AccountId{}),
             .verb = row.get<std::string>("verb"),
             .kind = row.get<std::string>("kind"),
             .object = row.get<std::string>("object_id"),
             .part = row.get<std::string>("part"),
             .before = row.maybe<std::string>("before").value_or(""),
             .after = row.maybe<std::string>("after").value_or("")},
            row.maybe<std::string>("name").value_or("")};
}

}  // namespace

void record(db::Write& db, const Event& event) {
    db.run(R"sql(
        insert into event (partnership_id, id, at, actor_id, verb, kind, object_id, part, before, after)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql",
           event.partnership, new_id_text(event.at), event.at, or_null(event.actor.text), event.verb, event.kind, event.object, event.part,
           or_null(event.before), or_null(event.after));
}

std::vector<Happened> list_events(db::Read& db, const PartnershipId& partnership, const std::string& kind, const std::string& object,
                                  int limit) {
    return db.all(read_event, R"sql(
        select e.partnership_id, e.at, e.actor_id, e.verb, e.kind, e.object_id, e.part, e.before, e.after, a.name
          from event e left join account a on a.id = e.actor_id
         where e.partnership_id = $1 and e.kind = $2 and e.object_id = $3
         order by e.id desc limit $4)sql",
                  partnership, kind, object, limit);
}

}  // namespace touchstone::people
