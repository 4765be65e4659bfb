#include "people/assignment_store.h"

namespace touchstone::people {

void add_assignment(db::Write& db, const PartnershipId& partnership, const Assignment& assignment) {
    db.run(R"sql(
        insert into assignment (partnership_id, id, account_id, role, reach, on_id, since, until, reason, given_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql",
           partnership, assignment.id, assignment.account, assignment.role, assignment.reach, assignment.on, assignment.since,
           assignment.until, assignment.reason, assignment.given_by.is_empty() ? std::nullopt : std::optional(assignment.given_by));
}

bool is_held(db::Read& db, const PartnershipId& partnership, const Assignment& assignment, Instant now) {
    return db
        .first([](const db::Row&) { return true; }, R"sql(
        select id from assignment
         where partnership_id = $1 and account_id = $2 and role = $3 and reach = $4 and on_id = $5 and since <= $6
           and (until is null or until >= $7))sql",
               partnership, assignment.account, assignment.role, assignment.reach, assignment.on, now,
               assignment.until.value_or(Instant::max()))
        .has_value();
}

bool end_assignment(db::Write& db, const PartnershipId& partnership, const Assignment& assignment) {
    return 1 == db.run("update assignment set until = $3 where partnership_id = $1 and id = $2 and (until is null or until > $3)",
                       partnership, assignment.id, assignment.until);
}

}  // namespace touchstone::people
