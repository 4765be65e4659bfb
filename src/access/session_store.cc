#include "access/session_store.h"

#include "db/trip.h"
#include "people/account_store.h"
#include "people/actor_store.h"

namespace touchstone::access {

using namespace people;

// A session that begins more than five minutes from now was opened while the clock was wrong: it would last longer than any other.
Actor find_actor(db::Read& db, const std::string& session_token_hash, Instant now) {
    return people::find_visitor(db, R"sql(
            select s.partnership_id, case when w.id is null then s.account_id else s.seen_as end,
                   case when w.id is null then null else s.account_id end, s.factor_at, s.used_at, 0
              from session s
              join account h on h.id = s.account_id and h.disabled_at is null
              left join assignment w on w.partnership_id = s.partnership_id and w.account_id = s.account_id and w.role = 3 and w.reach = 1
                                    and w.since <= $2 and (w.until is null or w.until > $2) and s.seen_as is not null and s.factor_at is not null
             where s.token_hash = $1 and s.expires_at > $2 and s.created_at <= $2 + 300000)sql",
                                session_token_hash, now);
}

Actor find_actor_by_token(db::Read& db, const std::string& token_hash, Instant now) {
    return people::find_visitor(db, R"sql(
            select t.partnership_id, t.account_id, nullif('', ''), t.factor_at, coalesce(t.used_at, 0), 1 + t.may_write
              from access_token t
              join account h on h.id = t.account_id and h.disabled_at is null
             where t.token_hash = $1 and t.ends_at > $2)sql",
                                token_hash, now);
}

std::optional<PartnershipId> find_partnership_of(db::Read& db, const AccountId& account, Instant now) {
    const auto read = [](const db::Row& row) { return row.get<PartnershipId>("partnership_id"); };
    db::Trip trip(db);
    const auto held = trip.first(read, R"sql(
        select r.partnership_id
          from assignment r join account a on a.id = r.account_id
         where r.account_id = $1 and r.since <= $2 and (r.until is null or r.until > $2)
         order by case when r.partnership_id = a.last_partnership_id then 0 else 1 end, r.since limit 1)sql",
                                 account, now);
    const auto offered = trip.first(
        read, "select partnership_id from role_offer where account_id = $1 and expires_at > $2 order by made_at limit 1", account, now);
    trip.go();
    return *held ? *held : *offered;
}

void start_session(db::Write& db, const AccountId& account, const PartnershipId& partnership, const std::string& token_hash, Instant now,
                   bool with_factor, const std::string& browser) {
    db.run("delete from session where account_id = $1 and expires_at <= $2", account, now);
    db.run(R"sql(
        insert into session (token_hash, account_id, partnership_id, created_at, expires_at, factor_at, browser, used_at)
        values ($1, $2, $3, $4, $5, $6, $7, $4))sql",
           token_hash, account, partnership, now, now + session_length, with_factor ? std::optional(now) : std::nullopt, browser);
}

void look_through(db::Write& db, const By& by, const std::string& token_hash, const AccountId& account) {
    db.run("update session set seen_as = $2 where token_hash = $1", token_hash, account);
    note_on_account(db, by, "saw_as", account);
}

void stop_looking_through(db::Write& db, const By& by, const std::string& token_hash, const AccountId& account) {
    db.run("update session set seen_as = null where token_hash = $1", token_hash);
    note_on_account(db, by, "stopped_seeing_as", account);
}

void move_session(db::Write& db, const std::string& token_hash, const AccountId& account, const PartnershipId& partnership) {
    db.run("update session set partnership_id = $3 where token_hash = $1 and account_id = $2", token_hash, account, partnership);
    work_in(db, account, partnership);
}

void choose_partnership(db::Write& db, const By& by, const std::string& token_hash) {
    move_session(db, token_hash, by.who, by.partnership);
    note_on_account(db, by, "chose_partnership", by.who);
}

void end_session(db::Write& db, const By& by, const std::string& token_hash) {
    db.run("delete from session where token_hash = $1", token_hash);
    note_on_account(db, by, "signed_out", by.who);
}

void end_sessions_of(db::Write& db, const AccountId& account) {
    db.run("delete from session where account_id = $1", account);
    db.run("delete from access_token where account_id = $1", account);
    db.run("delete from sign_in_step where account_id = $1", account);
}

void disable(db::Write& db, const By& by, const AccountId& account) {
    close_account(db, account, by.at);
    end_sessions_of(db, account);
    note_on_account(db, by, "account_disable", account);
}

void enable(db::Write& db, const By& by, const AccountId& account) {
    open_account(db, account);
    note_on_account(db, by, "account_enable", account);
}

void keep_setup_secret(db::Write& db, const std::string& token_hash, Instant now) {
    forget_setup_secrets(db);
    db.run("insert into setup_secret (token_hash, made_at) values ($1, $2)", token_hash, now);
}

bool is_setup_secret(db::Read& db, const std::string& token_hash) {
    return db
        .first([](const db::Row& row) { return row.get<std::string>("token_hash"); },
               "select token_hash from setup_secret where token_hash = $1", token_hash)
        .has_value();
}

void forget_setup_secrets(db::Write& db) { db.run("delete from setup_secret"); }

}  // namespace touchstone::access
