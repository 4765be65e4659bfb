// What forms of one plan offer.
#include <fmt/format.h>

#include "db/trip.h"
#include "evaluations/sight_store.h"
#include "evidence/sight_store.h"
#include "plans/plan_row_store.h"
#include "plans/plan_store.h"

namespace touchstone::plans {
namespace {

// Whoever has a role with which they see what this owner has: the partnership, or an organisation.
auto ask_people(db::Trip& trip, const Sight& sight, const OrganisationId& owner, const db::Only& only) {
    const auto read = [](const db::Row& row) {
        return Choices::Person{row.get<AccountId>("id"), row.get<std::string>("name"), row.get<std::string>("job")};
    };
    const auto sql = fmt::format(R"sql(
        select c.id, c.name, c.job from account c
         where c.disabled_at is null and exists (select 1 from assignment g where g.partnership_id = $1 and g.account_id = c.id
               and g.since <= $2 and (g.until is null or g.until > $2) and g.role <> 7
               and (($3 = '' and g.reach in (1, 2, 3)) or (g.reach = 2 and g.on_id = $3))){}
         order by c.name, c.id)sql",
                                 only.condition("c.id", 4));
    return trip.all(read, sql, sight.partnership, sight.now, owner, only.values());
}

auto ask_proofs(db::Trip& trip, const Sight& sight, const Plan& plan, const db::Only& only) {
    const auto read = [](const db::Row& row) { return Choices::Item{row.get<EvidenceId>("id"), row.get<std::string>("title")}; };
    const auto sql = fmt::format(R"sql(
        select e.id, e.title from evidence e where e.partnership_id = $1 and {}{}
           and (($7 <> '' and e.added_at >= $8)
             or exists (select 1 from action_point k where k.partnership_id = $1 and k.proof_id = e.id)
             or exists (select 1 from plan_evaluation d
                  join evidence_use u on u.partnership_id = d.partnership_id and u.evaluation_id = d.evaluation_id
                 where d.partnership_id = $1 and d.plan_id = $7 and u.evidence_id = e.id))
         order by e.title, e.id)sql",
                                 evidence::evidence_is_there(), only.condition("e.id", 9));
    return trip.all(read, sql, sight, plan.id, plan.created_at, only.values());
}

auto ask_judged(db::Trip& trip, const Sight& sight, const db::Only& only) {
    const auto read = [](const db::Row& row) {
        const auto awarded = read_awarded(row);
        return Choices::Judged{awarded.at, row.get<std::string>("title"), awarded.level, row.get<Instant>("judged_at")};
    };
    const auto sql = fmt::format(R"sql(
        select {}, j.judged_at, v.title
          from evaluation v join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id
         where v.partnership_id = $1 and {} >= 2{}
         order by j.judged_at desc, v.id, j.indicator)sql",
                                 awarded_columns, evaluations::evaluation_extent(), only.condition("v.id", 7));
    return trip.all(read, sql, sight, only.values());
}

auto ask_readable(db::Trip& trip, const Sight& sight, const db::Only& only) {
    const auto sql = fmt::format("{} and {} >= 2{} order by v.created_at desc, v.id", drawn_evaluations(), evaluations::evaluation_extent(),
                                 only.condition("v.id", 7));
    return trip.all(read_drawn, sql, sight, only.values());
}

}  // namespace

Choices read_choices(db::Read& db, const Sight& sight, const Plan& plan, const db::Only& only) {
    db::Trip trip(db);
    const auto people = ask_people(trip, sight, plan.owner, only);
    const auto proofs = ask_proofs(trip, sight, plan, only);
    const auto judged = ask_judged(trip, sight, only);
    const auto readable = ask_readable(trip, sight, only);
    trip.go();
    return {*people, *proofs, *judged, *readable};
}

}  // namespace touchstone::plans
