#include "judging/withdrawal_store.h"

#include "evaluations/levels_due_store.h"
#include "events/event_store.h"

namespace touchstone::judging {
namespace {

Withdrawal read_withdrawal(const db::Row& row) {
    Judgement was;
    was.level = row.get<Level>("level");
    was.rationale = row.get<std::string>("rationale");
    was.confidence = row.get<Confidence>("confidence");
    was.caveat = row.get<std::string>("caveat");
    return {row.get<std::string>("indicator"),
            row.get<std::string>("reason"),
            row.get<AccountId>("by_id"),
            row.get<std::string>("name"),
            row.get<Instant>("at"),
            row.get<int>("version"),
            draft_of(was)};
}

}  // namespace

db::Answer<std::optional<Withdrawal>> ask_withdrawal(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation,
                                                     const std::string& indicator) {
    return trip.first(read_withdrawal, R"sql(
        select w.indicator, w.reason, w.withdrawn_by as by_id, a.name, w.withdrawn_at as at, w.version, w.level, w.rationale,
               w.confidence, w.caveat
          from withdrawn_judgement w join account a on a.id = w.withdrawn_by
         where w.partnership_id = $1 and w.evaluation_id = $2 and w.indicator = $3
         order by w.version desc limit 1)sql",
                      partnership, evaluation, indicator);
}

db::Answer<std::optional<Withdrawal>> ask_first_withdrawal(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation,
                                                           const std::string& indicator, const AccountId& whose) {
    return trip.first(read_withdrawal, R"sql(
        select w.indicator, w.reason, w.account_id as by_id, a.name, w.withdrawn_at as at, w.version, w.level, w.rationale,
               w.confidence, '' as caveat
          from withdrawn_first w join account a on a.id = w.account_id
         where w.partnership_id = $1 and w.evaluation_id = $2 and w.indicator = $3 and w.account_id = $4
         order by w.version desc limit 1)sql",
                      partnership, evaluation, indicator, whose);
}

bool withdraw_judgement(db::Write& db, const By& by, const EvaluationId& evaluation, const frameworks::Framework& framework,
                        const Judgement& before, const Withdrawal& withdrawal) {
    const auto& [indicator, reason, who, who_name, at, version, was] = withdrawal;
    if (1 != db.run(R"sql(
        insert into withdrawn_judgement (partnership_id, evaluation_id, indicator, version, level, rationale, confidence, caveat, judged_by,
                                         judged_at, reason, withdrawn_by, withdrawn_at)
        select partnership_id, evaluation_id, indicator, version, level, rationale, confidence, caveat, judged_by, judged_at,
               cast($5 as text), cast($6 as text), cast($7 as bigint)
          from judgement where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and version = $4)sql",
                    by.partnership, evaluation, indicator, version, reason, who, at))
        return false;
    evaluations::due_for_counting(db, by.partnership, evaluation);
    for (const auto* sql : {"delete from judgement where partnership_id = $1 and evaluation_id = $2 and indicator = $3",
                            "delete from moderation where partnership_id = $1 and evaluation_id = $2 and indicator = $3"})
        db.run(sql, by.partnership, evaluation, indicator);
    events::record(db, by,
                   {.verb = "withdrew_judgement",
                    .kind = "evaluation",
                    .object = evaluation.text,
                    .part = indicator,
                    .before = as_json(framework, before),
                    .after = as_json(withdrawal)});
    return true;
}

bool withdraw_first_judgement(db::Write& db, const By& by, const EvaluationId& evaluation, const Withdrawal& withdrawal) {
    const auto& [indicator, reason, who, who_name, at, version, was] = withdrawal;
    if (1 != db.run(R"sql(
        insert into withdrawn_first (partnership_id, evaluation_id, indicator, account_id, version, level, rationale, confidence, given_at,
                                     reason, withdrawn_at)
        select partnership_id, evaluation_id, indicator, account_id, version, level, rationale, confidence, given_at, cast($6 as text),
               cast($7 as bigint)
          from first_judgement
         where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and account_id = $4 and version = $5)sql",
                    by.partnership, evaluation, indicator, who, version, reason, at))
        return false;
    db.run("delete from first_judgement where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and account_id = $4",
           by.partnership, evaluation, indicator, who);
    events::record(
        db, by,
        {.verb = "withdrew_first", .kind = "evaluation", .object = evaluation.text, .part = indicator, .after = as_json(withdrawal)});
    return true;
}

}  // namespace touchstone::judging
