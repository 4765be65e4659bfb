#include "workspace/workspace_store.h"

#include <fmt/format.h>

#include "conclusions/conclusion_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/scope_store.h"
#include "evaluations/sight_store.h"
#include "evidence/evidence_row_store.h"
#include "evidence/sight_store.h"
#include "judging/judgement_store.h"
#include "judging/moderation_store.h"
#include "measures/reading_store.h"
#include "tasks/task_store.h"
#include "workspace/proposal_store.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
namespace {

struct OnLine {
    ThemeRef theme;
    Line line;
};
db::Answer<std::vector<OnLine>> ask_lines(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql =
        fmt::format(R"sql(
        {}
        select distinct t.indicator, t.theme, {}
          from e {}
         where f.kind <> {}
         order by t.indicator, t.theme, e.line, e.id)sql",
                    with_used_evidence(evidence_is_there()), line_columns, findings_on_themes(), static_cast<int>(FindingKind::context));
    return trip.all([](const db::Row& row) { return OnLine{{row.get<std::string>("indicator"), row.get<int>("theme")}, read_line(row)}; },
                    sql, sight, evaluation);
}

db::Answer<int> ask_evidence_count(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format("select count(*) as items from {} where {}", used_evidence, evidence_is_there());
    return trip.one([](const db::Row& row) { return row.get<int>("items"); }, sql, sight, evaluation);
}

// The one that it is part of, and its own parts, with what each is under.
db::Answer<std::vector<std::pair<EvaluationId, Related>>> ask_related(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        select v.id, v.title, v.level, v.parent_id
          from evaluation v
         where v.partnership_id = $1 and {} > 0
           and v.id in (select id from evaluation where partnership_id = $1 and parent_id = $7
                        union all select parent_id from evaluation where partnership_id = $1 and id = $7)
         order by v.id)sql",
                                        evaluation_extent());
    return trip.all(
        [](const db::Row& row) {
            return std::pair(row.maybe<EvaluationId>("parent_id").value_or(EvaluationId{}),
                             Related{row.get<EvaluationId>("id"), row.get<std::string>("title"), row.get<ServiceLevel>("level")});
        },
        sql, sight, evaluation);
}

}  // namespace

Workspace read_workspace(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    db::Trip trip(db);
    const auto scope = ask_scope(trip, sight.partnership, evaluation);
    const auto judgements = ask_judgements(trip, sight.partnership, evaluation);
    const auto given_alone = ask_given_alone(trip, sight.partnership, evaluation, sight.account);
    const auto lines = ask_lines(trip, sight, evaluation);
    const auto conclusions = ask_conclusions(trip, sight.partnership, evaluation);
    const auto tasks = tasks::ask_tasks(trip, sight.partnership, evaluation);
    const auto evidence = ask_evidence_count(trip, sight, evaluation);
    const auto services = ask_services_of(trip, sight.partnership, evaluation);
    const auto not_shared = ask_not_shared(trip, sight, evaluation);
    const auto related = ask_related(trip, sight, evaluation);
    const auto weaknesses = ask_weaknesses(trip, sight, evaluation);
    const auto readings = measures::ask_readings(trip, sight, measures::on_themes_of(evaluation));
    const auto answers = ask_scope_answers(trip, sight, evaluation);
    trip.go();
    Workspace workspace;
    for (auto& choice : *scope) workspace.scope[choice.indicator] = std::move(choice);
    for (auto& judged : *judgements) {
        workspace.levels[judged.judgement.indicator] = static_cast<int>(judged.judgement.level);
        workspace.judgements[judged.judgement.indicator] = std::move(judged.judgement);
    }
    for (auto& [theme, line] : *lines) workspace.lines[theme].push_back(std::move(line));
    for (auto& [theme, of_theme] : workspace.lines) of_theme = distinct(of_theme);
    for (const auto& concluded : *conclusions) workspace.concluded.insert(text_of(concluded.conclusion.part));
    workspace.given_alone.insert(given_alone->begin(), given_alone->end());
    workspace.tasks = std::move(*tasks);
    workspace.evidence = *evidence;
    workspace.services = std::move(*services);
    workspace.not_shared = std::move(*not_shared);
    for (auto& [parent, one] : *related) (parent == evaluation ? workspace.below : workspace.above).push_back(std::move(one));
    workspace.weaknesses = std::move(*weaknesses);
    workspace.readings = readings.readings();
    workspace.answers = answers.latest_first();
    return workspace;
}

}  // namespace touchstone::workspace
