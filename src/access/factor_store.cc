#include "access/factor_store.h"

#include "access/access_token_store.h"
#include "access/session_store.h"
#include "access/sign_in_store.h"
#include "people/account_store.h"

namespace touchstone::access {

using namespace people;
Factors find_factors(db::Read& db, const AccountId& account, Instant now) {
    Factors found;
    db.each(
        [&](const db::Row& row) {
            found.email = row.get<std::string>("email");
            found.recovery_codes_left = row.get<int>("codes");
            const auto secret = row.maybe<std::string>("secret");
            if (!secret) return;
            const Factor factor{*secret, row.get<std::int64_t>("last_step")};
            if (row.maybe<Instant>("confirmed_at"))
                found.current = factor;
            else if (row.get<Instant>("made_at") + set_up_factor_within > now)
                found.offered = factor;
        },
        R"sql(
        select a.email, f.secret, f.made_at, f.confirmed_at, f.last_step,
               (select count(*) from recovery_code c where c.account_id = a.id and c.used_at is null) as codes
          from account a left join factor f on f.account_id = a.id
         where a.id = $1)sql",
        account);
    return found;
}

bool has_factor(db::Read& db, const AccountId& account) {
    return db
        .first([](const db::Row&) { return true; }, "select secret from factor where account_id = $1 and confirmed_at is not null", account)
        .has_value();
}

void offer_factor(db::Write& db, const AccountId& account, const std::string& secret, Instant now) {
    db.run("delete from factor where account_id = $1 and confirmed_at is null", account);
    db.run("insert into factor (account_id, secret, made_at, last_step) values ($1, $2, $3, 0)", account, secret, now);
}

namespace {

void delete_factor(db::Write& db, const AccountId& account) {
    db.run("delete from factor where account_id = $1", account);
    db.run("delete from recovery_code where account_id = $1", account);
}

void replace_codes(db::Write& db, const AccountId& account, const std::vector<std::string>& codes) {
    db.run("delete from recovery_code where account_id = $1", account);
    for (const auto& code : codes)
        db.run("insert into recovery_code (account_id, code_hash) values ($1, $2)", account, recovery_code_hash(code));
}

// What ends and is told when one's own way of signing in changes.
void end_others(db::Write& db, const By& by, const std::string& token_hash, const char* verb) {
    end_other_sessions(db, by.who, token_hash);
    end_tokens_of(db, by.who);
    note_on_account(db, by, verb, by.who);
}

}  // namespace

void confirm_factor(db::Write& db, const By& by, const std::string& token_hash, const Factor& factor,
                    const std::vector<std::string>& codes) {
    db.run("delete from factor where account_id = $1 and secret <> $2", by.who, factor.secret);
    db.run("update factor set confirmed_at = $3, last_step = $4 where account_id = $1 and secret = $2", by.who, factor.secret, by.at,
           factor.last_step);
    mark_factor(db, token_hash, by.at);
    replace_codes(db, by.who, codes);
    end_others(db, by, token_hash, "factor_set");
}

void remove_factor(db::Write& db, const By& by, const std::string& token_hash) {
    delete_factor(db, by.who);
    mark_factor(db, token_hash, std::nullopt);
    end_others(db, by, token_hash, "factor_removed");
}

void renew_recovery_codes(db::Write& db, const By& by, const std::string& token_hash, const std::vector<std::string>& codes) {
    replace_codes(db, by.who, codes);
    end_others(db, by, token_hash, "recovery_codes_made");
}

void take_factor_off(db::Write& db, const By& by, const AccountId& account) {
    delete_factor(db, account);
    end_sessions_of(db, account);
    note_on_account(db, by, "factor_removed", account);
}

bool use_code(db::Write& db, const AccountId& account, const std::string& typed, Instant now) {
    const auto code = bare_code(typed);
    const auto factor = find_factors(db, account, now).current;
    if (!factor) return false;
    const auto step = step_of(*factor, code, now);
    const bool is_right =
        1 == (step ? db.run("update factor set last_step = $3 where account_id = $1 and secret = $2 and last_step < $3", account,
                            factor->secret, *step)
                   : db.run("update recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null", account,
                            recovery_code_hash(code), now));
    if (is_right) db.run("update factor set wrong_codes = 0 where account_id = $1", account);
    return is_right;
}

int note_wrong_code(db::Write& db, const AccountId& account) {
    db.run("update factor set wrong_codes = wrong_codes + 1 where account_id = $1 and confirmed_at is not null", account);
    return db
        .first([](const db::Row& row) { return row.get<int>("wrong_codes"); },
               "select wrong_codes from factor where account_id = $1 and confirmed_at is not null", account)
        .value_or(0);
}

}  // namespace touchstone::access
