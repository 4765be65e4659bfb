// Everything that is known already on one page, before anybody gathers or judges anything (part 3.4).
#include <algorithm>

#include "cycles/cycle_pages.h"
#include "cycles/known_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "measures/measure_words_pages.h"
#include "measures/reading_words_pages.h"
#include "web/form_reader.h"
#include "web/lists.h"

namespace touchstone::cycles {
namespace {

using namespace evaluations;
using namespace evidence;
using frameworks::Framework;
using web::text;

constexpr std::size_t columns_max = 4;  // evaluations side by side

std::string owner_word(const KnownEvaluation& known) {
    return known.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : known.owner_name;
}

web::Data gap_of(const KnownEvaluation& known) {
    if (!known.shows_levels) return text("cycles.known.no_levels", {{"owner", owner_word(known)}});
    return known.is_of_another ? web::Data(text("cycles.known.other_framework")) : web::Data(false);
}

web::List evaluation_cards(const KnownBefore& known) {
    web::List cards;
    for (const auto& each : known.evaluations)
        cards.push_back(web::Object{
            {"href", address_of(each.id)},
            {"title", each.title},
            {"about", web::listed({text("evaluations.kind." + name_of(each.kind)), owner_word(each), period_in_words(each.from, each.to)})},
            {"state", text(each.is_finished ? "evaluations.state.finished" : "evaluations.state.under_way")},
            {"gap", gap_of(each)}});
    return cards;
}

// Levels as they were awarded, side by side; nothing is put together from them.
web::Data levels_table(const Framework& framework, const KnownBefore& known) {
    std::vector<const KnownEvaluation*> shown;
    for (const auto& each : known.evaluations)
        if (!each.levels.empty() && shown.size() < columns_max) shown.push_back(&each);
    if (shown.empty()) return false;
    web::Table table{
        .id = "known_levels", .caption = text("cycles.known.levels"), .heads = {}, .rows = {}, .is_sortable = false, .csv = "levels.csv"};
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

web::Cell use_cell(const Evidence& item, bool is_used, const std::string& choosing) {
    if (is_used) return {text("cycles.known.is_used"), {}};
    if (choosing.empty()) return {};
    return {text("cycles.known.use_it"), choosing + "&q=" + web::percent_encoded(item.title)};
}

// `choosing`: where an item is brought into the evaluation; empty for those who may not.
web::Data items_table(const Framework& framework, const KnownBefore& known, Date today, bool is_stale, const std::string& choosing) {
    web::Table table{.id = is_stale ? "stale" : "fresh",
                     .caption = text(is_stale ? "cycles.known.stale" : "cycles.known.fresh"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = true,
                     .csv = {}};
    for (const auto* head : {"item", "source", "period", "age", "used"})
        table.heads.push_back({text(std::string("cycles.known.head.") + head), {}});
    for (const auto& [item, is_used] : known.items) {
        const bool old = currency_of(age_in_months(item.to, today), half_life_in_months(framework, item.source)) == Currency::stale;
        if (old != is_stale) continue;
        table.rows.push_back({{item.title, "/evidence/" + item.id.text},
                              {source_word(framework, item.source), {}},
                              {period_in_words(item.from, item.to), {}},
                              {currency_in_words(framework, item, today), {}},
                              use_cell(item, is_used, choosing)});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

// What plans are doing already about what those evaluations found.
web::Data actions_table(const KnownBefore& known, Date today) {
    web::Table table{
        .id = "known_actions", .caption = text("cycles.known.actions"), .heads = {}, .rows = {}, .is_sortable = true, .csv = {}};
    for (const auto* head : {"action", "plan", "lead", "due", "state"})
        table.heads.push_back({text(std::string("cycles.known.head.") + head), {}});
    for (const auto& action : known.actions) {
        const auto state = web::listed({text("plans.action.state." + name_of(action.state)),
                                        action.due && *action.due < today ? text("plans.list.overdue") : std::string()});
        table.rows.push_back({{action.title, "/action-points/" + action.id.text},
                              {action.plan_title, {}},
                              {action.lead_name, {}},
                              {action.due ? in_words(*action.due) : text("plans.no_day"), {}},
                              {state, {}}});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

web::Data measures_table(const KnownBefore& known) {
    web::Table table{
        .id = "known_measures", .caption = text("cycles.known.measures"), .heads = {}, .rows = {}, .is_sortable = true, .csv = {}};
    for (const auto* head : {"measure", "was", "latest", "aim"})
        table.heads.push_back({text(std::string("cycles.known.head.") + head), {}});
    const auto with_unit = [](const std::string& number, const KnownMeasure& measure) {
        return number.empty() ? text("plans.target.unknown") : number + (measure.unit.starts_with('%') ? "" : " ") + measure.unit;
    };
    for (const auto& measure : known.measures) {
        const auto read = std::ranges::find(known.readings, measure.read_from, [](const KnownReading& it) { return it.reading.id; });
        const auto latest =
            !measure.read_from.is_empty() && read != known.readings.end()
                ? measures::latest_in_words(read->reading)
                : web::listed({with_unit(measure.latest, measure), measure.measured_on ? in_words(*measure.measured_on) : std::string()});
        table.rows.push_back({{measure.measure, "/objectives/" + measure.objective.text},
                              {with_unit(measure.baseline, measure), {}},
                              {latest, {}},
                              {with_unit(measure.aim, measure), {}}});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

// Of a measure that is no evidence yet, the way leads to where it is made into some.
web::Cell use_cell(const KnownReading& known, const std::string& choosing) {
    const auto& reading = known.reading;
    if (known.is_evidence) {
        Evidence item;
        item.title = reading.definition.title;
        return use_cell(item, known.is_used, choosing);
    }
    if (choosing.empty() || reading.latest() == nullptr) return {};
    return {text("cycles.known.make_evidence"), measures::address_of(reading.id) + "#evidence"};
}

// What measures say of the framework's themes: each with its latest figure and what its chart bears.
web::Data readings_table(const Framework& framework, const KnownBefore& known, const std::string& choosing) {
    if (known.readings.empty()) return false;
    web::Table table{
        .id = "known_readings", .caption = text("cycles.known.readings"), .heads = {}, .rows = {}, .is_sortable = true, .csv = {}};
    for (const auto* head : {"measure", "latest", "said", "about", "used"})
        table.heads.push_back({text(std::string("cycles.known.head.") + head), {}});
    for (const auto& each : known.readings)
        table.rows.push_back({{measures::title_of(each.reading), measures::address_of(each.reading.id)},
                              {measures::latest_in_words(each.reading), {}},
                              {measures::sentence_of(each.reading), {}},
                              {web::listed(each.reading.indicators(framework.id)), {}},
                              use_cell(each, choosing)});
    return web::table(table);
}

std::vector<measures::Reading> readings_of(const KnownBefore& known) {
    std::vector<measures::Reading> readings;
    for (const auto& each : known.readings) readings.push_back(each.reading);
    return readings;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto known = read_known(db, visit.sight(), evaluation->id);
    const auto today = looked_at(*evaluation, visit.now);
    const bool may_use = visit.may(Ability::evaluate, "evaluation") && !evaluation->is_finished();
    const auto choosing = may_use ? address_of(evaluation->id) + "/evidence?choose=yes" : std::string();
    return evaluation_page("cycles/known", text("cycles.known.title"), *evaluation,
                           {{"header", web::header("", text("cycles.known.title"), text("cycles.known.lead"))},
                            {"evaluations", evaluation_cards(known)},
                            {"no_evaluations", known.evaluations.empty()},
                            {"levels", levels_table(framework, known)},
                            {"fresh", items_table(framework, known, today, false, choosing)},
                            {"stale", items_table(framework, known, today, true, choosing)},
                            {"no_items", known.items.empty()},
                            {"pictures", measures::small_pictures("known_measures_pictures", readings_of(known))},
                            {"readings", readings_table(framework, known, choosing)},
                            {"actions", actions_table(known, today)},
                            {"measures", measures_table(known)},
                            {"scope", may_use ? web::Data(web::link(address_of(evaluation->id) + "/scope", text("cycles.known.to_scope")))
                                              : web::Data(false)}});
}

}  // namespace

void add_known_pages(web::Router& router) { router.get("/evaluations/{evaluation}/known", may::read, show); }

}  // namespace touchstone::cycles
