#include "evaluations/plan_activity_store.h"

#include <fmt/format.h>

namespace touchstone::evaluations {

Planning read_planning(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation, const db::Only& partners) {
    Planning planning;
    db.each(
        [&](const db::Row& row) {
            const auto id = row.get<ActivityId>("id");
            if (id.is_empty()) {
                planning.partners.push_back({row.get<OrganisationId>("organisation_id"), row.get<std::string>("name")});
                return;
            }
            auto& activities = planning.activities;
            if (activities.empty() || activities.back().id != id)
                activities.push_back({id,
                                      {row.get<std::string>("name"), row.get<std::string>("line"), {}, {}},
                                      row.get<Source>("source"),
                                      row.get<std::string>("change"),
                                      row.get<ActivityState>("state"),
                                      row.get<AccountId>("made_by"),
                                      row.get<Instant>("made_at")});
            auto& activity = activities.back();
            if (const auto indicator = row.maybe<std::string>("indicator"))
                activity.activity.serves.push_back({{*indicator, row.get<int>("number")}, activity.source});
            if (const auto organisation = row.maybe<OrganisationId>("organisation_id"))
                activity.activity.work[*organisation] = Work{row.get<int>("number")};
        },
        fmt::format(R"sql(
        select a.id, a.name, a.line, a.source, a.change, a.state, a.made_by, a.made_at, s.indicator, null as organisation_id, s.theme as number
          from plan_activity a join plan_serves s on s.partnership_id = a.partnership_id and s.activity_id = a.id
         where a.partnership_id = $1 and a.evaluation_id = $2
        union all
        select a.id, a.name, a.line, a.source, a.change, a.state, a.made_by, a.made_at, null, w.organisation_id, w.minutes
          from plan_activity a join plan_work w on w.partnership_id = a.partnership_id and w.activity_id = a.id
         where a.partnership_id = $1 and a.evaluation_id = $2
        union all
        select '', o.name, '', 0, '', 0, '', 0, null, o.id, 0 from organisation o where o.partnership_id = $1 and o.closed_at is null{}
         order by 8, 1, 9, 11, 2, 10)sql",
                    partners.condition("o.id", 3)),
        partnership, evaluation, partners.values());
    return planning;
}

void add_activity(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const PlanActivity& made) {
    db.run(
        "insert into plan_activity (partnership_id, id, evaluation_id, name, line, source, change, state, made_by, made_at) values ($1, "
        "$2, $3, $4, $5, $6, $7, $8, $9, $10)",
        partnership, made.id, evaluation, made.activity.name, made.activity.line, made.source, made.change, made.state, made.made_by,
        made.made_at);
    for (const auto& serves : made.activity.serves)
        db.run("insert into plan_serves (partnership_id, activity_id, indicator, theme) values ($1, $2, $3, $4) on conflict do nothing",
               partnership, made.id, serves.theme.indicator, serves.theme.theme);
    for (const auto& [organisation, work] : made.activity.work)
        db.run("insert into plan_work (partnership_id, activity_id, organisation_id, minutes) values ($1, $2, $3, $4)", partnership,
               made.id, organisation, static_cast<std::int64_t>(work.count()));
}

bool save_state(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const ActivityId& id,
                ActivityState state) {
    return 1 == db.run("update plan_activity set state = $4 where partnership_id = $1 and evaluation_id = $2 and id = $3", partnership,
                       evaluation, id, state);
}

}  // namespace touchstone::evaluations
