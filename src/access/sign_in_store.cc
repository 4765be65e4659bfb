#include "access/sign_in_store.h"

#include "access/session_store.h"
#include "people/account_store.h"

namespace touchstone::access {

using namespace people;

std::vector<Session> list_sessions(db::Read& db, const AccountId& account, Instant now) {
    return db.all(
        [](const db::Row& row) {
            return Session{row.get<std::string>("token_hash"), row.get<std::string>("browser"), row.get<Instant>("created_at"),
                           row.get<Instant>("used_at")};
        },
        "select token_hash, browser, created_at, used_at from session where account_id = $1 and expires_at > $2 "
        "order by used_at desc, created_at desc, token_hash",
        account, now);
}

void note_use(db::Write& db, const std::string& token_hash, Instant now) {
    db.run("update session set used_at = $2 where token_hash = $1", token_hash, now);
}

void mark_factor(db::Write& db, const std::string& token_hash, std::optional<Instant> factor_at) {
    db.run("update session set factor_at = $2 where token_hash = $1", token_hash, factor_at);
}

namespace {
const char* verb_of(Entry entry) {
    switch (entry) {
        case Entry::signed_in:
            return "signed_in";
        case Entry::stepped_in:
            return "stepped_in";
        case Entry::set_up:
            return "set_up";
        case Entry::goes_on:
            break;
    }
    return "";
}
}  // namespace

void let_in(db::Write& db, const By& by, Entry entry, const Opened& opened) {
    start_session(db, by.who, by.partnership, opened.token_hash, by.at, opened.with_factor, opened.browser);
    remember_device(db, opened.device_hash, by.who, by.at);
    if (entry != Entry::goes_on) note_on_account(db, by, verb_of(entry), by.who);
}

bool close_session(db::Write& db, const By& by, const std::string& token_hash) {
    if (0 == db.run("delete from session where account_id = $1 and token_hash = $2", by.who, token_hash)) return false;
    note_on_account(db, by, "session_ended", by.who);
    return true;
}

void close_other_sessions(db::Write& db, const By& by, const std::string& token_hash) {
    end_other_sessions(db, by.who, token_hash);
    note_on_account(db, by, "session_ended", by.who);
}

void end_other_sessions(db::Write& db, const AccountId& account, const std::string& token_hash) {
    db.run("delete from session where account_id = $1 and token_hash <> $2", account, token_hash);
}

void keep_step(db::Write& db, const std::string& visitor_hash, const SignInStep& step, Instant now) {
    db.run("delete from sign_in_step where visitor_hash = $1 or expires_at <= $2", visitor_hash, now);
    db.run("insert into sign_in_step (visitor_hash, account_id, next, expires_at) values ($1, $2, $3, $4)", visitor_hash, step.account,
           step.next, now + sign_in_step_length);
}

std::optional<SignInStep> find_step(db::Read& db, const std::string& visitor_hash, Instant now) {
    return db.first([](const db::Row& row) { return SignInStep{row.get<AccountId>("account_id"), row.get<std::string>("next")}; },
                    "select account_id, next from sign_in_step where visitor_hash = $1 and expires_at > $2 and expires_at <= $3",
                    visitor_hash, now, now + 2 * sign_in_step_length);  // none that was begun while the clock was wrong
}

int count_wrong_code(db::Write& db, const std::string& visitor_hash) {
    db.run("update sign_in_step set wrong_codes = wrong_codes + 1 where visitor_hash = $1", visitor_hash);
    return db
        .first([](const db::Row& row) { return row.get<int>("wrong_codes"); },
               "select wrong_codes from sign_in_step where visitor_hash = $1", visitor_hash)
        .value_or(wrong_codes_max);
}

void end_step(db::Write& db, const std::string& visitor_hash) { db.run("delete from sign_in_step where visitor_hash = $1", visitor_hash); }

std::optional<Instant> waits_until(db::Read& db, const std::string& key, int tries_max, Instant now) {
    return db.first([](const db::Row& row) { return row.get<Instant>("first_at") + wrong_tries_within; },
                    "select first_at from sign_in_try where key = $1 and tries >= $2 and first_at > $3", key, tries_max,
                    now - wrong_tries_within);
}

void count_try(db::Write& db, const std::string& key, Instant now) {
    db.run("delete from sign_in_try where first_at <= $1", now - wrong_tries_within);
    db.run(
        "insert into sign_in_try (key, tries, first_at) values ($1, 1, $2) on conflict (key) do update set tries = sign_in_try.tries + 1",
        key, now);
}

void refuse_sign_in(db::Write& db, const std::string& key, const std::optional<AccountId>& account, const std::string& what, Instant now) {
    count_try(db, key, now);
    if (!account) return;
    const auto partnership = find_partnership_of(db, *account, now);
    note_on_account(db, {partnership.value_or(PartnershipId{}), {}, now}, "sign_in_refused", *account, what);
}

void forget_tries(db::Write& db, const std::string& key) { db.run("delete from sign_in_try where key = $1", key); }

bool is_known_device(db::Read& db, const std::string& token_hash, const std::string& email, Instant now) {
    return db
        .first([](const db::Row&) { return true; },
               "select d.account_id from device d join account a on a.id = d.account_id where d.token_hash = $1 and a.email = $2 and "
               "d.used_at > $3",
               token_hash, email, now - device_length)
        .has_value();
}

void remember_device(db::Write& db, const std::string& token_hash, const AccountId& account, Instant now) {
    db.run("delete from device where account_id = $1 and (token_hash = $2 or used_at <= $3)", account, token_hash, now - device_length);
    db.run("insert into device (token_hash, account_id, used_at) values ($1, $2, $3)", token_hash, account, now);
}

void add_link(db::Write& db, const std::string& token_hash, const AccountId& account, LinkKind kind, Instant now) {
    db.run("delete from password_link where expires_at <= $1", now);
    const auto until = kind == LinkKind::invitation ? now + invitation_length : now + reset_length;
    db.run("insert into password_link (token_hash, account_id, kind, expires_at) values ($1, $2, $3, $4)", token_hash, account, kind,
           Instant{until});
}

std::optional<PasswordLink> find_link(db::Read& db, const std::string& token_hash, Instant now) {
    return db.first(
        [](const db::Row& row) {
            return PasswordLink{row.get<LinkKind>("kind"), row.get<AccountId>("account_id"), row.get<std::string>("email"),
                                row.get<std::string>("name")};
        },
        R"sql(
        select l.kind, l.account_id, a.email, a.name
          from password_link l join account a on a.id = l.account_id and a.disabled_at is null
         where l.token_hash = $1 and l.expires_at > $2)sql",
        token_hash, now);
}

void end_links_of(db::Write& db, const AccountId& account) { db.run("delete from password_link where account_id = $1", account); }

void choose_password(db::Write& db, const By& by, const AccountId& account, const std::string& password_hash, Choosing choosing) {
    keep_password_hash(db, account, password_hash);
    end_links_of(db, account);
    end_sessions_of(db, account);
    note_on_account(db, by,
                    choosing == Choosing::invited      ? "invitation_taken"
                    : choosing == Choosing::at_console ? "account_password"
                                                       : "password_changed",
                    account);
}

}  // namespace touchstone::access
