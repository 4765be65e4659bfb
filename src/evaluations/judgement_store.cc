#include "evaluations/judgement_store.h"

namespace touchstone::evaluations {
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

Concluded read_conclusion(const db::Row& row) {
    return {{.question = row.get<int>("question"),
             .statement = row.get<std::string>("statement"),
             .written_by = row.get<AccountId>("written_by"),
             .written_at = row.get<Instant>("written_at"),
             .version = row.get<int>("version")},
            row.get<std::string>("name")};
}

}  // namespace

std::optional<Judged> find_judgement(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation,
                                     const std::string& indicator) {
    return db.first(read_judgement, R"sql(
        select j.indicator, j.level, j.rationale, j.confidence, j.judged_by, j.judged_at, j.version, j.caveat, a.name
          from judgement j join account a on a.id = j.judged_by
         where j.partnership_id = $1 and j.evaluation_id = $2 and j.indicator = $3)sql",
                    partnership, evaluation, indicator);
}

std::vector<Judged> list_judgements(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return db.all(read_judgement, R"sql(
        select j.indicator, j.level, j.rationale, j.confidence, j.judged_by, j.judged_at, j.version, j.caveat, a.name
          from judgement j join account a on a.id = j.judged_by
         where j.partnership_id = $1 and j.evaluation_id = $2
         order by j.indicator)sql",
                  partnership, evaluation);
}

bool record_judgement(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const Judgement& judgement) {
    return 1 == db.run(R"sql(
        insert into judgement (partnership_id, evaluation_id, indicator, level, rationale, confidence, judged_by, judged_at, version, caveat)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $10)
            on conflict (partnership_id, evaluation_id, indicator) do update
           set level = excluded.level, rationale = excluded.rationale, confidence = excluded.confidence, judged_by = excluded.judged_by,
               judged_at = excluded.judged_at, caveat = excluded.caveat, version = judgement.version + 1
         where judgement.version = $9)sql",
                       partnership, evaluation, judgement.indicator, judgement.level, judgement.rationale, judgement.confidence,
                       judgement.judged_by, judgement.judged_at, judgement.version, judgement.caveat);
}

std::pair<std::vector<Judged>, std::optional<Concluded>> list_judgements_and_conclusion(db::Read& db, const PartnershipId& partnership,
                                                                                        const EvaluationId& evaluation, int question) {
    std::pair<std::vector<Judged>, std::optional<Concluded>> found;
    db.each(
        [&](const db::Row& row) {
            const auto by = row.get<AccountId>("by_id");
            const auto at = row.get<Instant>("at");
            const auto words = row.get<std::string>("words");
            const auto version = row.get<int>("version");
            const auto name = row.get<std::string>("name");
            if (row.get<std::string>("part") == "judgement")
                found.first.push_back({{row.get<std::string>("indicator"), row.get<Level>("level"), words,
                                        row.get<Confidence>("confidence"), by, at, version, row.get<std::string>("caveat")},
                                       name});
            else
                found.second = Concluded{{question, words, by, at, version}, name};
        },
        R"sql(
        select 'judgement' as part, j.indicator, j.level, j.rationale as words, j.confidence, j.judged_by as by_id, j.judged_at as at, j.version, j.caveat, a.name
          from judgement j join account a on a.id = j.judged_by
         where j.partnership_id = $1 and j.evaluation_id = $2
        union all
        select 'conclusion', '', 0, c.statement, 0, c.written_by, c.written_at, c.version, '', a.name
          from conclusion c join account a on a.id = c.written_by
         where c.partnership_id = $1 and c.evaluation_id = $2 and c.question = $3
         order by 1 desc, 2)sql",
        partnership, evaluation, question);
    return found;
}

std::vector<Concluded> list_conclusions(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return db.all(read_conclusion, R"sql(
        select c.question, c.statement, c.written_by, c.written_at, c.version, a.name
          from conclusion c join account a on a.id = c.written_by
         where c.partnership_id = $1 and c.evaluation_id = $2
         order by c.question)sql",
                  partnership, evaluation);
}

bool record_conclusion(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const Conclusion& conclusion) {
    return 1 == db.run(R"sql(
        insert into conclusion (partnership_id, evaluation_id, question, statement, written_by, written_at, version)
        values ($1, $2, $3, $4, $5, $6, 1)
            on conflict (partnership_id, evaluation_id, question) do update
           set statement = excluded.statement, written_by = excluded.written_by, written_at = excluded.written_at, version = conclusion.version + 1
         where conclusion.version = $7)sql",
                       partnership, evaluation, conclusion.question, conclusion.statement, conclusion.written_by, conclusion.written_at,
                       conclusion.version);
}

}  // namespace touchstone::evaluations
