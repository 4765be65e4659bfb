#include "evaluations/levels_due_store.h"

namespace touchstone::evaluations {

void due_for_counting(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    db.run(R"sql(
        insert into levels_due (partnership_id, owner_id)
        select partnership_id, owner_id from evaluation where partnership_id = $1 and id = $2 and finished_at is not null
            on conflict do nothing)sql",
           partnership, evaluation);
}

void all_due_for_counting(db::Write& db) {
    db.run(R"sql(
        insert into levels_due (partnership_id, owner_id)
        select distinct partnership_id, owner_id from evaluation where finished_at is not null
            on conflict do nothing)sql");
}

std::vector<LevelsDue> list_levels_due(db::Read& db, int most) {
    return db.all(
        [](const db::Row& row) { return LevelsDue{row.get<PartnershipId>("partnership_id"), row.get<OrganisationId>("owner_id")}; },
        "select partnership_id, owner_id from levels_due order by partnership_id, owner_id limit $1", most);
}

void no_longer_due(db::Write& db, const LevelsDue& due) {
    db.run("delete from levels_due where partnership_id = $1 and owner_id = $2", due.partnership, due.owner);
}

}  // namespace touchstone::evaluations
