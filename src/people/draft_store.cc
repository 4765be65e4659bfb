#include "people/draft_store.h"

namespace touchstone::people {

std::optional<Draft> find_draft(db::Read& db, const AccountId& account, const std::string& key) {
    return db.first([](const db::Row& row) { return Draft{row.get<std::string>("fields"), row.get<Instant>("saved_at")}; },
                    "select fields, saved_at from draft where account_id = $1 and key = $2", account, key);
}

void keep_draft(db::Write& db, const AccountId& account, const std::string& key, const std::string& fields, Instant now) {
    db.run(R"sql(
        insert into draft (account_id, key, fields, saved_at) values ($1, $2, $3, $4)
            on conflict (account_id, key) do update set fields = excluded.fields, saved_at = excluded.saved_at)sql",
           account, key, fields, now);
}

void discard_draft(db::Write& db, const AccountId& account, const std::string& key) {
    db.run("delete from draft where account_id = $1 and key = $2", account, key);
}

}  // namespace touchstone::people
