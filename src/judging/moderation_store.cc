#include "judging/moderation_store.h"

#include <fmt/format.h>

#include "events/event_store.h"

namespace touchstone::judging {
namespace {

// Whether the first judgements of the indicator of {}'s row are laid open.
constexpr const char* is_revealed =
    "exists (select 1 from reveal r where r.partnership_id = {0}.partnership_id and r.evaluation_id = {0}.evaluation_id and r.indicator = "
    "{0}.indicator)";

std::string indicator_of(const db::Row& row) { return row.get<std::string>("indicator"); }

FirstJudgement read_first(const db::Row& row) {
    return {indicator_of(row),
            row.get<AccountId>("account_id"),
            row.get<std::string>("name"),
            row.get<Level>("level"),
            row.get<std::string>("rationale"),
            row.get<Confidence>("confidence"),
            row.get<Instant>("given_at"),
            row.get<int>("version")};
}

Placement read_placement(const db::Row& row) {
    return {row.get<int>("theme"), row.get<Position>("position"), row.get<AccountId>("account_id"), row.get<std::string>("name")};
}

}  // namespace

RoundAnswers ask_rounds(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation, const AccountId& who_looks,
                        const std::string& indicator) {
    static const auto seen_firsts = fmt::format(R"sql(
        select f.indicator, f.account_id, a.name, f.level, f.rationale, f.confidence, f.given_at, f.version
          from first_judgement f join account a on a.id = f.account_id
         where f.partnership_id = $1 and f.evaluation_id = $2 and $3 in ('', f.indicator) and (f.account_id = $4 or {})
         order by f.indicator, f.given_at, f.account_id)sql",
                                                fmt::format(fmt::runtime(is_revealed), "f"));
    return {trip.all([](const db::Row& row) { return std::pair(indicator_of(row), row.get<std::string>("name")); }, R"sql(
        select f.indicator, a.name from first_judgement f join account a on a.id = f.account_id
         where f.partnership_id = $1 and f.evaluation_id = $2 and $3 in ('', f.indicator)
         order by f.indicator, f.given_at, f.account_id)sql",
                     partnership, evaluation, indicator),
            trip.all(read_first, seen_firsts, partnership, evaluation, indicator, who_looks),
            trip.all(
                [](const db::Row& row) {
                    return std::pair(indicator_of(row), Reveal{row.get<std::string>("name"), row.get<Instant>("revealed_at")});
                },
                R"sql(
        select r.indicator, a.name, r.revealed_at from reveal r join account a on a.id = r.revealed_by
         where r.partnership_id = $1 and r.evaluation_id = $2 and $3 in ('', r.indicator))sql",
                partnership, evaluation, indicator),
            ask_judgements(trip, partnership, evaluation, indicator),
            trip.all(
                [](const db::Row& row) {
                    return std::pair(indicator_of(row), Moderation{row.get<std::string>("reason"), row.get<std::string>("dissent"),
                                                                   row.get<AccountId>("agreed_by"), row.get<std::string>("name"),
                                                                   row.get<Instant>("agreed_at")});
                },
                R"sql(
        select m.indicator, m.reason, m.dissent, m.agreed_by, a.name, m.agreed_at from moderation m join account a on a.id = m.agreed_by
         where m.partnership_id = $1 and m.evaluation_id = $2 and $3 in ('', m.indicator))sql",
                partnership, evaluation, indicator)};
}

std::map<std::string, Round> rounds_of(const RoundAnswers& answers) {
    std::map<std::string, Round> rounds;
    for (const auto& [indicator, name] : *answers.given) rounds[indicator].given.push_back(name);
    for (const auto& first : *answers.firsts) rounds[first.indicator].firsts.push_back(first);
    for (const auto& [indicator, reveal] : *answers.reveals) rounds[indicator].reveal = reveal;
    for (const auto& judged : *answers.agreed) rounds[judged.judgement.indicator].agreed = judged;
    for (const auto& [indicator, moderation] : *answers.moderations) rounds[indicator].moderation = moderation;
    return rounds;
}

std::map<std::string, Round> read_rounds(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation,
                                         const AccountId& who_looks) {
    db::Trip trip(db);
    const auto answers = ask_rounds(trip, partnership, evaluation, who_looks, "");
    trip.go();
    return rounds_of(answers);
}

db::Answer<std::vector<Placement>> ask_placements(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation,
                                                  const std::string& indicator, const AccountId& who_looks) {
    static const auto sql = fmt::format(R"sql(
        select p.theme, p.position, p.account_id, a.name from placement p join account a on a.id = p.account_id
         where p.partnership_id = $1 and p.evaluation_id = $2 and p.indicator = $3 and (p.account_id = $4 or {})
         order by p.theme, p.account_id)sql",
                                        fmt::format(fmt::runtime(is_revealed), "p"));
    return trip.all(read_placement, sql, partnership, evaluation, indicator, who_looks);
}

std::string indicator_is_open(const char* indicator) {
    return fmt::format(
        "(v.judging = 1 or exists (select 1 from reveal r where r.partnership_id = v.partnership_id and r.evaluation_id = v.id and "
        "r.indicator = {0}) "
        "or exists (select 1 from judgement j where j.partnership_id = v.partnership_id and j.evaluation_id = v.id and j.indicator = {0}))",
        indicator);
}

db::Answer<std::vector<std::string>> ask_given_alone(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation,
                                                     const AccountId& account) {
    return trip.all([](const db::Row& row) { return row.get<std::string>("indicator"); }, R"sql(
        select indicator from first_judgement where partnership_id = $1 and evaluation_id = $2 and account_id = $3
        union
        select indicator from reveal where partnership_id = $1 and evaluation_id = $2)sql",
                    partnership, evaluation, account);
}

namespace {
// In the history of the evaluation.
void note(db::Write& db, const By& by, const EvaluationId& evaluation, const char* verb, const std::string& indicator) {
    events::record(db, by, {.verb = verb, .kind = "evaluation", .object = evaluation.text, .part = indicator});
}
}  // namespace

// Where the last one was taken back, counting goes on from there.
bool record_first(db::Write& db, const By& by, const EvaluationId& evaluation, const FirstJudgement& first) {
    const auto now = db.first([](const db::Row& row) { return row.get<int>("version"); }, R"sql(
        select coalesce((select version from first_judgement
                          where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and account_id = $4),
                        (select max(version) + 1 from withdrawn_first
                          where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and account_id = $4), 0) as version)sql",
                              by.partnership, evaluation, first.indicator, first.by);
    if (now != first.version) return false;
    if (1 != db.run(R"sql(
        insert into first_judgement (partnership_id, evaluation_id, indicator, account_id, level, rationale, confidence, given_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $10)
            on conflict (partnership_id, evaluation_id, indicator, account_id) do update
           set level = excluded.level, rationale = excluded.rationale, confidence = excluded.confidence, given_at = excluded.given_at,
               version = first_judgement.version + 1
         where first_judgement.version = $9)sql",
                    by.partnership, evaluation, first.indicator, first.by, first.level, first.rationale, first.confidence, first.given_at,
                    first.version, first.version + 1))
        return false;
    note(db, by, evaluation, "judged_alone", first.indicator);
    return true;
}

void reveal(db::Write& db, const By& by, const EvaluationId& evaluation, const std::string& indicator) {
    db.run(R"sql(
        insert into reveal (partnership_id, evaluation_id, indicator, revealed_by, revealed_at) values ($1, $2, $3, $4, $5)
            on conflict (partnership_id, evaluation_id, indicator) do nothing)sql",
           by.partnership, evaluation, indicator, by.who, by.at);
    note(db, by, evaluation, "revealed", indicator);
}

bool record_agreed(db::Write& db, const By& by, const EvaluationId& evaluation, const frameworks::Framework& framework,
                   const Judgement* before, const Agreed& after) {
    const auto& [judgement, moderation] = after;
    if (!write_judgement(db, by.partnership, evaluation, judgement)) return false;
    db.run(R"sql(
        insert into moderation (partnership_id, evaluation_id, indicator, reason, dissent, agreed_by, agreed_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (partnership_id, evaluation_id, indicator) do update
           set reason = excluded.reason, dissent = excluded.dissent, agreed_by = excluded.agreed_by, agreed_at = excluded.agreed_at)sql",
           by.partnership, evaluation, judgement.indicator, moderation.reason, moderation.dissent, moderation.by, moderation.at);
    events::record(db, by,
                   {.verb = "agreed",
                    .kind = "evaluation",
                    .object = evaluation.text,
                    .part = judgement.indicator,
                    .before = before ? as_json(framework, *before) : std::string(),
                    .after = as_json(framework, after)});
    return true;
}

void record_placements(db::Write& db, const By& by, const EvaluationId& evaluation, const std::string& indicator,
                       const std::vector<Placement>& placements) {
    db.run("delete from placement where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and account_id = $4", by.partnership,
           evaluation, indicator, by.who);
    for (const auto& placement : placements)
        db.run(R"sql(
            insert into placement (partnership_id, evaluation_id, indicator, theme, account_id, position, placed_at) values ($1, $2, $3, $4, $5, $6, $7))sql",
               by.partnership, evaluation, indicator, placement.theme, by.who, placement.position, by.at);
    note(db, by, evaluation, "placed", indicator);
}

}  // namespace touchstone::judging
