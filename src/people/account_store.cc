#include "people/account_store.h"

namespace touchstone::people {
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
                          row.maybe<std::string>("organisation").value_or(""),
                          {},
                          row.maybe<Instant>("disabled_at").has_value()});
    listed.back().roles.push_back(row.get<Role>("role"));
}

}  // namespace

Actor find_actor(db::Read& db, const std::string& session_token_hash, Instant now) {
    Actor actor;
    db.each(
        [&](const db::Row& row) {
            actor.id = row.get<AccountId>("account_id");
            actor.name = row.get<std::string>("name");
            actor.partnership = row.get<PartnershipId>("partnership_id");
            if (const auto role = row.maybe<Role>("role")) actor.roles.push_back(*role);
        },
        R"sql(
        select s.account_id, s.partnership_id, a.name, r.role
          from session s
          join account a on a.id = s.account_id
          left join assignment r on r.account_id = s.account_id and r.partnership_id = s.partnership_id
                                and r.since <= $2 and (r.until is null or r.until > $2)
         where s.token_hash = $1 and s.expires_at > $2 and a.disabled_at is null)sql",
        session_token_hash, now);
    return actor;
}

std::optional<Account> find_account_by_email(db::Read& db, const std::string& email) {
    return db.first(read_account, "select id, email, name, job, password_hash, disabled_at, created_at from account where email = $1",
                    email);
}

std::string find_password_hash(db::Read& db, const AccountId& id) {
    return db
        .first([](const db::Row& row) { return row.maybe<std::string>("password_hash").value_or(""); },
               "select password_hash from account where id = $1", id)
        .value_or("");
}

std::vector<Listed> list_accounts(db::Read& db, const PartnershipId& partnership, Instant now) {
    std::vector<Listed> listed;
    db.each([&](const db::Row& row) { add_row(listed, row); },
            R"sql(
        select a.id, a.name, a.job, a.email, a.disabled_at, r.role, o.name as organisation
          from assignment r
          join account a on a.id = r.account_id
          left join organisation o on o.partnership_id = r.partnership_id and o.id = r.organisation_id
         where r.partnership_id = $1 and r.since <= $2 and (r.until is null or r.until > $2)
         order by a.name, a.id, r.role)sql",
            partnership, now);
    return listed;
}

std::vector<Listed> list_everybody(db::Read& db, Instant now) {
    std::vector<Listed> listed;
    db.each([&](const db::Row& row) { add_row(listed, row); },
            R"sql(
        select a.id, a.name, a.job, a.email, a.disabled_at, r.role, o.name as organisation
          from assignment r
          join account a on a.id = r.account_id
          left join organisation o on o.partnership_id = r.partnership_id and o.id = r.organisation_id
         where r.since <= $1 and (r.until is null or r.until > $1)
         order by r.role desc, a.name, a.id)sql",
            now);
    return listed;
}

bool has_any_account(db::Read& db) {
    return db.first([](const db::Row& row) { return row.get<std::string>("id"); }, "select id from account limit 1").has_value();
}

bool has_any_password(db::Read& db) {
    return db
        .first([](const db::Row& row) { return row.get<std::string>("id"); },
               "select id from account where password_hash is not null limit 1")
        .has_value();
}

std::optional<PartnershipId> find_partnership_of(db::Read& db, const AccountId& account, Instant now) {
    return db.first([](const db::Row& row) { return row.get<PartnershipId>("partnership_id"); },
                    "select partnership_id from assignment where account_id = $1 and since <= $2 and (until is null or until > $2) "
                    "order by since limit 1",
                    account, now);
}

bool add_account(db::Write& db, const Account& account) {
    return 1 == db.run(R"sql(
        insert into account (id, email, name, job, password_hash, created_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (email) do nothing)sql",
                       account.id, account.email, account.name, account.job,
                       account.password_hash.empty() ? std::nullopt : std::optional(account.password_hash), account.created_at);
}

void change_password(db::Write& db, const AccountId& account, const std::string& password_hash) {
    db.run("update account set password_hash = $2 where id = $1", account, password_hash);
}

void assign(db::Write& db, const PartnershipId& partnership, const AccountId& account, Role role, Instant since,
            const std::optional<OrganisationId>& organisation) {
    db.run("insert into assignment (partnership_id, account_id, role, since, organisation_id) values ($1, $2, $3, $4, $5)", partnership,
           account, role, since, organisation);
}

void disable(db::Write& db, const AccountId& account, Instant at) {
    db.run("update account set disabled_at = $2 where id = $1 and disabled_at is null", account, at);
    end_sessions_of(db, account);
}

void enable(db::Write& db, const AccountId& account) { db.run("update account set disabled_at = null where id = $1", account); }

void start_session(db::Write& db, const AccountId& account, const PartnershipId& partnership, const std::string& token_hash, Instant now) {
    db.run("delete from session where account_id = $1 and expires_at <= $2", account, now);
    db.run("insert into session (token_hash, account_id, partnership_id, created_at, expires_at) values ($1, $2, $3, $4, $5)", token_hash,
           account, partnership, now, now + session_length);
}

void end_session(db::Write& db, const std::string& token_hash) { db.run("delete from session where token_hash = $1", token_hash); }
void end_sessions_of(db::Write& db, const AccountId& account) { db.run("delete from session where account_id = $1", account); }

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
