#include "plans/feed_store.h"

#include <fmt/format.h>

#include "db/trip.h"
#include "events/event_store.h"
#include "people/actor_store.h"
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

// Whoever has this address, as one who has signed in: a calendar cannot.
constexpr const char* whose = R"sql(
            select d.partnership_id, d.account_id, null, c.created_at, c.created_at, cast(0 as bigint)
              from calendar_feed d join account c on c.id = d.account_id and c.disabled_at is null
             where d.token_hash = $1 and $2 >= 0)sql";

// The open action points `k` of the one who looks, whose plans `p` are there for them.
const std::string& own_actions() {
    static const auto sql = fmt::format(R"sql(
               action_point k
          join objective o on o.partnership_id = k.partnership_id and o.id = k.objective_id
          join plan p on p.partnership_id = o.partnership_id and p.id = o.plan_id and k.partnership_id = $1 and k.owner_account_id = $4
               and k.state in (1, 2) and {})sql",
                                        plan_is_there);
    return sql;
}

DueDay read_due_day(const db::Row& row) {
    return {row.get<std::string>("id"), row.get<std::string>("title"), row.get<std::string>("within"),
            "/action-points/" + row.get<std::string>("action_id"), row.get<Date>("due")};
}

}  // namespace

std::optional<Feed> read_feed(db::Read& db, const std::string& token_hash, Instant now) {
    const auto actor = people::find_visitor(db, whose, token_hash, now);
    if (actor.roles.empty()) return std::nullopt;
    const auto sight = sight_of(actor, now);
    static const auto actions_sql = "select k.id, k.title, p.title as within, k.id as action_id, k.due from " + own_actions() +
                                    " where k.due <> '' order by k.due, k.id";
    static const auto milestones_sql = "select m.id, m.title, k.title as within, k.id as action_id, m.due from " + own_actions() +
                                       " join milestone m on m.partnership_id = k.partnership_id and m.action_id = k.id "
                                       "where m.reached_at is null order by m.due, m.id";
    db::Trip trip(db);
    const auto actions = trip.all(read_due_day, actions_sql, sight.partnership, sight.member, sight.organisations, sight.account);
    const auto milestones = trip.all(read_due_day, milestones_sql, sight.partnership, sight.member, sight.organisations, sight.account);
    const auto tasks = tasks::ask_owed_tasks(trip, sight);
    trip.go();
    Feed feed{actor.language, actor.partnership_language, *actions, *tasks, actor.works_alone};
    feed.days.insert(feed.days.end(), milestones->begin(), milestones->end());
    return feed;
}

}  // namespace touchstone::plans
