#include "people/account_store.h"

#include <fmt/format.h>

#include "base/left_out.h"
#include "events/event_store.h"
#include "jobs/job.h"

namespace touchstone::people {

using namespace events;
namespace {

Account read_account(const db::Row& row) {
    return {.id = row.get<AccountId>("id"),
            .email = row.get<std::string>("email"),
            .name = row.get<std::string>("name"),
            .job = row.get<std::string>("job"),
            .password_hash = row.maybe<std::string>("password_hash").value_or(""),
            .disabled_at = row.maybe<Instant>("disabled_at"),
            .created_at = row.get<Instant>("created_at")};
}

void add_row(std::vector<Listed>& listed, const db::Row& row) {
    const auto id = row.get<AccountId>("id");
    if (listed.empty() || listed.back().id != id)
        listed.push_back({id,
                          row.get<std::string>("name"),
                          row.get<std::string>("job"),
                          row.get<std::string>("email"),
                          {},
                          row.maybe<Instant>("disabled_at").has_value()});
    listed.back().roles.push_back({row.get<AssignmentId>("assignment_id"), row.get<Role>("role"), row.get<Reach>("reach"),
                                   row.get<std::string>("on_id"), row.maybe<std::string>("on_name").value_or(""),
                                   row.maybe<Instant>("until")});
}

// What a visitor's column by_token says.
constexpr int by_no_token = 0, by_reading_token = 1, by_writing_token = 2;

// The roles that `visitor` holds at $2, those on a service once for each service below it in the same organisation.
const std::string roles_of_visitor = fmt::format(R"sql(, held (partnership_id, role, reach, on_id) as (
            select r.partnership_id, r.role, r.reach, r.on_id
              from visitor v
              join assignment r on r.account_id = v.account_id and r.partnership_id = v.partnership_id
                               and r.since <= $2 and (r.until is null or r.until > $2)
            union
            select h.partnership_id, h.role, h.reach, s.id
              from held h
              join service u on u.partnership_id = h.partnership_id and u.id = h.on_id
              join service s on s.partnership_id = u.partnership_id and s.parent_id = u.id{}
             where h.reach = 3
        )
        select distinct v.account_id, v.partnership_id, v.seen_by, v.factor_at, v.used_at, v.by_token, a.name, a.language,
                        p.name as partnership_name, p.language as partnership_language, h.role, h.reach, h.on_id
          from visitor v
          join partnership p on p.id = v.partnership_id
          join account a on a.id = v.account_id
          left join held h on 1 = 1
         order by h.role, h.reach, h.on_id)sql",
                                                 guards("below") ? " and s.organisation_id = u.organisation_id" : "");

template <class... Args>
Actor read_actor(db::Read& db, const std::string& sql, const Args&... args) {
    Actor actor;
    db.each(
        [&](const db::Row& row) {
            const auto role = row.maybe<Role>("role");
            actor.id = row.get<AccountId>("account_id");
            actor.name = row.get<std::string>("name");
            actor.partnership = row.get<PartnershipId>("partnership_id");
            actor.partnership_name = row.get<std::string>("partnership_name");
            actor.language = row.get<std::string>("language");
            actor.partnership_language = row.get<std::string>("partnership_language");
            actor.seen_by = row.maybe<AccountId>("seen_by").value_or(AccountId{});
            actor.has_factor = row.maybe<Instant>("factor_at").has_value();
            actor.used_at = row.get<Instant>("used_at");
            actor.by_token = row.get<int>("by_token") != by_no_token;
            actor.only_reads = row.get<int>("by_token") == by_reading_token;
            if (!role) return;
            if (needs_factor(*role) && !actor.has_factor && guards("factor"))
                actor.awaits_factor = true;
            else
                actor.roles.push_back({*role, row.get<Reach>("reach"), row.get<std::string>("on_id")});
        },
        sql, args...);
    return actor;
}

// With what it has in place of a session.
Actor read_actor_with(db::Read& db, const AccountId& account, const PartnershipId& partnership, const jobs::Means& means, Instant now) {
    static const auto sql = fmt::format("{}{}", R"sql(
        with recursive visitor (partnership_id, account_id, seen_by, factor_at, used_at, by_token) as not materialized (
            select p.id, h.id, nullif($5, ''), case when $4 = 1 then h.created_at end, h.created_at, cast($6 as bigint)
              from account h join partnership p on p.id = $3
             where h.id = $1 and h.disabled_at is null and $2 >= 0))sql",
                                        roles_of_visitor);
    const int by_token = !means.by_token ? by_no_token : means.only_reads ? by_reading_token : by_writing_token;
    return read_actor(db, sql, account.text, now, partnership, means.has_factor, means.seen_by.text, by_token);
}

}  // namespace

// A session that begins more than five minutes from now was opened while the clock was wrong: it would last longer than any other.
Actor find_actor(db::Read& db, const std::string& session_token_hash, Instant now) {
    static const auto sql = fmt::format("{}{}", R"sql(
        with recursive visitor (partnership_id, account_id, seen_by, factor_at, used_at, by_token) as not materialized (
            select s.partnership_id, case when w.id is null then s.account_id else s.seen_as end,
                   case when w.id is null then null else s.account_id end, s.factor_at, s.used_at, 0
              from session s
              join account h on h.id = s.account_id and h.disabled_at is null
              left join assignment w on w.partnership_id = s.partnership_id and w.account_id = s.account_id and w.role = 3 and w.reach = 1
                                    and w.since <= $2 and (w.until is null or w.until > $2) and s.seen_as is not null and s.factor_at is not null
             where s.token_hash = $1 and s.expires_at > $2 and s.created_at <= $2 + 300000))sql",
                                        roles_of_visitor);
    return read_actor(db, sql, session_token_hash, now);
}

Actor find_asker(db::Read& db, const jobs::Job& job, Instant now) {
    return read_actor_with(db, job.asked_by, job.partnership, job.means, now);
}

Actor find_actor_at_console(db::Read& db, const AccountId& account, const PartnershipId& partnership, Instant now) {
    return read_actor_with(db, account, partnership, {.has_factor = true, .by_token = false, .only_reads = false, .seen_by = {}}, now);
}

Actor find_actor_by_token(db::Read& db, const std::string& token_hash, Instant now) {
    static const auto sql = fmt::format("{}{}", R"sql(
        with recursive visitor (partnership_id, account_id, seen_by, factor_at, used_at, by_token) as not materialized (
            select t.partnership_id, t.account_id, nullif('', ''), t.factor_at, coalesce(t.used_at, 0), 1 + t.may_write
              from access_token t
              join account h on h.id = t.account_id and h.disabled_at is null
             where t.token_hash = $1 and t.ends_at > $2))sql",
                                        roles_of_visitor);
    return read_actor(db, sql, token_hash, now);
}

std::optional<Account> find_account_by_email(db::Read& db, const std::string& email) {
    return db.first(read_account, "select id, email, name, job, password_hash, disabled_at, created_at from account where email = $1",
                    email);
}

std::optional<Account> find_account(db::Read& db, const AccountId& id) {
    return db.first(read_account, "select id, email, name, job, password_hash, disabled_at, created_at from account where id = $1", id);
}

std::string find_password_hash(db::Read& db, const AccountId& id) {
    return db
        .first([](const db::Row& row) { return row.maybe<std::string>("password_hash").value_or(""); },
               "select password_hash from account where id = $1", id)
        .value_or("");
}

db::Answer<std::vector<Listed>> ask_accounts(db::Trip& trip, const PartnershipId& partnership, Instant now, const db::Only& only) {
    const auto sql = fmt::format(R"sql(
        select a.id, a.name, a.job, a.email, a.disabled_at, r.id as assignment_id, r.role, r.reach, r.on_id, r.until,
               coalesce(o.name, s.name) as on_name
          from assignment r
          join account a on a.id = r.account_id
          left join organisation o on r.reach = 2 and o.partnership_id = r.partnership_id and o.id = r.on_id
          left join service s on r.reach = 3 and s.partnership_id = r.partnership_id and s.id = r.on_id
         where r.partnership_id = $1 and r.since <= $2 and (r.until is null or r.until > $2){}
         order by a.name, a.id, r.reach, r.role, r.id)sql",
                                 only.condition("r.account_id", 3));
    return trip.gathered<std::vector<Listed>>(add_row, sql, partnership, now, only.values());
}

std::vector<Listed> list_accounts(db::Read& db, const PartnershipId& partnership, Instant now, const db::Only& only) {
    return db::alone(db, ask_accounts, partnership, now, only);
}

std::vector<Listed> list_everybody(db::Read& db, Instant now) {
    std::vector<Listed> listed;
    db.each([&](const db::Row& row) { add_row(listed, row); },
            R"sql(
        select a.id, a.name, a.job, a.email, a.disabled_at, r.id as assignment_id, r.role, r.reach, r.on_id, r.until,
               coalesce(o.name, s.name) as on_name
          from assignment r
          join account a on a.id = r.account_id
          left join organisation o on r.reach = 2 and o.partnership_id = r.partnership_id and o.id = r.on_id
          left join service s on r.reach = 3 and s.partnership_id = r.partnership_id and s.id = r.on_id
         where r.since <= $1 and (r.until is null or r.until > $1)
         order by a.name, a.id, r.reach, r.role, r.id)sql",
            now);
    return listed;
}

bool has_any_account(db::Read& db) {
    return db.first([](const db::Row& row) { return row.get<std::string>("id"); }, "select id from account limit 1").has_value();
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

bool add_account(db::Write& db, const Account& account) {
    return 1 == db.run(R"sql(
        insert into account (id, email, name, job, password_hash, created_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (email) do nothing)sql",
                       account.id, account.email, account.name, account.job,
                       account.password_hash.empty() ? std::nullopt : std::optional(account.password_hash), account.created_at);
}

void note_on_account(db::Write& db, const By& by, const char* verb, const AccountId& account, const std::string& part) {
    if (!by.partnership.is_empty()) record(db, by, {.verb = verb, .kind = "account", .object = account.text, .part = part});
}

void choose_own_language(db::Write& db, const By& by, const std::string& language) {
    db.run("update account set language = $2 where id = $1", by.who, language);
    record(db, by, {.verb = "chose_language", .kind = "account", .object = by.who.text});
}

Languages find_languages(db::Read& db, const PartnershipId& partnership, const std::string& email) {
    return db
        .first([](const db::Row& row) { return Languages{row.get<std::string>("own"), row.get<std::string>("partnership")}; },
               R"sql(
        select coalesce((select language from account where email = $2), '') as own, p.language as partnership
          from partnership p
         where p.id = $1)sql",
               partnership, email)
        .value_or(Languages{});
}

void disable(db::Write& db, const By& by, const AccountId& account) {
    db.run("update account set disabled_at = $2 where id = $1 and disabled_at is null", account, by.at);
    end_sessions_of(db, account);
    note_on_account(db, by, "account_disable", account);
}

void enable(db::Write& db, const By& by, const AccountId& account) {
    db.run("update account set disabled_at = null where id = $1", account);
    note_on_account(db, by, "account_enable", account);
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

std::vector<Partnership> list_partnerships_of(db::Read& db, const AccountId& account, Instant now) {
    return db.all(
        [](const db::Row& row) {
            return Partnership{row.get<PartnershipId>("id"), row.get<std::string>("name"), row.get<std::string>("area"),
                               row.get<std::string>("about")};
        },
        R"sql(
        select distinct p.id, p.name, p.area, p.about
          from assignment r join partnership p on p.id = r.partnership_id
         where r.account_id = $1 and r.since <= $2 and (r.until is null or r.until > $2)
         order by p.name, p.id)sql",
        account, now);
}

void move_session(db::Write& db, const std::string& token_hash, const AccountId& account, const PartnershipId& partnership) {
    db.run("update session set partnership_id = $3 where token_hash = $1 and account_id = $2", token_hash, account, partnership);
    db.run("update account set last_partnership_id = $2 where id = $1", account, partnership);
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

}  // namespace touchstone::people
