#include "app/day_mail_store.h"

#include <algorithm>

#include "db/trip.h"

namespace touchstone::app {

std::vector<std::pair<PartnershipId, AccountId>> list_awaited(db::Read& db, const std::vector<plans::Owing>& actions) {
    using Person = std::pair<PartnershipId, AccountId>;
    const auto read = [](const db::Row& row) { return Person{row.get<PartnershipId>("partnership_id"), row.get<AccountId>("account_id")}; };
    db::Trip trip(db);
    const auto tasks = trip.all(read, R"sql(
        select distinct t.partnership_id, t.account_id from task t where t.account_id is not null and t.done_at is null)sql");
    const auto named = trip.all(read, R"sql(
        select distinct n.partnership_id, n.account_id
          from remark_name n
          join remark r on r.partnership_id = n.partnership_id and r.id = n.remark_id
          join conversation c on c.partnership_id = r.partnership_id and c.id = r.conversation_id and c.settled_at is null)sql");
    const auto begun = trip.all(read, R"sql(
        select distinct c.partnership_id, c.begun_by as account_id from conversation c where c.settled_at is null)sql");
    const auto waves = trip.all(read, R"sql(
        select distinct w.partnership_id, g.account_id
          from wave w
          join assignment g on g.partnership_id = w.partnership_id
                           and (g.role = 4 or g.account_id in (w.reader_id, w.deputy_id, w.published_by, w.handed_out_by))
         where w.closed_at is null
            or exists (select 1 from wave_text t where t.partnership_id = w.partnership_id and t.wave_id = w.id and t.state = 1))sql");
    trip.go();
    std::vector<Person> people;
    for (const auto& owing : actions) people.emplace_back(owing.partnership, owing.owner);
    for (const auto* more : {&*tasks, &*named, &*begun, &*waves}) people.insert(people.end(), more->begin(), more->end());
    const auto key = [](const Person& person) { return person.first.text + person.second.text; };
    std::ranges::sort(people, {}, key);
    const auto twice = std::ranges::unique(people, {}, key);
    people.erase(twice.begin(), twice.end());
    return people;
}

}  // namespace touchstone::app
