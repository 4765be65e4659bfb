// Places side by side: at one period against what chance explains, and over time. Always in the order of their names.
#include <algorithm>

#include "measures/area.h"
#include "measures/comparison.h"
#include "measures/measure_pages.h"
#include "measures/pages.h"
#include "statistics/funnel.h"
#include "web/components.h"
#include "web/language.h"
#include "web/texts.h"

namespace touchstone::measures {
namespace {

using statistics::FunnelKind;
using web::text;

const std::string over_dispersed = "over_dispersed";

bool is_country(const Series& series) {
    return std::ranges::any_of(scotland().areas(), [&](const Area& area) {
        return area.kind == AreaKind::country && (area.code == series.whose.area_code || area.name == series.whose.area_name);
    });
}

// The measure's own figures, where nobody else is named or its owner is.
bool is_own(const Told& told, const Series& series) {
    const auto& whose = series.whose;
    return whose.area_code.empty() && whose.area_name.empty() &&
           (whose.organisation.is_empty() || whose.organisation == told.measure().owner);
}

std::string own_name(const Told& told) {
    const auto& name = told.measure().owner_name;
    return name.empty() ? text("evaluations.sharing.whole_partnership") : name;
}

// All that can be compared, by name, and those that somebody chose. The whole country is no place among the others.
struct Compared {
    std::vector<Place> all, chosen;
    std::optional<Place> country;
    std::string own;  // the series of one's own among them, or empty
};

Compared compared(const web::Visit& visit, const Told& told) {
    Compared it;
    for (const auto& series : told.series) {
        if (!series.whose.people.empty()) continue;
        Place place{series.id, words_of(series), told.of(series.id)};
        if (is_country(series)) {
            it.country = std::move(place);
            continue;
        }
        if (it.own.empty() && is_own(told, series)) {
            it.own = series.id;
            place.name = own_name(told);
        }
        it.all.push_back(std::move(place));
    }
    std::ranges::stable_sort(it.all, web::comes_before, &Place::name);
    const auto wanted = visit.query.list("area");
    for (const auto& place : it.all)
        if (place.series == it.own || std::ranges::find(wanted, place.series) != wanted.end()) it.chosen.push_back(place);
    if (wanted.empty()) it.chosen = it.all;
    return it;
}

std::optional<Period> period_at(const web::Visit& visit, const std::vector<Place>& places) {
    const auto named = visit.query.text("period");
    for (const auto& period : periods_of(places))
        if (text_of(period) == named) return period;
    return compared_at(places);
}

web::Object choosing_form(const Told& told, const Compared& places, const Period& period, bool offers_spread, FunnelKind kind) {
    std::vector<web::Option> periods, areas;
    std::vector<std::string> chosen;
    for (const auto& each : periods_of(places.all)) periods.push_back({text_of(each), words_of(each), {}});
    for (const auto& place : places.all) areas.push_back({place.series, place.name, {}});
    for (const auto& place : places.chosen) chosen.push_back(place.series);
    const std::vector<web::Option> limits{{"exact", text("measures.comparison.limits_exact"), {}},
                                          {over_dispersed, text("measures.comparison.limits_spread"), {}}};
    return {
        {"action", address_of(told.measure().id) + "/comparison"},
        {"period",
         web::select(
             {.name = "period", .legend = text("statistics.column.period"), .hint = {}, .options = periods, .chosen = {text_of(period)}})},
        {"limits", offers_spread ? web::select({.name = "limits",
                                                .legend = text("measures.comparison.limits"),
                                                .hint = text("measures.comparison.limits_hint"),
                                                .options = limits,
                                                .chosen = {kind == FunnelKind::exact ? "exact" : over_dispersed}})
                                 : web::Data(false)},
        {"areas", web::checkboxes({.name = "area",
                                   .legend = text("measures.comparison.areas"),
                                   .hint = {},
                                   .options = areas,
                                   .chosen = chosen,
                                   .is_small = true})},
        {"button", web::button(text("measures.comparison.show"), {}, {}, true)}};
}

charts::FunnelPicture funnel_picture(const Definition& definition, const Compared& places, const Period& period, FunnelKind kind,
                                     statistics::Series units, statistics::Funnel funnel) {
    charts::FunnelPicture picture{.id = "funnel",
                                  .title = text("measures.comparison.at", {{"title", definition.title}, {"period", words_of(period)}}),
                                  .sentence = charts::sentence_of(funnel, better_of(definition)),
                                  .kind = kind,
                                  .series = std::move(units),
                                  .funnel = std::move(funnel),
                                  .own = {},
                                  .words = {}};
    picture.words = charts::funnel_words(kind, picture.funnel);
    picture.words.numerator = definition.numerator;
    picture.words.base = definition.denominator;
    const auto own = std::ranges::find(places.chosen, places.own, &Place::series);
    if (own != places.chosen.end()) picture.own = static_cast<std::size_t>(own - places.chosen.begin());
    return picture;
}

// Where nothing can be said of chance: the figures of the period by themselves.
web::Object figures_table(const Definition& definition, const Compared& places, const Period& period) {
    web::Table table{.id = "places",
                     .caption = text("measures.comparison.at", {{"title", definition.title}, {"period", words_of(period)}}),
                     .heads = {{text("measures.series.head"), {}}, {text("statistics.column.value"), {}, true}},
                     .rows = {}};
    for (const auto& place : places.chosen) {
        const auto found = std::ranges::find(place.line, period, &Observation::period);
        const auto words = found == place.line.end() ? text("measures.figure.missing") : words_of(definition, *found);
        table.rows.push_back({{place.name, {}}, {words, {}, true}});
    }
    return web::table(table);
}

struct Drawn {
    web::Data figure;
    bool is_cut = false;  // there are more places than can be drawn
};

// One's own, the country, the others together, and then each of the others.
Drawn over_time_of(const Told& told, const Compared& places) {
    const auto& definition = told.measure().definition;
    charts::SmallMultiples multiples{
        .id = "over_time", .title = text("measures.comparison.over_time"), .words = charts::multiples_words(), .charts = {}};
    Drawn it;
    const auto add = [&](const std::string& id, const std::string& name, const Line& line) {
        if (line.empty()) return;
        it.is_cut = multiples.charts.size() == charts::multiples_max;
        if (!it.is_cut)
            multiples.charts.push_back(drawn("over_time_" + id, name, definition, over_time(definition, line, told.known.breaks, {})));
    };
    std::vector<Place> others = places.chosen;
    std::erase_if(others, [&](const Place& place) { return place.series == places.own; });
    for (const auto& place : places.chosen)
        if (place.series == places.own) add(place.series, place.name, place.line);
    if (places.country) add(places.country->series, places.country->name, places.country->line);
    const auto sum = together(others);
    if (sum.places > 0) add("others", web::counted("measures.comparison.others", sum.places), sum.line);
    for (const auto& place : others) add(place.series, place.name, place.line);
    it.figure = multiples.charts.empty() ? web::Data(false) : web::Data(charts::multiples_figure(multiples));
    return it;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    const auto& definition = told->measure().definition;
    const auto places = compared(visit, *told);
    auto period = period_at(visit, places.chosen);
    if (!period) period = compared_at(places.all);  // what was chosen has none: others can be
    web::Object data{{"header", web::header(definition.title, text("measures.comparison.title"), text("measures.comparison.lead"))},
                     {"nothing", !period || places.all.size() + (places.country ? 1 : 0) < 2},
                     {"choose", false},
                     {"funnel", false},
                     {"table", false},
                     {"over_time", false},
                     {"is_cut", false}};
    if (!period) return measure_page("measures/comparison", text("measures.comparison.title"), told->measure(), std::move(data));
    auto units = units_at(places.chosen, *period);
    const bool has_funnel = definition.unit == Unit::per_cent && statistics::are_shares(units);
    bool offers_spread = false;
    auto kind = FunnelKind::exact;
    if (has_funnel) {
        auto funnel = statistics::funnel_of(FunnelKind::over_dispersed, units);
        offers_spread = !funnel.silence;
        if (offers_spread && visit.query.text("limits") == over_dispersed)
            kind = FunnelKind::over_dispersed;
        else
            funnel = statistics::funnel_of(kind, units);
        data["funnel"] = charts::funnel_figure(funnel_picture(definition, places, *period, kind, std::move(units), std::move(funnel)));
    } else {
        data["table"] = figures_table(definition, places, *period);
    }
    auto over_time = over_time_of(*told, places);
    data["over_time"] = std::move(over_time.figure);
    data["is_cut"] = over_time.is_cut;
    data["choose"] = choosing_form(*told, places, *period, offers_spread, kind);
    return measure_page("measures/comparison", text("measures.comparison.title"), told->measure(), std::move(data));
}

}  // namespace

void add_comparison_pages(web::Router& router) { router.get("/measures/{measure}/comparison", may::read, show); }

}  // namespace touchstone::measures
