#include "app/home_store.h"

#include <fmt/format.h>

#include "evaluations/sharing_store.h"
#include "evaluations/sight_store.h"
#include "plans/plan_store.h"

namespace touchstone::app {

News read_news(db::Read& db, const Actor& actor, Instant now) {
    static const auto sql = fmt::format(R"sql(
        select * from (
            select 1 as part, v.id, v.title, h.verb, h.part as words, h.at, coalesce(a.name, '') as name, h.id as sort
              from event h
              join evaluation v on v.partnership_id = h.partnership_id and v.id = h.object_id
              left join account a on a.id = h.actor_id
             where h.partnership_id = $1 and h.kind = 'evaluation' and {} = 3
             order by h.id desc limit {}) latest
        union all
        select 2, k.id, k.title, '', k.due, 0, '', '' from action_point k
          join objective o on o.partnership_id = k.partnership_id and o.id = k.objective_id
          join plan p on p.partnership_id = o.partnership_id and p.id = o.plan_id
         where k.partnership_id = $1 and k.owner_account_id = $7 and k.state in (1, 2) and k.due <> '' and k.due <= $8 and {}
        union all
        select 3, '', '', '', '', c.leapt_from, '', '' from clock_watch c where c.leapt_from is not null
        union all
        select 4, '', w.what, '', cast(w.damaged as text), w.at, '', '' from backup_watch w
        union all
        select 5, '', '', '', cast(count(*) as text), 0, '', ''
          from publish_consent c join evidence e on e.partnership_id = c.partnership_id and e.id = c.evidence_id
         where c.partnership_id = $1 and c.is_given is null and ((e.owner_id = '' and $9 = 1) or $10 like '%,' || e.owner_id || ',%')
        union all
        select 6, '', '', '', cast(count(*) as text), 0, '', ''
          from asked_place q join service s on s.partnership_id = q.partnership_id and s.id = q.parent_id
         where q.partnership_id = $1 and ($11 = 1 or $12 like '%,' || s.organisation_id || ',%')
         order by 1, 8 desc, 5, 2)sql",
                                        evaluations::evaluation_extent(), latest_changes, plans::plan_is_there);
    News news;
    const auto sight = sight_of(actor, now);
    const auto answers = evaluations::sight_of_ability(actor, Ability::evaluate, now);
    const auto administers = evaluations::sight_of_ability(actor, Ability::administer, now);
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<int>("part");
            if (part >= 5)
                (part == 5 ? news.questions.consents : news.questions.places) = std::stoi(row.get<std::string>("words"));
            else if (part == 3)
                news.clock_leapt_from = row.get<Instant>("at");
            else if (part == 4)
                add_backup(news.backups, row.get<std::string>("title"), row.get<Instant>("at"), std::stoi(row.get<std::string>("words")));
            else if (part == 1)
                news.changes.push_back({row.get<EvaluationId>("id"), row.get<std::string>("title"), row.get<std::string>("verb"),
                                        row.get<std::string>("words"), row.get<std::string>("name"), row.get<Instant>("at")});
            else
                news.owed.push_back({row.get<plans::ActionId>("id"), row.get<std::string>("title"), row.get<Date>("words")});
        },
        sql, sight, sight.account, date_of(now + owed_ahead), answers.member, answers.organisations, administers.member,
        administers.organisations);
    return news;
}

}  // namespace touchstone::app
