#include "people/account_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "events/event_store.h"
#include "people/organisation_store.h"

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

}  // namespace

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

namespace {
// Of everybody with a role at $2, up to the next condition; and their order.
constexpr const char* accounts_with_roles = R"sql(
        select a.id, a.name, a.job, a.email, a.disabled_at, r.id as assignment_id, r.role, r.reach, r.on_id, r.until,
               coalesce(o.name, s.name) as on_name
          from assignment r
          join account a on a.id = r.account_id
          left join organisation o on r.reach = 2 and o.partnership_id = r.partnership_id and o.id = r.on_id
          left join service s on r.reach = 3 and s.partnership_id = r.partnership_id and s.id = r.on_id
         where r.partnership_id = $1 and r.since <= $2 and (r.until is null or r.until > $2))sql";
constexpr const char* by_name = " order by a.name, a.id, r.reach, r.role, r.id";
}  // namespace

db::Answer<std::vector<Listed>> ask_accounts(db::Trip& trip, const PartnershipId& partnership, Instant now, const db::Only& only) {
    return trip.gathered<std::vector<Listed>>(
        add_row, fmt::format("{}{}{}", accounts_with_roles, only.condition("r.account_id", 3), by_name), partnership, now, only.values());
}

db::Answer<std::vector<Listed>> ask_accounts_named(db::Trip& trip, const PartnershipId& partnership, Instant now, const db::Words& words) {
    return trip.gathered<std::vector<Listed>>(
        add_row, fmt::format("{}{}{}", accounts_with_roles, words.condition("a.name_key", 3), by_name), partnership, now, words.values());
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

bool add_account(db::Write& db, const Account& account) {
    return 1 == db.run(R"sql(
        insert into account (id, email, name, job, password_hash, created_at, name_key) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (email) do nothing)sql",
                       account.id, account.email, account.name, account.job,
                       account.password_hash.empty() ? std::nullopt : std::optional(account.password_hash), account.created_at,
                       search_key(account.name));
}

void note_on_account(db::Write& db, const By& by, const char* verb, const AccountId& account, const std::string& part) {
    if (!by.partnership.is_empty()) record(db, by, {.verb = verb, .kind = "account", .object = account.text, .part = part});
}

void choose_own_language(db::Write& db, const By& by, const std::string& language) {
    db.run("update account set language = $2 where id = $1", by.who, language);
    record(db, by, {.verb = "chose_language", .kind = "account", .object = by.who.text});
}

void choose_own_shortcuts(db::Write& db, const By& by, bool are_on) {
    db.run("update account set no_shortcuts = $2 where id = $1", by.who, are_on ? 0 : 1);
    record(db, by, {.verb = are_on ? "turned_on_shortcuts" : "turned_off_shortcuts", .kind = "account", .object = by.who.text});
}

void choose_own_day_mail(db::Write& db, const By& by, bool is_on) {
    db.run("update account set no_day_mail = $2 where id = $1", by.who, is_on ? 0 : 1);
    record(db, by, {.verb = is_on ? "turned_on_day_mail" : "turned_off_day_mail", .kind = "account", .object = by.who.text});
}

void close_own_guide(db::Write& db, const By& by) {
    if (1 == db.run("update account set guide_closed_at = $2 where id = $1 and guide_closed_at is null", by.who, by.at))
        record(db, by, {.verb = "closed_guide", .kind = "account", .object = by.who.text});
}

void open_own_guide(db::Write& db, const By& by) {
    if (1 == db.run("update account set guide_closed_at = null where id = $1 and guide_closed_at is not null", by.who))
        record(db, by, {.verb = "opened_guide", .kind = "account", .object = by.who.text});
}

Languages find_languages(db::Read& db, const PartnershipId& partnership, const std::string& email) {
    return db
        .first(
            [](const db::Row& row) {
                return Languages{row.get<std::string>("own"), row.get<std::string>("partnership"), row.get<int>("works_alone") == 1};
            },
            R"sql(
        select coalesce((select language from account where email = $2), '') as own, p.language as partnership, p.works_alone
          from partnership p
         where p.id = $1)sql",
            partnership, email)
        .value_or(Languages{});
}

namespace {

// Where the account $1 holds a role at $2 that a condition on the role `r` holds of.
std::string partnerships_where(const std::string& condition) {
    return fmt::format(R"sql(
        select distinct {}
          from assignment r join partnership p on p.id = r.partnership_id
         where r.account_id = $1 and r.since <= $2 and (r.until is null or r.until > $2){}
         order by p.name, p.id)sql",
                       partnership_columns, condition);
}

}  // namespace

std::vector<Partnership> list_partnerships_of(db::Read& db, const AccountId& account, Instant now) {
    return db.all(read_partnership, partnerships_where(""), account, now);
}

std::vector<Partnership> list_memberships(db::Read& db, const AccountId& account, bool has_factor, Instant now) {
    return db.all(read_partnership, partnerships_where(" and r.reach <> $3 and r.role <> $4 and (r.role <> $5 or $6 = 1)"), account, now,
                  Reach::evaluation, Role::inspector, Role::administrator, has_factor);
}

void keep_password_hash(db::Write& db, const AccountId& account, const std::string& hash) {
    db.run("update account set password_hash = $2 where id = $1", account, hash);
}

void work_in(db::Write& db, const AccountId& account, const PartnershipId& partnership) {
    db.run("update account set last_partnership_id = $2 where id = $1", account, partnership);
}

void close_account(db::Write& db, const AccountId& account, Instant at) {
    db.run("update account set disabled_at = coalesce(disabled_at, $2) where id = $1", account, at);
}

void open_account(db::Write& db, const AccountId& account) { db.run("update account set disabled_at = null where id = $1", account); }

void make_former(db::Write& db, const AccountId& account, const std::string& former_name, Instant now) {
    db.run("update account set name = $2, name_key = '', email = 'erased-' || id || '@invalid' where id = $1", account, former_name);
    close_account(db, account, now);
}

}  // namespace touchstone::people
