#include "evaluations/moderation_store.h"

namespace touchstone::evaluations {
namespace {

void take(Round& round, const std::string& indicator, const db::Row& row) {
    const auto part = row.get<int>("part");
    const auto name = row.get<std::string>("name");
    const auto words = row.get<std::string>("words");
    const auto by = row.get<AccountId>("by_id");
    const auto at = row.get<Instant>("at");
    if (part == 1)
        round.given.push_back(name);
    else if (part == 2)
        round.firsts.push_back(
            {indicator, by, name, row.get<Level>("level"), words, row.get<Confidence>("confidence"), at, row.get<int>("version")});
    else if (part == 3)
        round.reveal = Reveal{name, at};
    else if (part == 4)
        round.agreed = Judged{{indicator, row.get<Level>("level"), words, row.get<Confidence>("confidence"), by, at,
                               row.get<int>("version"), row.get<std::string>("more")},
                              name};
    else
        round.moderation = Moderation{words, row.get<std::string>("more"), by, name, at};
}

}  // namespace

std::map<std::string, Round> read_rounds(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation,
                                         const AccountId& who_looks) {
    std::map<std::string, Round> rounds;
    db.each(
        [&](const db::Row& row) {
            const auto indicator = row.get<std::string>("indicator");
            take(rounds[indicator], indicator, row);
        },
        R"sql(
        select 1 as part, f.indicator, a.name, '' as words, '' as by_id, 0 as level, 0 as confidence, f.given_at as at, 0 as version, '' as more
          from first_judgement f join account a on a.id = f.account_id where f.partnership_id = $1 and f.evaluation_id = $2
        union all
        select 2, f.indicator, a.name, f.rationale, f.account_id, f.level, f.confidence, f.given_at, f.version, ''
          from first_judgement f join account a on a.id = f.account_id
         where f.partnership_id = $1 and f.evaluation_id = $2 and (f.account_id = $3 or exists (select 1 from reveal r
               where r.partnership_id = f.partnership_id and r.evaluation_id = f.evaluation_id and r.indicator = f.indicator))
        union all
        select 3, r.indicator, a.name, '', r.revealed_by, 0, 0, r.revealed_at, 0, ''
          from reveal r join account a on a.id = r.revealed_by where r.partnership_id = $1 and r.evaluation_id = $2
        union all
        select 4, j.indicator, a.name, j.rationale, j.judged_by, j.level, j.confidence, j.judged_at, j.version, j.caveat
          from judgement j join account a on a.id = j.judged_by where j.partnership_id = $1 and j.evaluation_id = $2
        union all
        select 5, m.indicator, a.name, m.reason, m.agreed_by, 0, 0, m.agreed_at, 0, m.dissent
          from moderation m join account a on a.id = m.agreed_by where m.partnership_id = $1 and m.evaluation_id = $2
         order by 1, 2, 8, 5)sql",
        partnership, evaluation, who_looks);
    return rounds;
}

// Where the last one was taken back, counting goes on from there.
bool record_first(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const FirstJudgement& first) {
    const auto now = db.first([](const db::Row& row) { return row.get<int>("version"); }, R"sql(
        select coalesce((select version from first_judgement
                          where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and account_id = $4),
                        (select max(version) + 1 from withdrawn_first
                          where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and account_id = $4), 0) as version)sql",
                              partnership, evaluation, first.indicator, first.by);
    if (now != first.version) return false;
    return 1 == db.run(R"sql(
        insert into first_judgement (partnership_id, evaluation_id, indicator, account_id, level, rationale, confidence, given_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $10)
            on conflict (partnership_id, evaluation_id, indicator, account_id) do update
           set level = excluded.level, rationale = excluded.rationale, confidence = excluded.confidence, given_at = excluded.given_at,
               version = first_judgement.version + 1
         where first_judgement.version = $9)sql",
                       partnership, evaluation, first.indicator, first.by, first.level, first.rationale, first.confidence, first.given_at,
                       first.version, first.version + 1);
}

void reveal(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const std::string& indicator,
            const AccountId& by, Instant now) {
    db.run(R"sql(
        insert into reveal (partnership_id, evaluation_id, indicator, revealed_by, revealed_at) values ($1, $2, $3, $4, $5)
            on conflict (partnership_id, evaluation_id, indicator) do nothing)sql",
           partnership, evaluation, indicator, by, now);
}

void record_moderation(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const std::string& indicator,
                       const Moderation& moderation) {
    db.run(R"sql(
        insert into moderation (partnership_id, evaluation_id, indicator, reason, dissent, agreed_by, agreed_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (partnership_id, evaluation_id, indicator) do update
           set reason = excluded.reason, dissent = excluded.dissent, agreed_by = excluded.agreed_by, agreed_at = excluded.agreed_at)sql",
           partnership, evaluation, indicator, moderation.reason, moderation.dissent, moderation.by, moderation.at);
}

void record_placements(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const std::string& indicator,
                       const std::vector<Placement>& placements, const AccountId& by, Instant now) {
    db.run("delete from placement where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and account_id = $4", partnership,
           evaluation, indicator, by);
    for (const auto& placement : placements)
        db.run(R"sql(
            insert into placement (partnership_id, evaluation_id, indicator, theme, account_id, position, placed_at) values ($1, $2, $3, $4, $5, $6, $7))sql",
               partnership, evaluation, indicator, placement.theme, by, placement.position, now);
}

}  // namespace touchstone::evaluations
