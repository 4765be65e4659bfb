#include "app/event_log_store.h"

#include <fmt/format.h>

#include "base/left_out.h"
#include "base/text.h"
#include "duties/duty_store.h"
#include "evaluations/sight_store.h"
#include "events/event_store.h"
#include "evidence/sight_store.h"
#include "judging/calibration_store.h"
#include "measures/measure_store.h"
#include "plans/sight_store.h"
#include "practice/practice_store.h"
#include "voice/comment_store.h"
#include "voice/questionnaire_store.h"
#include "voice/talk_store.h"

namespace touchstone::app {
namespace {

// Whether the object of the event `l` is there for the one who looks. What belongs to the partnership as such is there for whoever may read
// this. Of restricted records and urgent concerns nobody reads the words here: they have histories of their own.
std::string object_is_there() {
    return fmt::format(R"sql(
        case when l.kind in ('account', 'organisation', 'service', 'partnership', 'template', 'standard') then 1
             when l.kind = 'evaluation' and exists (
                  select 1 from evaluation v where v.partnership_id = l.partnership_id and v.id = l.object_id and {} = 3) then 1
             when l.kind = 'evidence' and exists (
                  select 1 from evidence e where e.partnership_id = l.partnership_id and e.id = l.object_id and {}) then 1
             when l.kind = 'plan' and exists (
                  select 1 from plan p where p.partnership_id = l.partnership_id and p.id = l.object_id and {}) then 1
             when l.kind = 'calibration' and exists (
                  select 1 from calibration_set c where c.partnership_id = l.partnership_id and c.id = l.object_id and {}) then 1
             when l.kind = 'duty' and exists (
                  select 1 from duty d where d.partnership_id = l.partnership_id and d.id = l.object_id and {}) then 1
             when l.kind = 'practice' and exists (
                  select 1 from practice x where x.partnership_id = l.partnership_id and x.id = l.object_id and {}) then 1
             when l.kind = 'questionnaire' and exists (
                  select 1 from questionnaire q where q.partnership_id = l.partnership_id and q.id = l.object_id and {}) then 1
             when l.kind = 'wave' and exists (
                  select 1 from wave w join questionnaire q on q.partnership_id = w.partnership_id and q.id = w.questionnaire_id
                   where w.partnership_id = l.partnership_id and w.id = l.object_id and {}) then 1
             when l.kind = 'measure' and exists (
                  select 1 from measure m where m.partnership_id = l.partnership_id and m.id = l.object_id and {}) then 1
             when l.kind = 'talk' and exists (
                  select 1 from talk t where t.partnership_id = l.partnership_id and t.id = l.object_id and {}) then 1
             when l.kind = 'comment' and exists (
                  select 1 from comment c where c.partnership_id = l.partnership_id and c.id = l.object_id and {}) then 1
             when l.kind = 'figure_import' and exists (
                  select 1 from figure_import m where m.partnership_id = l.partnership_id and m.id = l.object_id and {}) then 1
             else 0 end)sql",
                       evaluations::evaluation_extent(), evidence::evidence_is_there(), plans::plan_is_there, judging::set_is_there(),
                       duties::duty_is_there, practice::practice_is_ours, voice::questionnaire_is_there, voice::questionnaire_is_there,
                       measures::measure_is_there, voice::talk_is_there, voice::comment_is_there, measures::measure_is_there);
}

}  // namespace

EventPage search_events(db::Read& db, const Sight& sight, const EventFilter& filter) {
    static const auto sql = fmt::format(R"sql(
        select l.partnership_id, l.at, l.actor_id, l.verb, l.kind, l.object_id, l.part, l.before, l.after, a.name, {} as is_there,
               count(*) over () as total
          from event l left join account a on a.id = l.actor_id
         where l.partnership_id = $1 and ($7 = '' or a.name_key like $8) and ($9 = '' or l.kind = $9)
         order by l.seq desc, l.id desc limit $10 offset $11)sql",
                                        object_is_there());
    EventPage page;
    page.events = db.all(
        [&](const db::Row& row) {
            page.total = row.get<int>("total");
            LoggedEvent found{events::read_event(row), row.get<int>("is_there") == 1};
            if (!found.is_there && guards("events"))
                found.happened.event.part = found.happened.event.before = found.happened.event.after = {};
            return found;
        },
        sql, sight, filter.who, pattern_of(filter.who), filter.kind, events_per_page, (filter.page - 1) * events_per_page);
    return page;
}

}  // namespace touchstone::app
