#include "workspace/planned_activity_store.h"

#include <fmt/format.h>

#include "events/event_store.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
namespace {

ProposedActivity read_activity(const db::Row& row) {
    return {.id = row.get<ActivityId>("id"),
            .activity = {row.get<std::string>("name"), row.get<std::string>("line"), {}, {}},
            .source = Source{row.get<std::string>("source")},
            .change = row.get<std::string>("change"),
            .state = row.get<ActivityState>("state"),
            .made_by = row.get<AccountId>("made_by"),
            .made_at = row.get<Instant>("made_at")};
}

}  // namespace

Planning read_planning(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation, const db::Only& partners) {
    using ThemesOf = std::map<ActivityId, std::vector<ThemeRef>>;
    using WorkOf = std::map<ActivityId, std::map<OrganisationId, Work>>;
    db::Trip trip(db);
    const auto activities = trip.all(read_activity, R"sql(
        select id, name, line, source, change, state, made_by, made_at
          from plan_activity
         where partnership_id = $1 and evaluation_id = $2
         order by made_at, id)sql",
                                     partnership, evaluation);
    const auto serves = trip.gathered<ThemesOf>(
        [](ThemesOf& themes, const db::Row& row) {
            themes[row.get<ActivityId>("activity_id")].push_back({row.get<std::string>("indicator"), row.get<int>("theme")});
        },
        R"sql(
        select s.activity_id, s.indicator, s.theme
          from plan_activity a join plan_serves s on s.partnership_id = a.partnership_id and s.activity_id = a.id
         where a.partnership_id = $1 and a.evaluation_id = $2
         order by s.indicator, s.theme)sql",
        partnership, evaluation);
    const auto works = trip.gathered<WorkOf>(
        [](WorkOf& work, const db::Row& row) {
            work[row.get<ActivityId>("activity_id")][row.get<OrganisationId>("organisation_id")] = Work{row.get<int>("minutes")};
        },
        R"sql(
        select w.activity_id, w.organisation_id, w.minutes
          from plan_activity a join plan_work w on w.partnership_id = a.partnership_id and w.activity_id = a.id
         where a.partnership_id = $1 and a.evaluation_id = $2)sql",
        partnership, evaluation);
    const auto offered = ask_partners(trip, partnership, {}, partners);
    trip.go();
    for (auto& made : *activities) {
        for (const auto& theme : (*serves)[made.id]) made.activity.serves.push_back({theme, made.source});
        made.activity.work = (*works)[made.id];
    }
    return {*activities, *offered};
}

void add_activity(db::Write& db, const By& by, const EvaluationId& evaluation, const ProposedActivity& made) {
    db.run(
        "insert into plan_activity (partnership_id, id, evaluation_id, name, line, source, change, state, made_by, made_at) values ($1, "
        "$2, $3, $4, $5, $6, $7, $8, $9, $10)",
        by.partnership, made.id, evaluation, made.activity.name, made.activity.line, made.source.key, made.change, made.state, made.made_by,
        made.made_at);
    for (const auto& serves : made.activity.serves)
        db.run("insert into plan_serves (partnership_id, activity_id, indicator, theme) values ($1, $2, $3, $4) on conflict do nothing",
               by.partnership, made.id, serves.theme.indicator, serves.theme.theme);
    for (const auto& [organisation, work] : made.activity.work)
        db.run("insert into plan_work (partnership_id, activity_id, organisation_id, minutes) values ($1, $2, $3, $4)", by.partnership,
               made.id, organisation, static_cast<std::int64_t>(work.count()));
    events::record(db, by, {.verb = "proposed_activity", .kind = "evaluation", .object = evaluation.text, .after = as_json(made)});
}

void save_state(db::Write& db, const By& by, const EvaluationId& evaluation, const ProposedActivity& before, ActivityState state) {
    if (1 != db.run("update plan_activity set state = $4 where partnership_id = $1 and evaluation_id = $2 and id = $3", by.partnership,
                    evaluation, before.id, state))
        return;
    auto after = before;
    after.state = state;
    events::record(db, by,
                   {.verb = "changed_activity",
                    .kind = "evaluation",
                    .object = evaluation.text,
                    .before = state_as_json(before),
                    .after = state_as_json(after)});
}

}  // namespace touchstone::workspace
