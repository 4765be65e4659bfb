#include "judging/judgement_store.h"

#include "evaluations/levels_due_store.h"
#include "events/event_store.h"

namespace touchstone::judging {
namespace {

Judged read_judgement(const db::Row& row) {
    return {{.indicator = row.get<std::string>("indicator"),
             .level = row.get<Level>("level"),
             .rationale = row.get<std::string>("rationale"),
             .confidence = row.get<Confidence>("confidence"),
             .judged_by = row.get<AccountId>("judged_by"),
             .judged_at = row.get<Instant>("judged_at"),
             .version = row.get<int>("version"),
             .caveat = row.get<std::string>("caveat")},
            row.get<std::string>("name")};
}

}  // namespace

db::Answer<std::vector<Judged>> ask_judgements(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation,
                                               const std::string& indicator) {
    return trip.all(read_judgement, R"sql(
        select j.indicator, j.level, j.rationale, j.confidence, j.judged_by, j.judged_at, j.version, j.caveat, a.name
          from judgement j join account a on a.id = j.judged_by
         where j.partnership_id = $1 and j.evaluation_id = $2 and $3 in ('', j.indicator)
         order by j.indicator)sql",
                    partnership, evaluation, indicator);
}

std::vector<Judged> list_judgements(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return db::alone(db, ask_judgements, partnership, evaluation, "");
}

// Where the last one was taken back, counting goes on from there.
bool write_judgement(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const Judgement& judgement) {
    const auto now = db.first([](const db::Row& row) { return row.get<int>("version"); }, R"sql(
        select coalesce((select version from judgement where partnership_id = $1 and evaluation_id = $2 and indicator = $3),
                        (select max(version) + 1 from withdrawn_judgement where partnership_id = $1 and evaluation_id = $2 and indicator = $3),
                        0) as version)sql",
                              partnership, evaluation, judgement.indicator);
    if (now != judgement.version) return false;
    evaluations::due_for_counting(db, partnership, evaluation);
    return 1 == db.run(R"sql(
        insert into judgement (partnership_id, evaluation_id, indicator, level, rationale, confidence, judged_by, judged_at, version, caveat)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $11, $10)
            on conflict (partnership_id, evaluation_id, indicator) do update
           set level = excluded.level, rationale = excluded.rationale, confidence = excluded.confidence, judged_by = excluded.judged_by,
               judged_at = excluded.judged_at, caveat = excluded.caveat, version = judgement.version + 1
         where judgement.version = $9)sql",
                       partnership, evaluation, judgement.indicator, judgement.level, judgement.rationale, judgement.confidence,
                       judgement.judged_by, judgement.judged_at, judgement.version, judgement.caveat, judgement.version + 1);
}

bool record_judgement(db::Write& db, const By& by, const EvaluationId& evaluation, const frameworks::Framework& framework,
                      const Judgement* before, const Judgement& after) {
    if (!write_judgement(db, by.partnership, evaluation, after)) return false;
    events::record(db, by,
                   {.verb = "judged",
                    .kind = "evaluation",
                    .object = evaluation.text,
                    .part = after.indicator,
                    .before = before ? as_json(framework, *before) : std::string(),
                    .after = as_json(framework, after)});
    return true;
}

}  // namespace touchstone::judging
