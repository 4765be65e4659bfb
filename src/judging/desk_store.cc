#include "judging/desk_store.h"

#include <fmt/format.h>

#include "conversations/conversation_store.h"
#include "evaluations/scope_store.h"
#include "evaluations/sight_store.h"
#include "evidence/sight_store.h"
#include "judging/conflict_store.h"
#include "judging/withdrawal_store.h"
#include "tasks/task_store.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

Below read_below(const db::Row& row) {
    return {{row.get<EvaluationId>("id"), row.get<std::string>("title")},
            row.get<std::string>("owner_name"),
            row.get<Extent>("extent") >= Extent::levels,
            row.get<int>("level"),
            row.get<bool>("is_evidence"),
            row.get<bool>("is_of_another")};
}

db::Answer<std::vector<Below>> ask_below(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation, const std::string& indicator) {
    static const auto sql = fmt::format(R"sql(
        select v.id, v.extent, coalesce(o.name, '') as owner_name,
               case when v.extent >= 2 then v.title else '' end as title,
               case when v.extent >= 2 then coalesce(j.level, 0) else 0 end as level,
               case when exists (select 1 from {0} where e.link like '%/evaluations/' || v.id) then 1 else 0 end as is_evidence,
               case when v.framework = {1} then 0 else 1 end as is_of_another
          from (select v.partnership_id, v.id, v.title, v.owner_id, y.id as framework, {2} as extent
                  from evaluation v join framework y on y.hash = v.framework_hash
                 where v.partnership_id = $1 and v.parent_id = $7) v
          left join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id and j.indicator = $8 and v.framework = {1}
          left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id
         order by v.id)sql",
                                        used_evidence, framework_of_evaluation, evaluation_extent());
    return trip.all(read_below, sql, sight, evaluation, indicator);
}

}  // namespace

DeskFacts read_desk(db::Read& db, const Sight& sight, const EvaluationId& evaluation, const std::string& indicator,
                    const AccountId& who_looks) {
    const auto& partnership = sight.partnership;
    db::Trip trip(db);
    const auto scope = ask_scope(trip, partnership, evaluation, indicator);
    const auto findings = ask_on_themes_of(trip, sight, evaluation, indicator);
    const auto not_shared = ask_not_shared_on(trip, sight, evaluation, indicator);
    const auto placements = ask_placements(trip, partnership, evaluation, indicator, who_looks);
    const auto decisions = ask_decisions(trip, partnership, evaluation, indicator);
    const auto rounds = ask_rounds(trip, partnership, evaluation, who_looks, indicator);
    const auto below = ask_below(trip, sight, evaluation, indicator);
    const auto withdrawn = ask_withdrawal(trip, partnership, evaluation, indicator);
    const auto own_withdrawn = ask_first_withdrawal(trip, partnership, evaluation, indicator, who_looks);
    const auto tasks = tasks::ask_tasks(trip, partnership, evaluation);
    const auto talk = conversations::ask_conversations(trip, partnership, {conversations::Kind::indicator, evaluation.text, indicator});
    trip.go();
    auto round = rounds_of(rounds)[indicator];
    std::erase_if(*tasks, [&](const tasks::Task& task) { return task.is_done() || !task.is_about(indicator); });
    return {.choice = scope->empty() ? std::nullopt : std::optional(scope->front()),
            .judged = std::exchange(round.agreed, std::nullopt),
            .findings = std::move(*findings),
            .not_shared = std::move(*not_shared),
            .placements = std::move(*placements),
            .decisions = std::move(*decisions),
            .round = std::move(round),
            .below = std::move(*below),
            .withdrawn = std::move(*withdrawn),
            .own_withdrawn = std::move(*own_withdrawn),
            .talk = conversations::conversations_of(talk),
            .tasks = std::move(*tasks)};
}

}  // namespace touchstone::judging
