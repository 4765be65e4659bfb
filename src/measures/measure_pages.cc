// Measures: all of them as small pictures, and one with what is said of it, what it should reach and where its line breaks.
#include "measures/measure_pages.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/csv.h"
#include "base/text.h"
#include "charts/small_multiples.h"
#include "charts/statistics_words.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_pages.h"
#include "measures/pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::measures {
namespace {

using web::text;

const FieldShape security_shape{"security", FieldShape::Kind::choice, 0, true}, series_shape{"series"};

template <class Value>
std::vector<Value> of_measure(const std::vector<std::pair<MeasureId, Value>>& all, const MeasureId& id) {
    std::vector<Value> some;
    for (const auto& [measure, value] : all)
        if (measure == id) some.push_back(value);
    return some;
}

web::Object card_of(const KeptMeasure& measure, const std::string& whose, const std::vector<Observation>& figures,
                    const std::string& sentence) {
    web::List meta;
    if (!figures.empty()) meta.push_back(web::counted("measures.list.figures", static_cast<int>(figures.size())));
    return {{"label", web::or_false(measure.owner_name)},
            {"title", measure.definition.title},
            {"href", address_of(measure.id)},
            {"text", figures.empty() ? text("measures.list.no_figures")
                                     : whose + text("measures.list.latest", {{"value", words_of(measure.definition, figures.back())},
                                                                             {"period", words_of(figures.back().period)},
                                                                             {"sentence", sentence}})},
            {"meta", meta}};
}

web::Response list(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto sight = visit.sight();
    const auto measures = ask_measures(trip, sight);
    const auto breaks = ask_breaks(trip, sight);
    const auto placed = ask_first_figures(trip, sight);
    const auto first = ask_first_series(trip, sight);
    trip.go();
    web::List cards;
    charts::SmallMultiples multiples{
        .id = "measures", .title = text("measures.list.title"), .words = charts::multiples_words(), .has_own_scales = true, .charts = {}};
    for (const auto& measure : *measures) {
        std::vector<Observation> figures;
        for (const auto& each : *placed)
            if (each.measure == measure.id) figures.push_back(each.figure);
        const auto it = over_time(measure.definition, figures, of_measure(*breaks, measure.id), {});
        if (!figures.empty() && multiples.charts.size() < charts::multiples_max)
            multiples.charts.push_back(
                drawn("measure_" + measure.id.text, whose_before(*first, measure.id) + measure.definition.title, measure.definition, it));
        cards.push_back(card_of(measure, whose_before(*first, measure.id), figures, sentence_of(measure.definition, it)));
    }
    const auto add = may::evaluate.holds(visit.actor) ? web::Data(web::link("/measures/new", text("measures.list.add"))) : web::Data(false);
    const auto bring_in =
        may::evaluate.holds(visit.actor) ? web::Data(web::link("/figure-imports", text("measures.import.page_title"))) : web::Data(false);
    const bool is_empty = cards.empty();
    web::List links;
    if (!is_empty) links.push_back(web::link("/measures-by-outcome", text("measures.by_outcome.link")));
    if (!add.is_false()) links.push_back(web::link("/measures-from-a-set", text("measures.starters.link")));
    const bool has_picture = multiples.charts.size() > 1;
    auto response =
        web::page("measures/measures", text("measures.list.title"),
                  {{"header", web::header("", text("measures.list.title"), text("measures.list.lead"))},
                   {"nothing", is_empty ? web::Data(web::empty_state(text("measures.list.nothing"), text("measures.list.nothing_what"),
                                                                     text("measures.list.nothing_why"), add))
                                        : web::Data(false)},
                   {"add", is_empty ? web::Data(false) : add},
                   {"links", links},
                   {"bring_in", bring_in},
                   {"picture", has_picture ? web::Data(charts::multiples_figure(multiples)) : web::Data(false)},
                   {"cards", std::move(cards)}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

// The series that the address names, else the first.
const Series* chosen_series(const web::Visit& visit, const Told& told) {
    const auto named = visit.form.text("series").empty() ? visit.query.text("series") : visit.form.text("series");
    const auto found = std::ranges::find(told.series, named, &Series::id);
    return found != told.series.end() ? &*found : told.series.empty() ? nullptr : &told.series.front();
}

web::List series_links(const Told& told, const Series* chosen) {
    web::List links;
    if (told.series.size() < 2) return links;
    for (const auto& series : told.series)
        links.push_back(web::Object{{"href", address_of(told.measure().id) + "?series=" + series.id},
                                    {"text", words_of(series)},
                                    {"is_current", &series == chosen}});
    return links;
}

// To what can be seen of several places, and of groups beside everybody.
web::List other_views(const Told& told) {
    web::List links;
    const auto address = address_of(told.measure().id);
    const auto is_of_everybody = [](const Series& series) { return series.whose.people.empty(); };
    if (std::ranges::count_if(told.series, is_of_everybody) > 1)
        links.push_back(web::link(address + "/comparison", text("measures.comparison.link")));
    if (!std::ranges::all_of(told.series, is_of_everybody)) links.push_back(web::link(address + "/equity", text("measures.equity.link")));
    return links;
}

web::List target_rows(const Told& told, const OverTime& it, bool writes, const std::string& csrf) {
    web::List rows;
    const auto& definition = told.measure().definition;
    for (const auto& target : told.known.targets) {
        const auto standing = standing_of(definition, it, target);
        Observation wanted{.period = {}, .state = FigureState::value, .value = target.value, .numerator = {}, .denominator = {}};
        const auto words = text("measures.target.words", {{"value", words_of(definition, wanted)}, {"day", web::in_words(target.by)}});
        rows.push_back(
            web::Object{{"words", words},
                        {"why", target.why},
                        {"standing", standing ? web::Data(text("measures.standing." + name_in(standings(), *standing))) : web::Data(false)},
                        {"writes", writes},
                        {"csrf", csrf},
                        {"action", address_of(told.measure().id) + "/targets/" + target.id + "/removal"}});
    }
    return rows;
}

web::List break_rows(const Told& told, bool writes, const std::string& csrf) {
    web::List rows;
    for (const auto& each : told.known.breaks)
        rows.push_back(
            web::Object{{"words", text("measures.break.words." + name_in(break_kinds(), each.kind), {{"day", web::in_words(each.from)}})},
                        {"why", each.why},
                        {"writes", writes && each.kind != BreakKind::definition},
                        {"csrf", csrf},
                        {"action", address_of(told.measure().id) + "/breaks/" + each.id + "/removal"}});
    return rows;
}

web::Object definition_list(const Definition& it, const std::vector<const frameworks::Framework*>& all) {
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const char* field, const std::string& value) {
        if (!value.empty()) rows.push_back({text(std::string("measures.definition.") + field), value, {}, {}, {}});
    };
    const auto titles = [](const std::vector<std::string>& keys, const std::vector<web::Option>& options) {
        std::vector<std::string> words;
        for (const auto& option : options)
            if (std::ranges::find(keys, option.value) != keys.end()) words.push_back(option.label);
        return web::listed_apart(words);
    };
    add("code", it.code);
    add("above", it.numerator);
    add("below", it.denominator);
    add("better", text("measures.definition.better_choice." + name_in(directions(), it.better)));
    add("counting", text("measures.definition.counting_choice." + name_in(countings(), it.counting)));
    add("chart", text("measures.definition.chart_choice." + name_in(chart_kinds(), it.chart)));
    add("smallest", text("measures.definition.smallest_choice." + name_in(smallests(), it.smallest)));
    if (it.smallest != Smallest::as_published)
        add("zeros_shown", text(std::string("measures.definition.zeros_shown_choice.") + (it.zeros_shown ? "yes" : "no")));
    add("source", it.source);
    add("outcomes", titles(it.outcomes, evidence::outcome_options(all)));
    add("themes", titles(it.themes, evidence::theme_options(all)));
    add("developments", it.developments);
    return web::summary_list(rows);
}

web::Object making_form(const web::Visit& visit, const std::string& address, const std::string& series, const Problems& problems) {
    return {{"csrf", visit.csrf},
            {"series", series},
            {"action", address + "/evidence"},
            {"security", evidence::security_radios(visit, problems)},
            {"button", web::button(text("measures.evidence.make"))}};
}

template <class Draft>
web::Data form_of(const web::Visit& visit, const Fields<Draft>& fields, const Problems& problems, const std::string& action,
                  const std::string& button) {
    auto form = web::components(fields, web::read_draft(fields, visit.form), problems);
    const bool is_open = std::ranges::any_of(problems, [&](const Problem& problem) {
        return std::ranges::any_of(fields.list, [&](const auto& field) { return field.shape.name == problem.field; });
    });
    form.merge({{"csrf", visit.csrf}, {"action", action}, {"is_open", is_open}, {"button", web::button(button, {}, {}, true)}});
    return form;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto told = told_at(visit, db);
    return told ? whole_page(visit, db, *told) : web::not_found();
}

web::Response make_evidence(const web::Visit& visit, db::Write& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    const auto* series = chosen_series(visit, *told);
    const auto figures = series ? told->of(series->id) : std::vector<Observation>();
    const auto it = over_time(told->measure().definition, figures, told->known.breaks, told->known.targets);
    if (!tells_something(it)) return whole_page(visit, db, *told, {{"", "measures.evidence.no_figures"}}, web::Status::unprocessable);
    const auto security = evidence::security_from(visit.form.text("security"));
    if (!security) return whole_page(visit, db, *told, {{"security", "evaluations.evidence.security_missing"}}, web::Status::unprocessable);
    const auto& kept = told->measure();
    auto item =
        evidence_of(kept, *series, figures, sentence_of(kept.definition, it), *security, visit.settings.base_url + address_of(kept.id));
    item.id = EvidenceId::make(visit.now);
    item.added_by = visit.actor.id;
    item.added_at = visit.now;
    make_evidence_of(db, visit.by(), kept.id, series->id, item, figures.back().period.last);
    return web::see_other("/evidence/" + item.id.text, "evidence");
}

// The figures of every series as they may be shown.
web::Response table_file(const web::Visit& visit, db::Read& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    const auto& definition = told->measure().definition;
    std::vector<std::vector<std::string>> rows{{text("measures.series.head"), text("statistics.column.period"),
                                                text("statistics.column.value"), text("statistics.picture.numerator"),
                                                text("statistics.picture.denominator")}};
    const auto digits = [](const std::optional<double>& number) { return number ? digits_of(*number) : std::string(); };
    for (const auto& series : told->series)
        for (const auto& it : told->of(series.id)) {
            const auto value = value_of(definition, it);
            rows.push_back({words_of(series), text_of(it.period),
                            value                               ? digits_of(*value)
                            : it.state == FigureState::withheld ? "*"
                                                                : "NA",
                            digits(it.numerator), digits(it.denominator)});
        }
    return web::download_of(csv_file(rows), fmt::format("{}.csv", text("measures.file_name")), "text/csv; charset=utf-8");
}

}  // namespace

std::optional<Told> told_at(const web::Visit& visit, db::Read& db) {
    return find_told(db, visit.actor.partnership, visit.id<MeasureId>("measure"));
}

web::Response whole_page(const web::Visit& visit, db::Read& db, const Told& told, const Problems& problems, web::Status status) {
    const auto& kept = told.measure();
    const auto& definition = kept.definition;
    const auto address = address_of(kept.id);
    const bool writes = visit.may(Ability::evaluate, "measure");
    const auto* series = chosen_series(visit, told);
    const auto figures = series ? told.of(series->id) : std::vector<Observation>();
    const auto it = over_time(definition, figures, told.known.breaks, told.known.targets);
    web::List made, why;
    if (writes && series)
        for (auto& sentence : why_withheld(told, *series)) why.push_back(std::move(sentence));
    const bool has_why = !why.empty();
    for (const auto& id : told.known.evidence) made.push_back(web::link("/evidence/" + id.text, text("measures.evidence.link")));
    const bool has_figures = !figures.empty();
    const bool makes = writes && tells_something(it);
    auto response = measure_page(
        "measures/measure", definition.title, kept,
        {{"header", web::header(text("measures.label"), definition.title, definition.counted)},
         {"series", series_links(told, series)},
         {"views", other_views(told)},
         {"series_words", series && told.series.size() > 1 ? web::Data(words_of(*series)) : web::Data(false)},
         {"picture",
          has_figures ? web::Data(charts::over_time_figure(drawn("measure", definition.title, definition, it))) : web::Data(false)},
         {"enter", writes ? web::Data(web::link(address + "/figures/entry", text("measures.entry.link"))) : web::Data(false)},
         {"why", std::move(why)},
         {"has_why", has_why},
         {"questions", web::paragraphs(definition.questions)},
         {"has_questions", !definition.questions.empty()},
         {"targets", target_rows(told, it, writes, visit.csrf)},
         {"breaks", break_rows(told, writes, visit.csrf)},
         {"definition", definition_list(definition, frameworks::latest_frameworks(db))},
         {"edit", writes ? web::Data(web::link(address + "/definition", text("measures.definition.change"))) : web::Data(false)},
         {"file", has_figures ? web::Data(web::link(address + "/figures.csv", text("measures.table_file"))) : web::Data(false)},
         {"history", has_figures ? web::Data(web::link(address + "/revisions", text("measures.revisions.title"))) : web::Data(false)},
         {"made", made},
         {"make", makes ? web::Data(making_form(visit, address, series->id, problems)) : web::Data(false)},
         {"target_form",
          writes ? form_of(visit, target_fields(), problems, address + "/targets", text("measures.target.add")) : web::Data(false)},
         {"break_form", writes && has_figures ? form_of(visit, break_fields(), problems, address + "/breaks", text("measures.break.add"))
                                              : web::Data(false)}},
        status);
    response.problems = problems;
    if (!writes) return response;
    response.forms = {{address + "/targets", web::form_now(target_fields(), TargetDraft{})}};
    for (const auto& target : told.known.targets) response.forms[address + "/targets/" + target.id + "/removal"] = {};
    if (!has_figures) return response;
    if (makes) response.forms[address + "/evidence"] = {{{security_shape, {""}}, {series_shape, {series->id}}}, {}};
    response.forms[address + "/breaks"] = web::form_now(break_fields(), BreakDraft{});
    for (const auto& each : told.known.breaks)
        if (each.kind != BreakKind::definition) response.forms[address + "/breaks/" + each.id + "/removal"] = {};
    return response;
}

void add_measure_pages(web::Router& router) {
    router.object("measure", look_up_measure);
    router.get("/measures", may::read, list);
    router.get("/measures/{measure}", may::read, show);
    router.get("/measures/{measure}/figures.csv", may::read, table_file);
    router.post("/measures/{measure}/evidence", may::evaluate, make_evidence,
                {.fields = {security_shape, series_shape}, .form_at = "/measures/{measure}"});
}

}  // namespace touchstone::measures
