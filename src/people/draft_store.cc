#include "people/draft_store.h"

namespace touchstone::people {

std::vector<Draft> list_drafts(db::Read& db, const AccountId& account, const std::string& address) {
    return db.all(
        [](const db::Row& row) { return Draft{row.get<std::string>("key"), row.get<std::string>("fields"), row.get<Instant>("saved_at")}; },
        R"sql(
        select key, fields, saved_at from draft
         where account_id = $1 and (key = $2 or substr(key, 1, length($2) + 1) = $2 || '|')
         order by saved_at desc, key limit 20)sql",
        account, address);
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
