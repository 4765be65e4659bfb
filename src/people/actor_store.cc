#include "people/actor_store.h"

#include <fmt/format.h>

#include "base/left_out.h"
#include "base/permission.h"
#include "jobs/job.h"

namespace touchstone::people {
namespace {

// Around the selection of a visitor: the roles held at $2, those on a service once for each service below it in the same organisation.
const std::string with_roles = fmt::format(R"sql(
        with recursive visitor (partnership_id, account_id, seen_by, factor_at, used_at, by_token) as not materialized ({{}}), held (account_id, partnership_id, role, reach, on_id) as (
            select r.account_id, r.partnership_id, r.role, r.reach, r.on_id
              from visitor v
              join assignment r on r.account_id = v.account_id and r.partnership_id = v.partnership_id
                               and r.since <= $2 and (r.until is null or r.until > $2)
            union
            select h.account_id, h.partnership_id, h.role, h.reach, s.id
              from held h
              join service u on u.partnership_id = h.partnership_id and u.id = h.on_id
              join service s on s.partnership_id = u.partnership_id and s.parent_id = u.id{}
             where h.reach = 3
        )
        select distinct v.account_id, v.partnership_id, v.seen_by, v.factor_at, v.used_at, v.by_token, a.name, a.language, a.no_shortcuts, a.no_day_mail, a.guide_closed_at,
                        p.name as partnership_name, p.language as partnership_language, p.works_alone, h.role, h.reach, h.on_id
          from visitor v
          join partnership p on p.id = v.partnership_id
          join account a on a.id = v.account_id
          left join held h on h.account_id = v.account_id
         order by v.account_id, h.role, h.reach, h.on_id)sql",
                                           guards("below") ? " and s.organisation_id = u.organisation_id" : "");

// A row for each role, or one without; those of one person follow each other.
void gather_actor(std::vector<Actor>& actors, const db::Row& row) {
    const auto role = row.maybe<Role>("role");
    const auto id = row.get<AccountId>("account_id");
    if (actors.empty() || actors.back().id != id) {
        auto& actor = actors.emplace_back();
        actor.id = id;
        actor.name = row.get<std::string>("name");
        actor.partnership = row.get<PartnershipId>("partnership_id");
        actor.partnership_name = row.get<std::string>("partnership_name");
        actor.language = row.get<std::string>("language");
        actor.works_alone = row.get<int>("works_alone") == 1;
        actor.no_day_mail = row.get<int>("no_day_mail") != 0;
        actor.no_shortcuts = row.get<int>("no_shortcuts") != 0;
        actor.has_closed_guide = row.maybe<Instant>("guide_closed_at").has_value();
        actor.partnership_language = row.get<std::string>("partnership_language");
        actor.seen_by = row.maybe<AccountId>("seen_by").value_or(AccountId{});
        actor.has_factor = row.maybe<Instant>("factor_at").has_value();
        actor.used_at = row.get<Instant>("used_at");
        actor.by_token = row.get<int>("by_token") != by_no_token;
        actor.only_reads = row.get<int>("by_token") == by_reading_token;
    }
    auto& actor = actors.back();
    if (!role) return;
    if (needs_factor(*role) && !actor.has_factor && guards("factor"))
        actor.awaits_factor = true;
    else
        actor.roles.push_back({*role, row.get<Reach>("reach"), row.get<std::string>("on_id")});
}

// One that is not there is nobody.
template <class... Args>
Actor read_actor(db::Read& db, const std::string& sql, const Args&... args) {
    std::vector<Actor> actors;
    db.each([&](const db::Row& row) { gather_actor(actors, row); }, sql, args...);
    return actors.empty() ? Actor{} : std::move(actors.front());
}

// With what it has in place of a session.
Actor read_actor_with(db::Read& db, const AccountId& account, const PartnershipId& partnership, const jobs::Means& means, Instant now) {
    static const auto sql = fmt::format(fmt::runtime(with_roles), R"sql(
            select p.id, h.id, nullif($5, ''), case when $4 = 1 then h.created_at end, h.created_at, cast($6 as bigint)
              from account h join partnership p on p.id = $3
             where h.id = $1 and h.disabled_at is null and $2 >= 0)sql");
    const int by_token = !means.by_token ? by_no_token : means.only_reads ? by_reading_token : by_writing_token;
    return read_actor(db, sql, account.text, now, partnership, means.has_factor, means.seen_by.text, by_token);
}

}  // namespace

Actor find_visitor(db::Read& db, const std::string& visitor, const std::string& key, Instant now) {
    return read_actor(db, fmt::format(fmt::runtime(with_roles), visitor), key, now);
}

Actor find_asker(db::Read& db, const jobs::Job& job, Instant now) {
    return read_actor_with(db, job.asked_by, job.partnership, job.means, now);
}

Actor find_actor_at_console(db::Read& db, const AccountId& account, const PartnershipId& partnership, Instant now) {
    return read_actor_with(db, account, partnership, {.has_factor = true, .by_token = false, .only_reads = false, .seen_by = {}}, now);
}

db::Answer<std::vector<Actor>> ask_actors_at_console(db::Trip& trip, const PartnershipId& partnership, Instant now) {
    static const auto sql = fmt::format(fmt::runtime(with_roles), R"sql(
            select p.id, h.id, null, h.created_at, h.created_at, 0
              from account h join partnership p on p.id = $1
             where h.disabled_at is null
               and exists (select 1 from assignment r where r.partnership_id = p.id and r.account_id = h.id and r.since <= $2 and (r.until is null or r.until > $2)))sql");
    return trip.gathered<std::vector<Actor>>(gather_actor, sql, partnership, now);
}

}  // namespace touchstone::people
