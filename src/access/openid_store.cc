#include "access/openid_store.h"

namespace touchstone::access {

std::optional<AccountId> find_identified(db::Read& db, const Identity& identity) {
    return db.first([](const db::Row& row) { return row.get<AccountId>("id"); }, R"sql(
        select a.id, 1 as nearness from openid_identity i join account a on a.id = i.account_id
         where i.issuer = $1 and i.subject = $2 and a.disabled_at is null
        union all
        select a.id, 2 from account a
         where $3 <> '' and a.email = $3 and a.disabled_at is null
           and not exists (select 1 from openid_identity i where i.issuer = $1 and (i.account_id = a.id or i.subject = $2))
         order by 2 limit 1)sql",
                    identity.issuer, identity.subject, identity.email);
}

void link_identity(db::Write& db, const Identity& identity, const AccountId& account, Instant now) {
    db.run(R"sql(
        insert into openid_identity (issuer, subject, account_id, linked_at, used_at) values ($1, $2, $3, $4, $4)
            on conflict (issuer, subject) do update set used_at = excluded.used_at)sql",
           identity.issuer, identity.subject, account, now);
}

}  // namespace touchstone::access
