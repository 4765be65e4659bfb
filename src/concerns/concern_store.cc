#include "concerns/concern_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "events/event_store.h"

namespace touchstone::concerns {

using namespace events;
namespace {

constexpr const char* columns =
    "c.partnership_id, c.id, c.organisation_id, c.urgency, c.words, c.who, c.told, c.raised_by, c.raised_at, c.acknowledged_at, "
    "c.escalated_at, "
    "c.closed_at";

// Whether the account $2 receives the concern c: for its organisation, or for all where that has nobody or it waited too long.
constexpr const char* is_received =
    "(exists (select 1 from concern_receiver r where r.partnership_id = c.partnership_id and r.account_id = $2 and r.organisation_id = "
    "c.organisation_id and c.organisation_id <> '') or (exists (select 1 from concern_receiver r where r.partnership_id = c.partnership_id "
    "and "
    "r.account_id = $2 and r.organisation_id = '') and (c.organisation_id = '' or c.escalated_at is not null or not exists (select 1 from "
    "concern_receiver o where o.partnership_id = c.partnership_id and o.organisation_id = c.organisation_id))))";

Concern read_concern(const db::Row& row) {
    return {row.get<PartnershipId>("partnership_id"),
            row.get<ConcernId>("id"),
            row.get<OrganisationId>("organisation_id"),
            row.get<Urgency>("urgency"),
            row.get<std::string>("words"),
            row.get<std::string>("who"),
            row.get<std::string>("told"),
            row.get<AccountId>("raised_by"),
            row.get<Instant>("raised_at"),
            row.maybe<Instant>("acknowledged_at"),
            row.maybe<Instant>("escalated_at"),
            row.maybe<Instant>("closed_at")};
}

std::string seen_by(const char* more) {
    return fmt::format(
        "select {0}, coalesce(o.name, '') as organisation_name, a.name as raised_by_name, case when {1} then 1 else 0 end as received from "
        "concern c join account a on a.id = c.raised_by left join organisation o on o.partnership_id = c.partnership_id and o.id = "
        "c.organisation_id where c.partnership_id = $1 and (c.raised_by = $2 or {1}) {2}",
        columns, is_received, more);
}

ConcernWhole read_whole(const db::Row& row) {
    return {read_concern(row),
            row.get<std::string>("organisation_name"),
            row.get<std::string>("raised_by_name"),
            row.get<int>("received") == 1,
            {}};
}

constexpr const char* receivers = R"sql(
        select r.organisation_id, o.name as organisation_name, r.account_id, a.name, a.email
          from concern_receiver r join account a on a.id = r.account_id
          left join organisation o on o.partnership_id = r.partnership_id and o.id = r.organisation_id)sql";

Receiver read_receiver(const db::Row& row) {
    return {row.get<OrganisationId>("organisation_id"), row.maybe<std::string>("organisation_name").value_or(""),
            row.get<AccountId>("account_id"), row.get<std::string>("name"), row.get<std::string>("email")};
}

}  // namespace

std::vector<ConcernWhole> list_concerns(db::Read& db, const PartnershipId& partnership, const AccountId& account) {
    static const auto sql = seen_by(
        "order by case when c.closed_at is null then 0 else 1 end, case when c.acknowledged_at is null then 0 else 1 end, c.urgency, "
        "c.raised_at, c.id");
    return db.all(read_whole, sql, partnership, account);
}

std::optional<ConcernWhole> find_concern(db::Read& db, const PartnershipId& partnership, const AccountId& account, const ConcernId& id) {
    static const auto sql = seen_by("and c.id = $3");
    auto whole = db.first(read_whole, sql, partnership, account, id);
    if (!whole) return std::nullopt;
    whole->steps = db.all(
        [](const db::Row& row) {
            return Step{row.get<StepKind>("kind"), row.get<std::string>("words"), row.get<std::string>("name"), row.get<AccountId>("by_id"),
                        row.get<Instant>("at")};
        },
        "select s.kind, s.words, s.by_id, s.at, a.name from concern_step s join account a on a.id = s.by_id where s.partnership_id = $1 "
        "and "
        "s.concern_id = $2 order by s.at, s.id",
        partnership, id);
    return whole;
}

std::optional<Seen> look_up_concern(db::Read& db, const Actor& actor, const std::string& id, Instant) {
    if (!actor.seen_by.is_empty()) return std::nullopt;
    static const auto sql = seen_by("and c.id = $3");
    return db.first([](const db::Row&) { return Seen{{}, Extent::all}; }, sql, actor.partnership, actor.id, id);
}

namespace {
void note(db::Write& db, const By& by, const std::string& verb, const std::string& object) {
    record(db, by, {.verb = verb, .kind = "concern", .object = object});
}
}  // namespace

void add_concern(db::Write& db, const By& by, const Concern& concern) {
    db.run(R"sql(
        insert into concern (partnership_id, id, organisation_id, urgency, words, who, told, raised_by, raised_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql",
           concern.partnership, concern.id, concern.organisation, concern.urgency, concern.words, concern.who, concern.told,
           concern.raised_by, concern.raised_at);
    note(db, by, "raised_concern", concern.id.text);
}

void add_step(db::Write& db, const By& by, const Concern& concern, const Step& step) {
    db.run("insert into concern_step (partnership_id, concern_id, id, kind, words, by_id, at) values ($1, $2, $3, $4, $5, $6, $7)",
           concern.partnership, concern.id, new_id_text(step.at), step.kind, step.words, step.by, step.at);
    if (step.kind == StepKind::acknowledged)
        db.run("update concern set acknowledged_at = $3 where partnership_id = $1 and id = $2", concern.partnership, concern.id, step.at);
    if (step.kind == StepKind::closed)
        db.run("update concern set closed_at = $3 where partnership_id = $1 and id = $2", concern.partnership, concern.id, step.at);
    note(db, by, "concern_" + name_of(step.kind), concern.id.text);
}

db::Answer<std::vector<Receiver>> ask_receivers(db::Trip& trip, const PartnershipId& partnership) {
    static const auto sql = fmt::format(
        "{} where r.partnership_id = $1 order by case when r.organisation_id = '' then 0 else 1 end, o.name, a.name, a.id", receivers);
    return trip.all(read_receiver, sql, partnership);
}

std::vector<Receiver> list_receivers(db::Read& db, const PartnershipId& partnership) { return db::alone(db, ask_receivers, partnership); }

void add_receiver(db::Write& db, const By& by, const OrganisationId& organisation, const AccountId& account) {
    db.run(
        "insert into concern_receiver (partnership_id, organisation_id, account_id, added_by, added_at) values ($1, $2, $3, $4, $5) on "
        "conflict do nothing",
        by.partnership, organisation, account, by.who, by.at);
    note(db, by, "added_receiver", account.text);
}

bool remove_receiver(db::Write& db, const By& by, const OrganisationId& organisation, const AccountId& account) {
    if (0 == db.run("delete from concern_receiver where partnership_id = $1 and organisation_id = $2 and account_id = $3", by.partnership,
                    organisation, account))
        return false;
    note(db, by, "removed_receiver", account.text);
    return true;
}

std::vector<Receiver> receivers_of(db::Read& db, const PartnershipId& partnership, const OrganisationId& organisation) {
    static const auto sql = fmt::format(
        "{} where r.partnership_id = $1 and r.organisation_id in ('', $2) order by r.organisation_id desc, a.name, a.id", receivers);
    auto either = db.all(read_receiver, sql, partnership, organisation);
    // Those of the organisation come first, and are enough.
    if (!either.empty())
        std::erase_if(either, [first = either.front().organisation](const Receiver& one) { return one.organisation != first; });
    return either;
}

std::vector<Concern> list_late(db::Read& db, Instant now) {
    auto open =
        db.all(read_concern, fmt::format("select {} from concern c where c.acknowledged_at is null and c.escalated_at is null", columns));
    std::erase_if(open, [&](const Concern& concern) { return !is_late(concern, now); });
    return open;
}

void mark_escalated(db::Write& db, const Concern& concern, Instant now) {
    db.run("update concern set escalated_at = $3 where partnership_id = $1 and id = $2", concern.partnership, concern.id, now);
    note(db, {concern.partnership, {}, now}, "passed_on_concern", concern.id.text);
}

}  // namespace touchstone::concerns
