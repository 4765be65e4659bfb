#include "removal/removal_store.h"

#include <fmt/format.h>

#include "evaluations/levels_due_store.h"
#include "events/event_store.h"
#include "evidence/whole_rows_store.h"
#include "jobs/job_store.h"
#include "people/assignment_store.h"

namespace touchstone::removal {
namespace {

constexpr const char* by_others = R"sql(
    (select count(*) from event h
      where h.partnership_id = $1 and h.kind = $3 and h.object_id = $2 and h.actor_id is not null and h.actor_id not in ('', $4)) as others)sql";

void remove(db::Write& db, const By& by, const std::string& kind, const std::string& id, const char* verb, const std::string& title) {
    const auto before = evidence::rows_as_json(db, by.partnership, kind, id);
    jobs::forget_about(db, by.partnership, id);
    evidence::delete_rows_of(db, by.partnership, kind, id);
    events::record(db, by, {.verb = verb, .kind = kind, .object = id, .part = title, .before = before});
}

}  // namespace

Standing find_standing(db::Read& db, const PartnershipId& partnership, const evaluations::Evaluation& evaluation, Instant now) {
    Standing standing{.rows = evidence::count_rows_of(db, partnership, "evaluation", evaluation.id.text),
                      .is_finished = evaluation.is_finished()};
    db.each(
        [&](const db::Row& row) {
            standing.continued = row.get<int>("continued");
            standing.roles = row.get<int>("roles");
            standing.used_otherwise = row.get<int>("named");
            standing.changes_by_others = row.get<int>("others");
        },
        fmt::format(R"sql(
        select (select count(*) from evaluation v where v.partnership_id = $1 and (v.continues_id = $2 or v.parent_id = $2 or v.inspects_id = $2)) as continued,
               (select count(*) from assignment a where a.partnership_id = $1 and a.reach = 4 and a.on_id = $2 and (a.until is null or a.until > $5)) as roles,
               (select count(*) from restricted_record r where r.partnership_id = $1 and r.evaluation_id = $2) +
               (select count(*) from practice p where p.partnership_id = $1 and p.evaluation_id = $2) as named, {})sql",
                    by_others),
        partnership, evaluation.id, std::string("evaluation"), evaluation.created_by, now);
    return standing;
}

Standing find_standing(db::Read& db, const PartnershipId& partnership, const evidence::Evidence& item) {
    Standing standing{.rows = evidence::count_rows_of(db, partnership, "evidence", item.id.text)};
    db.each(
        [&](const db::Row& row) {
            standing.used_otherwise = row.get<int>("named");
            standing.changes_by_others = row.get<int>("others");
        },
        fmt::format("select (select count(*) from action_point k where k.partnership_id = $1 and k.proof_id = $2) as named, {}", by_others),
        partnership, item.id, std::string("evidence"), item.added_by);
    return standing;
}

void remove_evaluation(db::Write& db, const By& by, const evaluations::Evaluation& evaluation) {
    people::end_roles_on(db, by.partnership, evaluation.id.text, by.at);
    evaluations::due_for_counting(db, by.partnership, evaluation.id);
    remove(db, by, "evaluation", evaluation.id.text, "deleted_evaluation", evaluation.title);
}

void remove_evidence(db::Write& db, const By& by, const evidence::Evidence& item) {
    remove(db, by, "evidence", item.id.text, "deleted_evidence", item.title);
}

}  // namespace touchstone::removal
