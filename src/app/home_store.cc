#include "app/home_store.h"

#include <fmt/format.h>

#include "evaluations/sharing_store.h"
#include "evaluations/sight_store.h"
#include "evidence/retention_store.h"
#include "people/placing_store.h"
#include "plans/sight_store.h"
#include "reports/consent_store.h"

namespace touchstone::app {

using namespace carrying;
namespace {

db::Answer<std::vector<Change>> ask_changes(db::Trip& trip, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select v.id, v.title, h.verb, h.part, h.at, coalesce(a.name, '') as actor_name
          from event h
          join evaluation v on v.partnership_id = h.partnership_id and v.id = h.object_id
          left join account a on a.id = h.actor_id
         where h.partnership_id = $1 and h.kind = 'evaluation' and {} = 3
         order by h.id desc limit {})sql",
                                        evaluations::evaluation_extent(), latest_changes);
    return trip.all(
        [](const db::Row& row) {
            return Change{row.get<EvaluationId>("id"),  row.get<std::string>("title"),      row.get<std::string>("verb"),
                          row.get<std::string>("part"), row.get<std::string>("actor_name"), row.get<Instant>("at")};
        },
        sql, sight);
}

db::Answer<std::vector<Owed>> ask_owed(db::Trip& trip, const Sight& sight, Date until) {
    static const auto sql = fmt::format(R"sql(
        select k.id, k.title, k.due, p.title as plan
          from action_point k
          join objective o on o.partnership_id = k.partnership_id and o.id = k.objective_id
          join plan p on p.partnership_id = o.partnership_id and p.id = o.plan_id
         where k.partnership_id = $1 and {} and k.owner_account_id = $4 and k.state in (1, 2) and k.due <> '' and k.due <= $5
         order by k.due, k.id)sql",
                                        plans::plan_is_there);
    return trip.all(
        [](const db::Row& row) {
            return Owed{row.get<plans::ActionId>("id"), row.get<std::string>("title"), row.get<Date>("due"), row.get<std::string>("plan")};
        },
        sql, sight.partnership, sight.member, sight.organisations, sight.account, until);
}

}  // namespace

News read_news(db::Read& db, const Actor& actor, Instant now) {
    const auto sight = sight_of(actor, now);
    const auto administers = evaluations::sight_of_ability(actor, Ability::administer, now);
    db::Trip trip(db);
    const auto consents = reports::ask_waiting_consents(trip, evaluations::sight_of_ability(actor, Ability::evaluate, now));
    const auto places = people::ask_waiting_places(trip, sight.partnership, administers.member, administers.organisations);
    const auto clock = evidence::ask_clock(trip);
    const auto backups = ask_backup_watch(trip);
    const auto changes = ask_changes(trip, sight);
    const auto owed = ask_owed(trip, sight, date_of(now + owed_ahead));
    const auto reports = reports::ask_reports_listed(trip, sight, latest_reports);
    const auto tasks = tasks::ask_owed_tasks(trip, sight);
    const auto talks = workspace::ask_talks_waiting(trip, sight);
    const auto leads = evaluations::sight_of_ability(as_lead(actor), Ability::lead, now);
    const auto waves = voice::ask_waves_waiting(trip, sight, leads, date_of(now));
    const auto words = voice::ask_words_waiting(trip, leads, date_of(now));
    trip.go();
    return {{*consents, *places}, clock->leapt_from, *backups, *changes, *owed, *reports, *tasks, *talks, *waves, *words};
}

}  // namespace touchstone::app
