#include "plans/feed_store.h"

#include <fmt/format.h>

#include "db/trip.h"
#include "events/event_store.h"
#include "plans/sight_store.h"

namespace touchstone::plans {

std::optional<Instant> find_feed(db::Read& db, const PartnershipId& partnership, const AccountId& account) {
    return db.first([](const db::Row& row) { return row.get<Instant>("made_at"); },
                    "select made_at from calendar_feed where partnership_id = $1 and account_id = $2", partnership, account);
}

namespace {
void note(db::Write& db, const By& by, const char* verb) {
    events::record(db, by, {.verb = verb, .kind = "account", .object = by.who.text});
}
}  // namespace

void keep_feed(db::Write& db, const By& by, const std::string& token_hash) {
    db.run(R"sql(
        insert into calendar_feed (partnership_id, account_id, token_hash, made_at) values ($1, $2, $3, $4)
            on conflict (partnership_id, account_id) do update set token_hash = excluded.token_hash, made_at = excluded.made_at)sql",
           by.partnership, by.who, token_hash, by.at);
    note(db, by, "made_calendar");
}

void end_feed(db::Write& db, const By& by) {
    db.run("delete from calendar_feed where partnership_id = $1 and account_id = $2", by.partnership, by.who);
    note(db, by, "ended_calendar");
}

namespace {

// Whose address $2 is, if they are let in at the moment $1.
constexpr const char* whose = R"sql(
        with whose as materialized (
            select d.partnership_id, d.account_id from calendar_feed d join account c on c.id = d.account_id and c.disabled_at is null
             where d.token_hash = $2
               and exists (select 1 from assignment g where g.partnership_id = d.partnership_id and g.account_id = d.account_id
                            and g.since <= $1 and (g.until is null or g.until > $1))))sql";

// Their open action points.
const std::string& own() {
    static const auto sql = fmt::format(R"sql({}, own as materialized (
            select k.partnership_id, k.id, k.title, k.due, p.title as plan_title
              from whose
              join action_point k on k.partnership_id = whose.partnership_id and k.owner_account_id = whose.account_id and k.state in (1, 2)
              join objective o on o.partnership_id = k.partnership_id and o.id = k.objective_id
              join plan p on p.partnership_id = o.partnership_id and p.id = o.plan_id
             where {}))sql",
                                        whose, owner_sees_plan);
    return sql;
}

DueDay read_due_day(const db::Row& row) {
    return {row.get<std::string>("id"), row.get<std::string>("title"), row.get<std::string>("within"), row.get<ActionId>("action_id"),
            row.get<Date>("due")};
}

}  // namespace

std::optional<Feed> read_feed(db::Read& db, const std::string& token_hash, Instant now) {
    static const auto owner_sql = fmt::format(R"sql({}
        select c.language, p.language as partnership_language
          from whose join account c on c.id = whose.account_id join partnership p on p.id = whose.partnership_id)sql",
                                              whose);
    static const auto actions_sql =
        own() + " select id, title, plan_title as within, id as action_id, due from own where due <> '' order by due, id";
    static const auto milestones_sql = own() + R"sql(
        select m.id, m.title, own.title as within, own.id as action_id, m.due
          from own join milestone m on m.partnership_id = own.partnership_id and m.action_id = own.id and m.reached_at is null
         order by m.due, m.id)sql";
    db::Trip trip(db);
    const auto owner = trip.first(
        [](const db::Row& row) { return Feed{row.get<std::string>("language"), row.get<std::string>("partnership_language"), {}}; },
        owner_sql, now, token_hash);
    const auto actions = trip.all(read_due_day, actions_sql, now, token_hash);
    const auto milestones = trip.all(read_due_day, milestones_sql, now, token_hash);
    trip.go();
    if (!*owner) return std::nullopt;
    auto feed = **owner;
    feed.days = *actions;
    feed.days.insert(feed.days.end(), milestones->begin(), milestones->end());
    return feed;
}

}  // namespace touchstone::plans
