// All measures by the outcome for children that they speak about, in the five columns of the annex to the 2005/06 Quality Improvement
// Framework: outcome, indicator, related quality indicators, sources, and baseline and developments. Made for paper.
#include <algorithm>

#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_pages.h"
#include "measures/measure_words_pages.h"
#include "measures/pages.h"
#include "web/components.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::measures {
namespace {

using web::text;

std::vector<std::string> of(const OfMeasure& all, const MeasureId& id) {
    std::vector<std::string> some;
    for (const auto& [measure, key] : all)
        if (measure == id) some.push_back(key);
    return some;
}

web::List labels_of(const std::vector<std::string>& keys, const std::vector<web::Option>& options) {
    web::List labels;
    for (const auto& option : options)
        if (std::ranges::find(keys, option.value) != keys.end()) labels.push_back(option.label);
    return labels;
}

std::string figure_words(const char* key, const Definition& definition, const Observation& figure) {
    return text(key, {{"value", words_of(definition, figure)}, {"period", words_of(figure.period)}});
}

web::Object row_of(const KeptMeasure& measure, const std::string& whose, const std::vector<Observation>& figures, const web::List& themes) {
    const auto& it = measure.definition;
    web::List facts;
    if (!figures.empty()) facts.push_back(whose + figure_words("measures.by_outcome.first", it, figures.front()));
    if (figures.size() > 1) facts.push_back(whose + figure_words("measures.by_outcome.latest", it, figures.back()));
    return {{"code", web::or_false(it.code)},
            {"title", it.title},
            {"href", address_of(measure.id)},
            {"counted", it.counted},
            {"better", text("measures.by_outcome.better." + name_in(directions(), it.better))},
            {"themes", themes},
            {"source", it.source},
            {"owner", web::or_false(measure.owner_name)},
            {"figures", facts},
            {"developments", web::or_false(it.developments)}};
}

web::Response show(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto sight = visit.sight();
    const auto measures = ask_measures(trip, sight);
    const auto outcomes = ask_all_outcomes(trip, sight);
    const auto themes = ask_all_themes(trip, sight);
    const auto placed = ask_first_figures(trip, sight);
    const auto first = ask_first_series(trip, sight);
    trip.go();
    const auto frameworks = frameworks::latest_frameworks(db);
    const auto theme_options = evidence::theme_options(frameworks);
    auto groups = evidence::outcome_options(frameworks);
    groups.push_back({"", text("measures.by_outcome.none"), {}});
    std::map<std::string, web::List> rows;  // by the outcome's key
    for (const auto& measure : *measures) {
        std::vector<Observation> figures;
        for (const auto& each : *placed)
            if (each.measure == measure.id) figures.push_back(each.figure);
        const auto row = row_of(measure, whose_before(*first, measure.id), figures, labels_of(of(*themes, measure.id), theme_options));
        auto keys = of(*outcomes, measure.id);
        if (keys.empty()) keys.emplace_back();
        for (const auto& key : keys) rows[key].push_back(row);
    }
    web::List parts;
    for (const auto& group : groups)
        if (rows.contains(group.value)) parts.push_back(web::Object{{"outcome", group.label}, {"rows", std::move(rows[group.value])}});
    const bool is_empty = parts.empty();
    auto response = web::page("measures/by_outcome", text("measures.by_outcome.title"),
                              {{"header", web::header("", text("measures.by_outcome.title"), text("measures.by_outcome.lead"))},
                               {"nothing", is_empty},
                               {"has_rows", !is_empty},
                               {"groups", std::move(parts)}});
    response.crumbs = {{"/measures", text("measures.list.title")}};
    response.who_can_see = text("people.seen_as_each");
    return response;
}

}  // namespace

void add_outcome_table_pages(web::Router& router) { router.get("/measures-by-outcome", may::read, show); }

}  // namespace touchstone::measures
