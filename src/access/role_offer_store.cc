#include "access/role_offer_store.h"

#include <fmt/format.h>

#include "access/session_store.h"
#include "access/sign_in_store.h"
#include "events/event_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"

namespace touchstone::access {

using namespace events;
using namespace people;
namespace {

constexpr const char* offers = R"sql(
        select f.partnership_id, f.id, f.account_id, f.name, f.job, f.role, f.reach, f.on_id, f.until, f.reason, f.given_by, f.made_at,
               a.email, p.name as partnership_name, o.name as on_name, g.name as given_by_name
          from role_offer f
          join account a on a.id = f.account_id and a.disabled_at is null
          join account g on g.id = f.given_by
          join partnership p on p.id = f.partnership_id
          left join organisation o on f.reach = 2 and o.partnership_id = f.partnership_id and o.id = f.on_id)sql";

RoleOffer read_offer(const db::Row& row) {
    return {.partnership = row.get<PartnershipId>("partnership_id"),
            .id = row.get<RoleOfferId>("id"),
            .assignment = {.id = {},
                           .account = row.get<AccountId>("account_id"),
                           .role = row.get<Role>("role"),
                           .reach = row.get<Reach>("reach"),
                           .on = row.get<std::string>("on_id"),
                           .since = row.get<Instant>("made_at"),
                           .until = row.maybe<Instant>("until"),
                           .reason = row.get<std::string>("reason"),
                           .given_by = row.get<AccountId>("given_by")},
            .name = row.get<std::string>("name"),
            .job = row.get<std::string>("job"),
            .email = row.get<std::string>("email"),
            .partnership_name = row.get<std::string>("partnership_name"),
            .on_name = row.maybe<std::string>("on_name").value_or(""),
            .given_by_name = row.get<std::string>("given_by_name")};
}

}  // namespace

bool is_known_in(db::Read& db, const PartnershipId& partnership, const AccountId& account) {
    return db
        .first([](const db::Row&) { return true; }, "select id from assignment where partnership_id = $1 and account_id = $2 limit 1",
               partnership, account)
        .has_value();
}

void add_role_offer(db::Write& db, const By& by, const RoleOffer& offer, const std::string& token_hash) {
    const auto& role = offer.assignment;
    db.run(R"sql(
        insert into role_offer (partnership_id, id, account_id, token_hash, name, job, role, reach, on_id, until, reason, given_by, made_at,
                                expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))sql",
           offer.partnership, offer.id, role.account, token_hash, offer.name, offer.job, role.role, role.reach, role.on, role.until,
           role.reason, role.given_by, by.at, Instant{by.at + role_offer_length});
    note_on_account(db, by, "invited", role.account);
}

std::optional<RoleOffer> find_role_offer(db::Read& db, const std::string& token_hash, Instant now) {
    static const auto sql = fmt::format("{} where f.token_hash = $1 and f.expires_at > $2", offers);
    return db.first(read_offer, sql, token_hash, now);
}

std::vector<RoleOffer> list_role_offers(db::Read& db, const PartnershipId& partnership, Instant now) {
    static const auto sql = fmt::format("{} where f.partnership_id = $1 and f.expires_at > $2 order by f.made_at desc, f.id desc", offers);
    return db.all(read_offer, sql, partnership, now);
}

std::vector<RoleOffer> list_role_offers(db::Read& db, const PartnershipId& partnership, const AccountId& account, Instant now) {
    static const auto sql =
        fmt::format("{} where f.partnership_id = $1 and f.account_id = $2 and f.expires_at > $3 order by f.made_at, f.id", offers);
    return db.all(read_offer, sql, partnership, account, now);
}

namespace {
void end_role_offers(db::Write& db, const PartnershipId& partnership, const AccountId& account) {
    db.run("delete from role_offer where partnership_id = $1 and account_id = $2", partnership, account);
}
}  // namespace

void accept_role_offers(db::Write& db, const By& by, const std::string& session_hash) {
    for (auto& offer : list_role_offers(db, by.partnership, by.who, by.at)) {
        offer.assignment.id = AssignmentId::make(by.at);
        offer.assignment.since = by.at;
        if (!is_held(db, by.partnership, offer.assignment, by.at)) add_assignment(db, by.partnership, offer.assignment);
    }
    end_role_offers(db, by.partnership, by.who);
    note_on_account(db, by, "role_accepted", by.who);
    end_links_of(db, by.who);
    move_session(db, session_hash, by.who, by.partnership);
}

void decline_role_offers(db::Write& db, const PartnershipId& partnership, const AccountId& account, Instant now) {
    end_role_offers(db, partnership, account);
    note_on_account(db, {partnership, {}, now}, "role_declined", account);
}

bool withdraw_role_offer(db::Write& db, const By& by, const RoleOfferId& offer, const AccountId& given_by) {
    if (0 == db.run("delete from role_offer where partnership_id = $1 and id = $2 and ($3 = '' or given_by = $3)", by.partnership, offer,
                    given_by))
        return false;
    record(db, by, {.verb = "role_offer_withdrawn", .kind = "partnership", .object = by.partnership.text});
    return true;
}

}  // namespace touchstone::access
