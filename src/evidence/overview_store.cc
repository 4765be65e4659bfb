#include "evidence/overview_store.h"

#include <fmt/format.h>

#include "evaluations/sharing_store.h"

namespace touchstone::evidence {

using namespace evaluations;

Overview read_overview(db::Read& db, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select {}, x.title, o.name as owner_name, w.name as with_name,
               case when $3 like '%,' || x.owner_id || ',%' then 1 else 0 end as is_ours
          from share h
          join (select partnership_id, 1 as kind, id, title, owner_id from evaluation where partnership_id = $1
                union all select partnership_id, 2, id, title, owner_id from evidence where partnership_id = $1) x
            on x.partnership_id = h.partnership_id and x.kind = h.kind and x.id = h.object_id
          join organisation o on o.partnership_id = h.partnership_id and o.id = x.owner_id
          left join organisation w on w.partnership_id = h.partnership_id and w.id = h.with_id
         where h.partnership_id = $1 and h.revoked_at is null and h.since <= $4 and h.until > $4
           and ($3 like '%,' || x.owner_id || ',%' or $3 like '%,' || h.with_id || ',%' or (h.with_id = '' and $2 = 1))
         order by h.until, h.id)sql",
                                        share_columns);
    Overview overview;
    db.each(
        [&](const db::Row& row) {
            overview.lines.push_back({read_share(row), row.get<std::string>("title"), row.get<std::string>("owner_name"),
                                      row.maybe<std::string>("with_name").value_or(""), row.get<int>("is_ours") == 1});
        },
        sql, sight.partnership, sight.member, sight.organisations, sight.now);
    return overview;
}

}  // namespace touchstone::evidence
