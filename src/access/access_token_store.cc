#include "access/access_token_store.h"

#include "events/event_store.h"

namespace touchstone::access {

using namespace events;

void add_access_token(db::Write& db, const By& by, const AccessToken& token) {
    db.run(R"sql(
        insert into access_token (token_hash, account_id, partnership_id, name, may_write, factor_at, made_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           token.token_hash, token.account, token.partnership, token.name, token.may_write ? 1 : 0,
           token.has_factor ? std::optional(token.made_at) : std::nullopt, token.made_at, token.ends_at);
    record(db, by, {.verb = "token_made", .kind = "account", .object = token.account.text, .after = as_json(token)});
}

std::vector<AccessToken> list_access_tokens(db::Read& db, const AccountId& account, Instant now) {
    return db.all(
        [](const db::Row& row) {
            return AccessToken{.token_hash = row.get<std::string>("token_hash"),
                               .account = row.get<AccountId>("account_id"),
                               .partnership = row.get<PartnershipId>("partnership_id"),
                               .name = row.get<std::string>("name"),
                               .may_write = row.get<int>("may_write") == 1,
                               .has_factor = row.maybe<Instant>("factor_at").has_value(),
                               .made_at = row.get<Instant>("made_at"),
                               .ends_at = row.get<Instant>("ends_at"),
                               .used_at = row.maybe<Instant>("used_at")};
        },
        R"sql(
        select token_hash, account_id, partnership_id, name, may_write, factor_at, made_at, ends_at, used_at
          from access_token where account_id = $1 and ends_at > $2 order by made_at desc, token_hash)sql",
        account, now);
}

void note_token_use(db::Write& db, const std::string& token_hash, Instant now) {
    db.run("update access_token set used_at = $2 where token_hash = $1", token_hash, now);
}

bool end_access_token(db::Write& db, const By& by, const std::string& token_hash) {
    if (0 == db.run("delete from access_token where account_id = $1 and token_hash = $2", by.who, token_hash)) return false;
    record(db, by, {.verb = "token_ended", .kind = "account", .object = by.who.text});
    return true;
}

void end_tokens_of(db::Write& db, const AccountId& account) { db.run("delete from access_token where account_id = $1", account); }

std::optional<KeptAnswer> find_api_answer(db::Read& db, const std::string& token_hash, const std::string& key, Instant now) {
    return db.first(
        [](const db::Row& row) {
            return KeptAnswer{row.get<std::string>("fingerprint"), row.get<int>("status"), row.get<std::string>("location")};
        },
        "select fingerprint, status, location from api_answer where token_hash = $1 and key = $2 and at > $3", token_hash, key,
        now - api_answer_length);
}

void keep_api_answer(db::Write& db, const std::string& token_hash, const std::string& key, const KeptAnswer& answer, Instant now) {
    db.run("delete from api_answer where token_hash = $1 and key = $2", token_hash, key);  // of an earlier day
    db.run("insert into api_answer (token_hash, key, fingerprint, status, location, at) values ($1, $2, $3, $4, $5, $6)", token_hash, key,
           answer.fingerprint, answer.status, answer.location, now);
}

}  // namespace touchstone::access
