#include "workspace/levels_across_store.h"

#include <fmt/format.h>

#include "db/only.h"
#include "evaluations/sight_store.h"

namespace touchstone::workspace {

using namespace evaluations;
namespace {

LevelCount read_count(const db::Row& row) {
    return {.partnership = row.get<PartnershipId>("partnership_id"),
            .framework = row.get<std::string>("framework_id"),
            .kind = row.get<Kind>("kind"),
            .year = row.get<int>("year"),
            .indicator = row.get<std::string>("indicator"),
            .level = row.get<judging::Level>("level"),
            .counted = row.get<int>("counted")};
}

// Levels in a finished evaluation `v`, one a row.
constexpr const char* levels_in = R"sql(
       join framework w on w.hash = v.framework_hash
       join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id)sql";
constexpr const char* year_of = "cast(substr(v.period_to, 1, 4) as bigint)";

// Until when the whole partnership may see the levels of the evaluation `v`: for ever where it is its own.
constexpr const char* seen_until = R"sql(
       case when v.owner_id = '' then 253402300799000
            else coalesce((select max(h.until) from share h
                            where h.partnership_id = v.partnership_id and h.kind = 1 and h.object_id = v.id and h.with_id = ''
                              and h.extent >= 2 and h.revoked_at is null), 0)
       end)sql";

}  // namespace

db::Answer<std::vector<LevelCount>> ask_levels_across(db::Trip& trip, const std::vector<PartnershipId>& partnerships, Instant now) {
    std::vector<std::string> ids;
    for (const auto& partnership : partnerships) ids.push_back(partnership.text);
    // The kept sum; without what is over since; without what is due; and what is due as it is now.
    static const auto sql = fmt::format(R"sql(
        select partnership_id, framework_id, kind, year, indicator, level, sum(counted) as counted
          from (select partnership_id, framework_id, kind, year, indicator, level, counted
                  from level_total
                 where partnership_id in {0}
                union all
                select partnership_id, framework_id, kind, year, indicator, level, -counted
                  from level_count
                 where partnership_id in {0} and until_at <= $2
                union all
                select c.partnership_id, c.framework_id, c.kind, c.year, c.indicator, c.level, -c.counted
                  from levels_due d join level_count c on c.partnership_id = d.partnership_id and c.owner_id = d.owner_id
                 where d.partnership_id in {0} and c.until_at > $2
                union all
                select v.partnership_id, w.id, v.kind, {1}, j.indicator, j.level, count(*)
                  from levels_due d join evaluation v on v.partnership_id = d.partnership_id and v.owner_id = d.owner_id {2}
                 where d.partnership_id in {0} and v.finished_at is not null and {3} > $2
                 group by v.partnership_id, w.id, v.kind, {1}, j.indicator, j.level) as counts
         group by partnership_id, framework_id, kind, year, indicator, level
        having sum(counted) > 0)sql",
                                        db::ids_in("$1"), year_of, levels_in, seen_until);
    return trip.all(read_count, sql, db::in_one_text(ids), now);
}

db::Answer<std::vector<LevelCount>> ask_levels(db::Trip& trip, const Sight& sight, const OrganisationId& owner, bool works_alone) {
    using Partnerships = std::vector<PartnershipId>;
    if (owner.is_empty() && !works_alone)
        return ask_levels_across(trip, sight.member ? Partnerships{sight.partnership} : Partnerships{}, sight.now);
    static const auto sql = fmt::format(R"sql(
        select v.partnership_id, w.id as framework_id, v.kind, {0} as year, j.indicator, j.level, count(*) as counted
          from evaluation v {1}
         where v.partnership_id = $1 and $7 in ('', v.owner_id) and v.finished_at is not null and {2} >= 2
         group by v.partnership_id, w.id, v.kind, {0}, j.indicator, j.level)sql",
                                        year_of, levels_in, evaluation_extent());
    return trip.all(read_count, sql, sight, owner);
}

std::vector<LevelsDue> list_levels_over(db::Read& db, Instant now) {
    return db.all(
        [](const db::Row& row) { return LevelsDue{row.get<PartnershipId>("partnership_id"), row.get<OrganisationId>("owner_id")}; },
        "select distinct partnership_id, owner_id from level_count where until_at <= $1 order by partnership_id, owner_id", now);
}

void count_levels(db::Write& db, const LevelsDue& due, Instant now) {
    // Adds an owner's counts to the sums, or takes them away.
    const auto add_up = [&](const char* counted) {
        db.run(fmt::format(R"sql(
        insert into level_total (partnership_id, framework_id, kind, year, indicator, level, counted)
        select partnership_id, framework_id, kind, year, indicator, level, {}
          from level_count where partnership_id = $1 and owner_id = $2
         group by partnership_id, framework_id, kind, year, indicator, level
            on conflict (partnership_id, framework_id, kind, year, indicator, level) do update
           set counted = level_total.counted + excluded.counted)sql",
                           counted),
               due.partnership, due.owner);
    };
    add_up("-sum(counted)");
    db.run("delete from level_count where partnership_id = $1 and owner_id = $2", due.partnership, due.owner);
    static const auto count = fmt::format(R"sql(
        insert into level_count (partnership_id, owner_id, framework_id, kind, year, indicator, level, until_at, counted)
        select partnership_id, owner_id, framework_id, kind, year, indicator, level, until_at, count(*)
          from (select v.partnership_id, v.owner_id, w.id as framework_id, v.kind, {} as year, j.indicator, j.level, {} as until_at
                  from evaluation v {}
                 where v.partnership_id = $1 and v.owner_id = $2 and v.finished_at is not null) as levels
         where until_at > $3
         group by partnership_id, owner_id, framework_id, kind, year, indicator, level, until_at)sql",
                                          year_of, seen_until, levels_in);
    db.run(count, due.partnership, due.owner, now);
    add_up("sum(counted)");
    db.run("delete from level_total where partnership_id = $1 and counted = 0", due.partnership);
    no_longer_due(db, due);
}

}  // namespace touchstone::workspace
