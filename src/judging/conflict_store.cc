#include "judging/conflict_store.h"

#include <fmt/ranges.h>

#include "base/text.h"
#include "evaluations/scope_store.h"
#include "events/event_store.h"

namespace touchstone::judging {

using namespace evaluations;

namespace {

Decision read_decision(const db::Row& row) {
    const auto follow = row.get<std::string>("follow");
    return {{row.get<std::string>("indicator"), row.get<int>("theme")},
            row.get<ConflictState>("state"),
            row.get<std::string>("words"),
            follow.empty() ? std::vector<std::string>{} : split(follow, ','),
            row.get<std::string>("findings"),
            row.get<AccountId>("decided_by"),
            row.get<std::string>("name"),
            row.get<Instant>("decided_at"),
            row.get<int>("version")};
}

}  // namespace

db::Answer<std::vector<Decision>> ask_decisions(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation,
                                                const std::string& indicator) {
    return trip.all(read_decision, R"sql(
        select c.indicator, c.theme, c.state, c.words, c.follow, c.findings, c.decided_by, c.decided_at, c.version, a.name
          from conflict c join account a on a.id = c.decided_by
         where c.partnership_id = $1 and c.evaluation_id = $2 and $3 in ('', c.indicator)
         order by c.indicator, c.theme)sql",
                    partnership, evaluation, indicator);
}

std::vector<Decision> list_decisions(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return db::alone(db, ask_decisions, partnership, evaluation, "");
}

bool record_decision(db::Write& db, const By& by, const EvaluationId& evaluation, const Decision* before, const Decision& after) {
    if (1 != db.run(R"sql(
        insert into conflict (partnership_id, evaluation_id, indicator, theme, state, words, follow, findings, decided_by, decided_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)
            on conflict (partnership_id, evaluation_id, indicator, theme) do update
           set state = excluded.state, words = excluded.words, follow = excluded.follow, findings = excluded.findings,
               decided_by = excluded.decided_by, decided_at = excluded.decided_at, version = conflict.version + 1
         where conflict.version = $11)sql",
                    by.partnership, evaluation, after.theme.indicator, after.theme.theme, after.state, after.words,
                    fmt::format("{}", fmt::join(after.follow, ",")), after.findings, after.decided_by, after.decided_at, after.version))
        return false;
    events::record(db, by,
                   {.verb = "decided_conflict",
                    .kind = "evaluation",
                    .object = evaluation.text,
                    .part = text_of(after.theme),
                    .before = before ? as_json(*before) : std::string(),
                    .after = as_json(after)});
    return true;
}

void carry_decisions(db::Write& db, const PartnershipId& partnership, const EvaluationId& last, const EvaluationId& next) {
    db.run(R"sql(
        insert into conflict (partnership_id, evaluation_id, indicator, theme, state, words, follow, findings, decided_by, decided_at, version)
        select partnership_id, $3, indicator, theme, state, words, follow, findings, decided_by, decided_at, 1
          from conflict where partnership_id = $1 and evaluation_id = $2)sql",
           partnership, last, next);
}

void fit_decisions(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation,
                   const frameworks::Framework& framework) {
    for (const auto& choice : list_scope(db, partnership, evaluation)) {
        const auto* indicator = frameworks::find_indicator(framework, choice.indicator);
        const int themes = indicator ? static_cast<int>(indicator->themes.size()) : 0;
        db.run("delete from conflict where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and theme > $4", partnership,
               evaluation, choice.indicator, themes);
    }
}

}  // namespace touchstone::judging
