#include "evaluations/scope_store.h"

#include "events/event_store.h"

namespace touchstone::evaluations {

db::Answer<std::vector<ScopeChoice>> ask_scope(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation,
                                               const std::string& indicator) {
    const auto gather = [](std::vector<ScopeChoice>& choices, const db::Row& row) {
        const auto of = row.get<std::string>("indicator");
        if (choices.empty() || choices.back().indicator != of)
            choices.push_back({of, row.get<Depth>("depth"), row.get<std::string>("reason")});
        if (const auto theme = row.maybe<int>("theme")) choices.back().themes.push_back(*theme);
    };
    return trip.gathered<std::vector<ScopeChoice>>(gather, R"sql(
        select c.indicator, c.depth, c.reason, t.theme
          from scope_choice c
          left join scope_theme t on t.partnership_id = c.partnership_id and t.evaluation_id = c.evaluation_id and t.indicator = c.indicator
         where c.partnership_id = $1 and c.evaluation_id = $2 and $3 in ('', c.indicator)
         order by c.indicator, t.theme)sql",
                                                   partnership, evaluation, indicator);
}

std::vector<ScopeChoice> list_scope(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return db::alone(db, ask_scope, partnership, evaluation, "");
}

void replace_scope(db::Write& db, const By& by, const EvaluationId& evaluation, const frameworks::Framework& framework,
                   const std::vector<ScopeChoice>& before, const std::vector<ScopeChoice>& after) {
    write_scope(db, by.partnership, evaluation, after);
    events::record(db, by,
                   {.verb = "changed_scope",
                    .kind = "evaluation",
                    .object = evaluation.text,
                    .before = as_json(framework, before),
                    .after = as_json(framework, after)});
}

void write_scope(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const std::vector<ScopeChoice>& choices) {
    for (const auto& choice : choices) {
        db.run(R"sql(
            insert into scope_choice (partnership_id, evaluation_id, indicator, depth, reason) values ($1, $2, $3, $4, $5)
                on conflict (partnership_id, evaluation_id, indicator) do update set depth = excluded.depth, reason = excluded.reason)sql",
               partnership, evaluation, choice.indicator, choice.depth, choice.reason);
        db.run("delete from scope_theme where partnership_id = $1 and evaluation_id = $2 and indicator = $3", partnership, evaluation,
               choice.indicator);
        for (const int theme : choice.themes)
            db.run("insert into scope_theme (partnership_id, evaluation_id, indicator, theme) values ($1, $2, $3, $4)", partnership,
                   evaluation, choice.indicator, theme);
    }
}

}  // namespace touchstone::evaluations
