// The list of evaluations: how far each has come.
#include <algorithm>

#include "base/word_search.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/sharing_store.h"
#include "web/lists.h"
#include "workspace/list_store.h"
#include "workspace/pages.h"

namespace touchstone::workspace {

using namespace evaluations;
namespace {

using web::text;

std::string owner_word(const EvaluationSummary& summary) {
    return summary.evaluation.owner.is_empty() ? text("evaluations.sharing.whole_partnership") : summary.evaluation.owner_name;
}

std::string number_if(bool is_shared, int number) { return is_shared ? std::to_string(number) : text("evaluations.sharing.not_shared"); }

// Partners that show nothing are named: a gap, never silence.
std::string silent_partners(const web::Visit& visit, db::Read& db, const std::vector<EvaluationSummary>& evaluations) {
    const auto own = visit.sight().organisations;
    std::vector<std::string> names;
    for (const auto& partner : list_partners(db, visit.actor.partnership, {})) {
        const bool shows = std::ranges::any_of(evaluations, [&](const auto& summary) { return summary.evaluation.owner == partner.id; });
        if (!shows && own.find("," + partner.id.text + ",") == std::string::npos) names.push_back(partner.name);
    }
    std::ranges::sort(names, web::comes_before);
    return names.empty() || !is_member(visit.actor) ? std::string()
                                                    : text("evaluations.sharing.silent", {{"names", web::listed_apart(names)}});
}

// To the list with the archived ones in it, or without; false where there are none.
web::Data archived_link(const std::vector<EvaluationSummary>& evaluations, bool are_shown) {
    const auto count = std::ranges::count_if(evaluations, [](const auto& summary) { return summary.evaluation.archived_at.has_value(); });
    if (count == 0) return false;
    return are_shown ? web::link("/evaluations", text("evaluations.list.hide_archived"))
                     : web::link("/evaluations?archived=yes", web::counted("evaluations.list.show_archived", static_cast<int>(count)));
}

std::string state_word(const Evaluation& evaluation) {
    return text(evaluation.archived_at     ? "evaluations.state.archived"
                : evaluation.is_finished() ? "evaluations.state.finished"
                                           : "evaluations.state.under_way");
}

// Those whose titles hold the words.
web::Table table_of(const std::vector<EvaluationSummary>& evaluations, const std::vector<std::string>& words, bool shows_archived) {
    web::Table table{.id = "evaluations",
                     .caption = text("evaluations.list.caption"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = true,
                     .csv = "evaluations.csv"};
    for (const auto* column : {"title", "owner", "kind", "period", "state"})
        table.heads.push_back({text(std::string("evaluations.list.") + column), {}});
    for (const auto* column : {"scope", "judged", "evidence"})
        table.heads.push_back({text(std::string("evaluations.list.") + column), {}, true});
    for (const auto& summary : evaluations) {
        const auto& evaluation = summary.evaluation;
        if (!holds_words(evaluation.title, words)) continue;
        if (evaluation.archived_at && !shows_archived) continue;
        table.rows.push_back({{evaluation.title, address_of(evaluation.id)},
                              {owner_word(summary), {}},
                              {text("evaluations.kind." + name_of(evaluation.kind)), {}},
                              {period_in_words(evaluation.from, evaluation.to), {}},
                              {state_word(evaluation), {}},
                              {number_if(summary.extent >= Extent::levels, summary.in_scope), {}, true},
                              {number_if(summary.extent >= Extent::levels, summary.judged), {}, true},
                              {number_if(summary.extent == Extent::all, summary.evidence), {}, true}});
    }
    return table;
}

web::Response list(const web::Visit& visit, db::Read& db) {
    const auto evaluations = list_evaluations(db, visit.sight());
    const auto wanted = web::narrowed(visit);
    // A search looks there, too.
    const bool shows_archived = visit.query.text("archived") == "yes" || !wanted.words.empty();
    const auto table = table_of(evaluations, wanted.words, shows_archived);
    const bool may_start = may::evaluate.holds(visit.actor);
    const auto start = may_start ? web::Data(web::link("/evaluations/start", text("evaluations.list.start"))) : web::Data(false);
    auto response = web::page(
        "workspace/list", text("evaluations.list.title"),
        {{"header", web::header("", text("evaluations.list.title"), text("evaluations.list.lead"))},
         {"narrowing", evaluations.empty()
                           ? web::Data(false)
                           : web::narrowing(wanted, "/evaluations", text("search.list.evaluations"), static_cast<int>(table.rows.size()))},
         {"table", table.rows.empty() ? web::Data(false) : web::Data(web::table(table))},
         {"nothing", evaluations.empty() ? web::Data(web::empty_state(text("app.home.nothing"), text("evaluations.list.nothing_what"),
                                                                      text("app.home.nothing_why"), start))
                                         : web::Data(false)},
         {"sharing", !visit.actor.works_alone},
         {"archived", archived_link(evaluations, shows_archived)},
         {"silent", web::or_false(silent_partners(visit, db, evaluations))},
         {"start", evaluations.empty() ? web::Data(false) : start}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

}  // namespace

void add_list_pages(web::Router& router) { router.get("/evaluations", may::read, list); }

}  // namespace touchstone::workspace
