#include "privacy/erasure_store.h"

#include <fmt/format.h>

#include "events/event_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "privacy/rights_store.h"

namespace touchstone::privacy {

using namespace events;
using namespace people;
namespace {

ErasureRequest read_request(const db::Row& row) {
    return {row.get<PartnershipId>("partnership_id"), row.get<ErasureId>("id"),       row.get<AccountId>("account_id"),
            row.get<ErasureReason>("reason"),         row.get<AccountId>("asked_by"), row.get<Instant>("asked_at")};
}

Tombstone read_tombstone(const db::Row& row) {
    return {.partnership = row.get<PartnershipId>("partnership_id"),
            .kind = row.get<std::string>("kind"),
            .id = row.get<std::string>("id"),
            .number = row.get<int>("number"),
            .erased_at = row.get<Instant>("erased_at"),
            .asked_by = row.get<AccountId>("asked_by"),
            .approved_by = row.get<AccountId>("approved_by"),
            .reason = row.get<ErasureReason>("reason")};
}

void erase_words(db::Write& db, const db::TaggedTable& table, const Account& account) {
    std::string changes;
    for (const auto& column : table.blank) changes += fmt::format("{}{} = ''", changes.empty() ? "" : ", ", column);
    for (const auto& column : table.nothing) changes += fmt::format("{}{} = null", changes.empty() ? "" : ", ", column);
    db.run(fmt::format("update {} set {} where {} = $1", table.name, changes, table.whose.front()), account.id);
}

}  // namespace

Subject find_subject(db::Read& db, const PartnershipId& partnership, const std::string& email) {
    Subject subject;
    db.each(
        [&](const db::Row& row) {
            subject.account = row.get<AccountId>("id");
            subject.is_waiting = row.get<int>("waiting") > 0;
            if (const auto where = row.maybe<PartnershipId>("partnership_id")) {
                subject.is_here = subject.is_here || *where == partnership;
                subject.is_elsewhere = subject.is_elsewhere || *where != partnership;
            }
        },
        R"sql(
        select a.id, r.partnership_id,
               (select count(*) from erasure_request e where e.partnership_id = $1 and e.account_id = a.id) as waiting
          from account a left join assignment r on r.account_id = a.id
         where a.email = $2)sql",
        partnership, email);
    return subject;
}

void add_request(db::Write& db, const By& by, const ErasureRequest& request) {
    db.run("insert into erasure_request (partnership_id, id, account_id, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6)",
           request.partnership, request.id, request.account, request.reason, request.asked_by, request.asked_at);
    note_on_account(db, by, "asked_for_erasure", request.account);
}

void turn_down_request(db::Write& db, const By& by, const ErasureRequest& request) {
    db.run("delete from erasure_request where partnership_id = $1 and id = $2", request.partnership, request.id);
    note_on_account(db, by, "turned_down_erasure", request.account);
}

std::vector<ListedRequest> list_requests(db::Read& db, const PartnershipId& partnership) {
    return db.all(
        [](const db::Row& row) {
            return ListedRequest{read_request(row), row.get<std::string>("name"), row.get<std::string>("email"),
                                 row.get<std::string>("asked_by_name")};
        },
        R"sql(
        select e.partnership_id, e.id, e.account_id, e.reason, e.asked_by, e.asked_at, a.name, a.email, b.name as asked_by_name
          from erasure_request e join account a on a.id = e.account_id join account b on b.id = e.asked_by
         where e.partnership_id = $1 order by e.asked_at, e.id)sql",
        partnership);
}

std::optional<ErasureRequest> find_request(db::Read& db, const PartnershipId& partnership, const ErasureId& id) {
    return db.first(read_request,
                    "select partnership_id, id, account_id, reason, asked_by, asked_at from erasure_request where partnership_id = $1 and "
                    "id = $2",
                    partnership, id);
}

std::optional<Seen> look_up_request(db::Read& db, const Actor& actor, const std::string& id, Instant) {
    return find_request(db, actor.partnership, ErasureId{id}) ? std::optional(Seen{{}, Extent::all}) : std::nullopt;
}

int next_number(db::Read& db, const PartnershipId& partnership) {
    return 1 + db.first([](const db::Row& row) { return row.get<int>("last"); },
                        "select coalesce(max(number), 0) as last from tombstone where partnership_id = $1", partnership)
                   .value_or(0);
}

std::vector<ListedTombstone> list_tombstones(db::Read& db, const PartnershipId& partnership) {
    return db.all(
        [](const db::Row& row) {
            return ListedTombstone{read_tombstone(row), row.maybe<std::string>("asked_by_name").value_or(""),
                                   row.maybe<std::string>("approved_by_name").value_or("")};
        },
        R"sql(
        select t.partnership_id, t.kind, t.id, t.number, t.erased_at, t.asked_by, t.approved_by, t.reason, a.name as asked_by_name,
               b.name as approved_by_name
          from tombstone t left join account a on a.id = t.asked_by left join account b on b.id = t.approved_by
         where t.partnership_id = $1 order by t.number desc)sql",
        partnership);
}

std::vector<Tombstone> list_all_tombstones(db::Read& db) {
    return db.all(read_tombstone,
                  "select partnership_id, kind, id, number, erased_at, asked_by, approved_by, reason from tombstone order by "
                  "partnership_id, number");
}

void add_tombstone(db::Write& db, const Tombstone& tombstone) {
    db.run(R"sql(
        insert into tombstone (partnership_id, kind, id, number, erased_at, asked_by, approved_by, reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           tombstone.partnership, tombstone.kind, tombstone.id, tombstone.number, tombstone.erased_at, tombstone.asked_by,
           tombstone.approved_by, tombstone.reason);
}

bool erase_account(db::Write& db, const Tombstone& tombstone, const std::string& former_name, Instant now) {
    const auto account = find_account(db, AccountId{tombstone.id});
    if (!account) return false;
    auto partnerships = db.all([](const db::Row& row) { return row.get<PartnershipId>("partnership_id"); },
                               "select distinct partnership_id from event where object_id = $1 and partnership_id <> $2", account->id,
                               tombstone.partnership);
    partnerships.push_back(tombstone.partnership);
    for (const auto& table : db::tagged_tables()) {
        if (table.on_erasure == db::OnErasure::rows)
            db.run(fmt::format("delete from {} where {}", table.name, rows_of(table)), owner_of(table, *account));
        if (table.on_erasure == db::OnErasure::words) erase_words(db, table, *account);
    }
    make_former(db, account->id, former_name, now);
    end_roles_of(db, account->id, now);
    add_tombstone(db, tombstone);
    for (const auto& partnership : partnerships)
        record(db, {partnership, now, tombstone.approved_by, erased_verb, "account", account->id.text, "", "",
                    fmt::format(R"({{"number":"{}","reason":"{}"}})", tombstone.number, name_of(tombstone.reason))});
    return true;
}

std::vector<std::string> erased_tables() {
    std::vector<std::string> names{"job"};
    for (const auto& table : db::tagged_tables())
        if (table.on_erasure != db::OnErasure::keep) names.push_back(table.name);
    return names;
}

}  // namespace touchstone::privacy
