#include "plans/reminder_store.h"

#include <fmt/format.h>

#include "plans/sight_store.h"

namespace touchstone::plans {

std::vector<Owing> list_owing(db::Read& db, Instant now) {
    return db.all(
        [](const db::Row& row) {
            return Owing{row.get<PartnershipId>("partnership_id"),
                         row.get<AccountId>("owner_account_id"),
                         row.get<std::string>("name"),
                         row.get<std::string>("email"),
                         row.get<std::string>("language"),
                         row.get<std::string>("partnership_language"),
                         row.get<ActionId>("id"),
                         row.get<std::string>("title"),
                         row.get<std::string>("plan_title"),
                         date_from(row.get<std::string>("due")),
                         row.get<int>("soon") > 0,
                         row.get<int>("overdue") > 0,
                         row.get<int>("digest") > 0};
        },
        fmt::format(R"sql(
        select k.partnership_id, k.owner_account_id, c.name, c.email, c.language, n.language as partnership_language, k.id, k.title, p.title as plan_title, k.due,
               (select count(*) from action_reminder r where r.partnership_id = k.partnership_id and r.account_id = k.owner_account_id
                   and r.action_id = k.id and r.state = 1 and r.about_day = k.due) as soon,
               (select count(*) from action_reminder r where r.partnership_id = k.partnership_id and r.account_id = k.owner_account_id
                   and r.action_id = k.id and r.state = 2 and r.about_day = k.due) as overdue,
               (select count(*) from action_reminder r where r.partnership_id = k.partnership_id and r.account_id = k.owner_account_id
                   and r.action_id = '' and r.state = 3 and r.about_day = $2) as digest
          from action_point k
          join objective o on o.partnership_id = k.partnership_id and o.id = k.objective_id
          join plan p on p.partnership_id = o.partnership_id and p.id = o.plan_id
          join account c on c.id = k.owner_account_id and c.disabled_at is null
          join partnership n on n.id = k.partnership_id
         where k.state in (1, 2) and {}
         order by k.partnership_id, k.owner_account_id, case when k.due = '' then '9999' else k.due end, k.id)sql",
                    owner_sees_plan),
        now, week_of(date_of(now)));
}

void note_reminder(db::Write& db, const Owing& owing, Reminder state, const Date& about, Instant now) {
    db.run("insert into action_reminder (partnership_id, account_id, action_id, state, about_day, sent_at) values ($1, $2, $3, $4, $5, $6)",
           owing.partnership, owing.owner, state == Reminder::digest ? ActionId{} : owing.action, state, about, now);
}

int forget_reminders_before(db::Write& db, Instant then) { return db.run("delete from action_reminder where sent_at < $1", then); }

}  // namespace touchstone::plans
