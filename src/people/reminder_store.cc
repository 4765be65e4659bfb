#include "people/reminder_store.h"

namespace touchstone::people {

db::Answer<std::vector<Told>> ask_told(db::Trip& trip, const PartnershipId& partnership, const AccountId& account) {
    return trip.all(
        [](const db::Row& row) {
            return Told{row.get<std::string>("object_id"), row.get<Reminder>("state"), row.get<Date>("about_day"),
                        row.get<Instant>("sent_at")};
        },
        "select object_id, state, about_day, sent_at from reminder where partnership_id = $1 and account_id = $2", partnership, account);
}

void note_told(db::Write& db, const PartnershipId& partnership, const AccountId& account, const Told& told) {
    db.run(R"sql(
        insert into reminder (partnership_id, account_id, object_id, state, about_day, sent_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (partnership_id, account_id, object_id, state, about_day) do update set sent_at = excluded.sent_at)sql",
           partnership, account, told.object, told.state, told.about, told.at);
}

int forget_told_before(db::Write& db, Instant then) { return db.run("delete from reminder where sent_at < $1", then); }

}  // namespace touchstone::people
