#include "app/activity_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "duties/duty_store.h"
#include "evaluations/sight_store.h"
#include "people/event_store.h"
#include "plans/sight_store.h"
#include "practice/practice_store.h"

namespace touchstone::app {
namespace {

// Whether the object of the event `l` is there for the one who looks. What belongs to the partnership as such is there for whoever may read
// this; restricted records and urgent concerns have histories of their own, and nothing of them stands here.
std::string object_is_there() {
    return fmt::format(R"sql(
        case when l.kind in ('account', 'organisation', 'service', 'partnership', 'template', 'standard') then 1
             when l.kind = 'evaluation' and exists (
                  select 1 from evaluation v where v.partnership_id = l.partnership_id and v.id = l.object_id and {} = 3) then 1
             when l.kind = 'evidence' and exists (
                  select 1 from evidence e where e.partnership_id = l.partnership_id and e.id = l.object_id and {}) then 1
             when l.kind = 'plan' and exists (
                  select 1 from plan p where p.partnership_id = l.partnership_id and p.id = l.object_id and {}) then 1
             when l.kind = 'duty' and exists (
                  select 1 from duty d where d.partnership_id = l.partnership_id and d.id = l.object_id and {}) then 1
             when l.kind = 'practice' and exists (
                  select 1 from practice x where x.partnership_id = l.partnership_id and x.id = l.object_id and {}) then 1
             else 0 end)sql",
                       evaluations::evaluation_extent(), evaluations::evidence_is_there(), plans::plan_is_there, duties::duty_is_there,
                       practice::practice_is_ours);
}

}  // namespace

ActivityPage search_activity(db::Read& db, const Sight& sight, const ActivityFilter& filter) {
    static const auto sql = fmt::format(R"sql(
        select l.partnership_id, l.at, l.actor_id, l.verb, l.kind, l.object_id, l.part, l.before, l.after, a.name, {} as is_there,
               count(*) over () as total
          from event l left join account a on a.id = l.actor_id
         where l.partnership_id = $1 and ($7 = '' or lower(coalesce(a.name, '')) like $8 escape '\') and ($9 = '' or l.kind = $9)
         order by l.seq desc, l.id desc limit $10 offset $11)sql",
                                        object_is_there());
    ActivityPage page;
    page.activities = db.all(
        [&](const db::Row& row) {
            page.total = row.get<int>("total");
            Activity found{people::read_event(row), row.get<int>("is_there") == 1};
            if (!found.is_there) found.happened.event.part = found.happened.event.before = found.happened.event.after = {};
            return found;
        },
        sql, sight, filter.who, pattern_of(filter.who), filter.kind, activities_per_page, (filter.page - 1) * activities_per_page);
    return page;
}

}  // namespace touchstone::app
