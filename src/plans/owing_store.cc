#include "plans/owing_store.h"

#include <fmt/format.h>

#include "plans/sight_store.h"

namespace touchstone::plans {

std::vector<Owing> list_owing(db::Read& db, Instant now) {
    static const auto sql = fmt::format(R"sql(
        select k.partnership_id, k.owner_account_id, k.id, k.title, p.title as plan_title, k.due
          from action_point k
          join objective o on o.partnership_id = k.partnership_id and o.id = k.objective_id
          join plan p on p.partnership_id = o.partnership_id and p.id = o.plan_id
          join account c on c.id = k.owner_account_id and c.disabled_at is null
         where k.state in (1, 2) and {}
         order by k.partnership_id, k.owner_account_id, case when k.due = '' then '9999' else k.due end, k.id)sql",
                                        owner_sees_plan);
    return db.all(
        [](const db::Row& row) {
            return Owing{row.get<PartnershipId>("partnership_id"),
                         row.get<AccountId>("owner_account_id"),
                         row.get<ActionId>("id"),
                         row.get<std::string>("title"),
                         row.get<std::string>("plan_title"),
                         date_from(row.get<std::string>("due"))};
        },
        sql, now);
}

}  // namespace touchstone::plans
