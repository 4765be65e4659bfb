#include "conclusions/whole_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "evaluations/scope_store.h"
#include "evaluations/sight_store.h"
#include "judging/conflict_store.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

// What the evaluation that this one goes on from came to, where it is shared with the one who looks.
db::Answer<std::vector<std::pair<std::string, LastTime>>> ask_last_time(db::Trip& trip, const Sight& sight,
                                                                        const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        select j.indicator, j.level, j.confidence, j.caveat
          from evaluation w join evaluation v on v.partnership_id = w.partnership_id and v.id = w.continues_id
          join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id
         where w.partnership_id = $1 and w.id = $7 and {} >= 2)sql",
                                        evaluation_extent());
    return trip.all(
        [](const db::Row& row) {
            return std::pair(row.get<std::string>("indicator"),
                             LastTime{row.get<int>("level"), row.get<Confidence>("confidence"), row.get<std::string>("caveat")});
        },
        sql, sight, evaluation);
}

}  // namespace

const Figure* Whole::figure(const FigureId& id) const {
    const auto found = std::ranges::find(figures, id, &Figure::id);
    return found == figures.end() ? nullptr : &*found;
}

int Whole::items_not_shared() const {
    int items = 0;
    for (const auto& gap : not_shared) items += gap.items;
    return items;
}

Whole read_whole(db::Read& db, const Sight& sight, const EvaluationId& evaluation, const std::string& besides) {
    const auto& partnership = sight.partnership;
    db::Trip trip(db);
    const auto scope = ask_scope(trip, partnership, evaluation);
    const auto judgements = ask_judgements(trip, partnership, evaluation);
    const auto last_time = ask_last_time(trip, sight, evaluation);
    const auto conclusions = ask_conclusions(trip, partnership, evaluation);
    const auto drawn_in = ask_drawn_in(trip, partnership, evaluation);
    const auto findings = ask_on_themes(trip, sight, evaluation, besides);
    const auto decisions = ask_decisions(trip, partnership, evaluation);
    const auto factors = ask_factors(trip, partnership, evaluation);
    const auto figures = ask_figures_used(trip, sight, evaluation, besides);
    const auto ties = ask_ties(trip, partnership, evaluation);
    const auto not_shared = ask_not_shared(trip, sight, evaluation, besides);
    const auto services = ask_services_of(trip, partnership, evaluation);
    const auto children_parts = ask_children_parts(trip, partnership, evaluation);
    const auto name = trip.one([](const db::Row& row) { return row.get<std::string>("name"); },
                               "select name from partnership where id = $1", partnership);
    trip.go();
    Whole whole;
    for (auto& choice : *scope) whole.scope[choice.indicator] = std::move(choice);
    for (auto& judged : *judgements) whole.judgements[judged.judgement.indicator] = std::move(judged);
    whole.last_time.insert(last_time->begin(), last_time->end());
    for (auto& concluded : *conclusions) whole.conclusions[text_of(concluded.conclusion.part)] = std::move(concluded);
    for (const auto& [part, finding] : *drawn_in)
        if (const auto found = whole.conclusions.find(part); found != whole.conclusions.end())
            found->second.conclusion.findings.push_back(finding);
    whole.findings = std::move(*findings);
    whole.decisions = std::move(*decisions);
    whole.factors = std::move(*factors);
    whole.figures = std::move(*figures);
    whole.ties = std::move(*ties);
    whole.not_shared = std::move(*not_shared);
    whole.services = std::move(*services);
    whole.children_parts = std::move(*children_parts);
    whole.partnership = std::move(*name);
    return whole;
}

}  // namespace touchstone::conclusions
