// Measures with their figures, as they may be shown, and what is said of them.
#include <algorithm>

#include "api/api_pages.h"
#include "measures/figure_import_store.h"
#include "measures/figure_import_words_pages.h"
#include "measures/measure_words_pages.h"
#include "web/api.h"

namespace touchstone::api {
namespace {

using namespace measures;
using web::Json;

web::Response measures_list(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto listed = ask_measures(trip, visit.sight());
    trip.go();
    Json items = Json::array();
    for (const auto& kept : *listed)
        items.push_back({{"id", kept.id.text}, {"code", kept.definition.code}, {"title", kept.definition.title}});
    return web::answer({{"items", items}});
}

Json number_or_null(const std::optional<double>& number) { return number ? Json(*number) : Json(); }

Json figures_of(const Definition& definition, const std::vector<Observation>& all) {
    Json figures = Json::array();
    for (const auto& it : all) {
        figures.push_back({{"period", text_of(it.period)},
                           {"first", iso(it.period.first)},
                           {"last", iso(it.period.last)},
                           {"state", name_in(figure_states(), it.state)},
                           {"value", number_or_null(value_of(definition, it))},
                           {"numerator", number_or_null(it.numerator)},
                           {"denominator", number_or_null(it.denominator)}});
    }
    return figures;
}

web::Response measure(const web::Visit& visit, db::Read& db) {
    const auto told = find_told(db, visit.actor.partnership, visit.id<MeasureId>("measure"));
    if (!told) return web::not_found();
    const auto& kept = told->measure();
    const auto& definition = kept.definition;
    Json series = Json::array(), targets = Json::array(), breaks = Json::array(), evidence = Json::array();
    for (const auto& each : told->series) {
        const auto figures = told->of(each.id);
        series.push_back({{"id", each.id},
                          {"organisation", each.whose.organisation.text},
                          {"area", each.whose.area_code},
                          {"people", each.whose.people},
                          {"says", sentence_of(definition, over_time(definition, figures, told->known.breaks, told->known.targets))},
                          {"figures", figures_of(definition, figures)}});
    }
    for (const auto& target : told->known.targets)
        targets.push_back({{"id", target.id}, {"value", target.value}, {"by", iso(target.by)}, {"rests_on", target.why}});
    for (const auto& each : told->known.breaks)
        breaks.push_back({{"id", each.id}, {"kind", name_in(break_kinds(), each.kind)}, {"from", iso(each.from)}, {"why", each.why}});
    for (const auto& id : told->known.evidence) evidence.push_back(id.text);
    Json json{{"id", kept.id.text},     {"definition", Json::parse(as_json(definition))},
              {"series", series},       {"targets", targets},
              {"breaks", breaks},       {"evidence", evidence},
              {"version", kept.version}};
    web::add_owner(json, kept.owner, kept.owner_name);
    return web::answer(json);
}

Json found_json(const FileFound& found) {
    return {{"shape", found.shape},     {"rows", found.rows},       {"values", found.values}, {"withheld", found.withheld},
            {"missing", found.missing}, {"refused", found.refused}, {"series", found.series}, {"unknown_areas", found.unknown},
            {"first", found.first},     {"last", found.last}};
}

web::Response figure_import(const web::Visit& visit, db::Read& db) {
    const auto import = find_figure_import(db, visit.actor.partnership, visit.id<FigureImportId>("figure_import"));
    if (!import) return web::not_found();
    Json measures = Json::array(), questions = Json::array(), problems = Json::array(), into = Json::array();
    for (const auto& measure : import->found.measures) measures.push_back({{"code", measure.code}, {"name", measure.name}});
    for (const auto& question : import->found.questions) questions.push_back(words_of(question));
    for (const auto& problem : import->found.problems) problems.push_back(line_of(problem));
    for (const auto& choice : import->answers.measures)
        if (choice.into != into_nothing) into.push_back(choice.into);
    const auto& result = import->result;
    Json json{{"id", import->id.text},
              {"file", import->file_name},
              {"state", name_in(import_states(), import->state)},
              {"found", found_json(import->found)},
              {"measures", measures},
              {"questions", questions},
              {"problems", problems},
              {"into", into},
              {"result",
               {{"added", result.added},
                {"corrected", result.corrected},
                {"unchanged", result.unchanged},
                {"left_out", result.twice + result.above}}},
              {"version", import->version}};
    web::add_owner(json, import->owner, import->owner_name);
    return web::answer(json);
}

const std::string figure_shape =
    "{period: text, first: day, last: day, state: value|withheld|missing, value?: decimal, numerator?: decimal, denominator?: decimal}";

}  // namespace

void add_measure_pages(web::Router& router) {
    router.api_get("/measures", may::read, measures_list, {"Measures", "By title", {}, false, "{items: [{id, code, title}]}"});
    router.api_get(
        "/measures/{measure}", may::read, measure,
        {"A measure",
         "With its figures, as they may be shown: numbers in its unit, or null",
         {},
         false,
         "{id, definition: anything, series: [{id, organisation, area, people, says, figures: [" + figure_shape +
             "]}], targets: [{id, value: decimal, by: day, rests_on}], breaks: [{id, kind: definition|method|new_limits, from: day, "
             "why}], evidence: [text], version: number, " +
             web::owner_shape + "}"});
    router.api_get(
        "/figure-imports/{figure_import}", may::evaluate, figure_import,
        {"A file of figures",
         "How far it is, what it holds, what is asked about it, and what came of it",
         {},
         false,
         "{id, file, state: reading|waiting|answered|done|refused, found: {shape, rows: number, values: number, withheld: number, "
         "missing: number, refused: number, series: number, unknown_areas: [text], first, last}, measures: [{code, name}], "
         "questions: [text], problems: [text], into: [text], result: {added: number, corrected: number, unchanged: number, "
         "left_out: number}, version: number, " +
             web::owner_shape + "}"});
}

}  // namespace touchstone::api
