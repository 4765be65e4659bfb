// Everything that is known already on one page, before anybody gathers or judges anything (part 3.4).
#include <algorithm>

#include "evaluations/evaluation_pages.h"
#include "evaluations/known_store.h"
#include "evaluations/parts_pages.h"
#include "frameworks/framework_store.h"

namespace touchstone::evaluations {
namespace {

using frameworks::Framework;
using web::text;

constexpr std::size_t columns_max = 4;  // evaluations side by side

std::string owner_word(const KnownEvaluation& known) {
    return known.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : known.owner_name;
}

web::List evaluation_cards(const KnownBefore& known) {
    web::List cards;
    for (const auto& each : known.evaluations)
        cards.push_back(web::Object{
            {"href", address_of(each.id)},
            {"title", each.title},
            {"about",
             text("evaluations.kind." + name_of(each.kind)) + ", " + owner_word(each) + ", " + period_in_words(each.from, each.to)},
            {"state", text(each.is_finished ? "evaluations.state.finished" : "evaluations.state.under_way")},
            {"gap", each.shows_levels ? web::Data(false) : web::Data(text("evaluations.known.no_levels", {{"owner", owner_word(each)}}))}});
    return cards;
}

// Levels as they were awarded, side by side; nothing is put together from them.
web::Data levels_table(const Framework& framework, const KnownBefore& known) {
    std::vector<const KnownEvaluation*> shown;
    for (const auto& each : known.evaluations)
        if (!each.levels.empty() && shown.size() < columns_max) shown.push_back(&each);
    if (shown.empty()) return false;
    web::Table table{.id = "known_levels",
                     .caption = text("evaluations.known.levels"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = false,
                     .csv = "levels.csv"};
    table.heads.push_back({text("evaluations.conclusion.indicator"), {}});
    for (const auto* each : shown) table.heads.push_back({each->title, {}});
    for (const auto& indicator : framework.indicators) {
        std::vector<web::Cell> row{{indicator.code + " " + indicator.title, {}}};
        bool any = false;
        for (const auto* each : shown) {
            const auto level = each->levels.find(indicator.code);
            const bool judged = level != each->levels.end();
            any |= judged;
            row.push_back({judged ? std::to_string(level->second) + " " + level_word(framework, level->second) : "", {}});
        }
        if (any) table.rows.push_back(std::move(row));
    }
    return web::table(table);
}

web::Data items_table(const Framework& framework, const KnownBefore& known, Date today, bool is_stale) {
    web::Table table{.id = is_stale ? "stale" : "fresh",
                     .caption = text(is_stale ? "evaluations.known.stale" : "evaluations.known.fresh"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = true,
                     .csv = {}};
    for (const auto* head : {"item", "source", "period", "age", "used"})
        table.heads.push_back({text(std::string("evaluations.known.head.") + head), {}});
    for (const auto& [item, is_used] : known.items) {
        const bool old = currency_of(age_in_months(item.to, today), half_life_in_months(framework, item.source)) == Currency::stale;
        if (old != is_stale) continue;
        table.rows.push_back({{item.title, "/evidence/" + item.id.text},
                              {source_word(framework, item.source), {}},
                              {period_in_words(item.from, item.to), {}},
                              {currency_in_words(framework, item, today), {}},
                              {is_used ? text("evaluations.known.is_used") : "", {}}});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto evaluation = find_evaluation(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"));
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto known = read_known(db, visit.sight(), evaluation->id);
    const auto today = looked_at(*evaluation, visit.now);
    return evaluation_page("evaluations/known", text("evaluations.known.title"), *evaluation,
                           {{"header", web::header("", text("evaluations.known.title"), text("evaluations.known.lead"))},
                            {"evaluations", evaluation_cards(known)},
                            {"no_evaluations", known.evaluations.empty()},
                            {"levels", levels_table(framework, known)},
                            {"fresh", items_table(framework, known, today, false)},
                            {"stale", items_table(framework, known, today, true)},
                            {"no_items", known.items.empty()},
                            {"scope", visit.may(Ability::evaluate, "evaluation")
                                          ? web::Data(web::link(address_of(evaluation->id) + "/scope", text("evaluations.known.to_scope")))
                                          : web::Data(false)}});
}

}  // namespace

void add_known_pages(web::Router& router) { router.get("/evaluations/{evaluation}/known", may::read, show); }

}  // namespace touchstone::evaluations
