// The framework as people browse it: questions, key areas, indicators, and what very good and weak look like, theme by theme.
#include "frameworks/framework_pages.h"

#include <algorithm>

#include "base/word_search.h"
#include "frameworks/framework_store.h"
#include "frameworks/indicator_words.h"
#include "web/components.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::frameworks {
namespace {

using web::text;

constexpr int high_level = 5;
constexpr int low_level = 2;

const Framework* asked_for(const web::Visit& visit, db::Read& db) {
    const auto published = find_published(db, visit.path.at("framework"), visit.path.at("version"));
    return published ? &framework_of(db, published->hash) : nullptr;
}

web::Response list(const web::Visit&, db::Read& db) {
    web::List cards;
    for (const auto& published : list_frameworks(db))
        cards.push_back(web::Object{
            {"label", text("frameworks.version", {{"version", published.version}})},
            {"title", published.title},
            {"href", "/frameworks/" + published.id + "/" + published.version},
            {"text", text("frameworks.published_by", {{"publisher", published.publisher}})},
            {"meta", web::List{web::Data(text("frameworks.published_on", {{"date", in_words(date_of(published.published_at))}}))}}});
    return web::page("frameworks/frameworks", text("frameworks.title"),
                     {{"header", web::header("", text("frameworks.title"), text("frameworks.lead"))}, {"cards", cards}});
}

web::List areas_of(const Framework& framework, const Question& question, const std::vector<const Indicator*>& found, bool shows_empty) {
    web::List areas;
    for (const auto& area : framework.key_areas) {
        if (area.question != question.number) continue;
        web::List indicators;
        for (const auto& indicator : framework.indicators) {
            if (indicator.key_area != area.number || std::ranges::find(found, &indicator) == found.end()) continue;
            web::List themes;
            for (const auto& theme : indicator.themes) themes.push_back(theme.title);
            indicators.push_back(web::Object{{"code", indicator.code},
                                             {"title", indicator.title},
                                             {"href", address_of(framework) + "/indicators/" + indicator.code},
                                             {"themes", themes}});
        }
        if (shows_empty || !indicators.empty())
            areas.push_back(web::Object{{"number", area.number}, {"title", area.title}, {"about", area.about}, {"indicators", indicators}});
    }
    return areas;
}

web::Response browse(const web::Visit& visit, db::Read& db) {
    const auto* framework = asked_for(visit, db);
    if (!framework) return web::not_found();
    const auto typed = visit.query.text("q");
    const bool is_search = !search_words(typed).empty();
    const auto found = indicators_found(*framework, typed);
    web::List questions;
    for (const auto& question : framework->questions) {
        auto areas = areas_of(*framework, question, found, !is_search);
        if (!is_search || !areas.empty())
            questions.push_back(web::Object{
                {"number", std::to_string(question.number)}, {"title", question.title}, {"about", question.about}, {"areas", areas}});
    }
    web::List scale;
    for (const auto& level : framework->scale)
        scale.push_back(web::Object{{"number", std::to_string(level.level)},
                                    {"word", level.name},
                                    {"descriptor", level.descriptor},
                                    {"guideline", level.guideline},
                                    {"implication", level.implication}});
    const auto reading = !is_search ? std::string()
                                    : text(found.empty() ? "frameworks.search_none" : "frameworks.search_found",
                                           {{"count", std::to_string(found.size())}, {"words", typed}});
    auto response = web::page(
        "frameworks/framework", framework->title,
        {{"header", web::header(text("frameworks.version", {{"version", framework->version}}), framework->title, framework->about)},
         {"search", web::Object{{"action", address_of(*framework)}, {"name", "q"}, {"label", text("frameworks.search")}, {"value", typed}}},
         {"reading", web::or_false(reading)},
         {"questions", questions},
         {"scale", !is_search ? web::Data(web::Object{{"levels", scale}}) : web::Data(false)},
         {"source", framework->source},
         {"publisher", framework->publisher},
         {"licence", framework->licence}});
    response.crumbs = {{"/frameworks", text("frameworks.title")}};
    return response;
}

// Other spellings of a title, as a sentence.
web::Data also_called(const std::vector<std::string>& aliases) {
    return aliases.empty() ? web::Data(false) : web::Data(text("frameworks.also_called", {{"titles", web::listed_apart(aliases)}}));
}

web::Object theme_data(const Framework& framework, const Indicator& indicator, int number) {
    const auto& theme = *find_theme(indicator, number);
    const auto half = theme.half == Half::observed   ? text("frameworks.half.observed")
                      : theme.half == Half::reported ? text("frameworks.half.reported")
                                                     : "";
    return {{"id", "theme_" + std::to_string(number)},
            {"number", text("frameworks.theme_number", {{"code", indicator.code}, {"number", std::to_string(number)}})},
            {"title", theme.title},
            {"aspects", web::List(theme.aspects.begin(), theme.aspects.end())},
            {"also_called", also_called(theme.aliases)},
            {"half", web::or_false(half)},
            {"typical", typical_evidence(theme)},
            {"high", passage(framework, theme, high_level)},
            {"low", passage(framework, theme, low_level)}};
}

web::Response show_indicator(const web::Visit& visit, db::Read& db) {
    const auto* framework = asked_for(visit, db);
    if (!framework) return web::not_found();
    const auto found = std::ranges::find(framework->indicators, visit.path.at("indicator"), &Indicator::code);
    if (found == framework->indicators.end()) return web::not_found();
    const auto area = std::ranges::find(framework->key_areas, found->key_area, &KeyArea::number);
    web::List themes;
    for (std::size_t i = 0; i < found->themes.size(); ++i) themes.push_back(theme_data(*framework, *found, static_cast<int>(i) + 1));
    const auto link_to = [&](auto at) {
        return at < framework->indicators.begin() || at >= framework->indicators.end()
                   ? web::Data(false)
                   : web::Data(web::link(address_of(*framework) + "/indicators/" + at->code, at->code + " " + at->title));
    };
    auto response = web::page("frameworks/indicator", found->code + " " + found->title,
                              {{"header", web::header(text("frameworks.key_area", {{"number", area->number}, {"title", area->title}}),
                                                      found->code + " " + found->title)},
                               {"key_features", found->key_features},
                               {"also_called", also_called(found->aliases)},
                               {"not_illustrated", !found->illustrated},
                               {"themes", themes},
                               {"previous", found == framework->indicators.begin() ? web::Data(false) : link_to(found - 1)},
                               {"next", link_to(found + 1)}});
    response.crumbs = {{"/frameworks", text("frameworks.title")}, {address_of(*framework), framework->title}};
    return response;
}

}  // namespace

std::string address_of(const Framework& framework) { return "/frameworks/" + framework.id + "/" + framework.version; }

web::Data typical_evidence(const Theme& theme) {
    if (theme.typical_evidence.empty()) return false;
    return web::Object{{"head", text("frameworks.typical_evidence")},
                       {"items", web::List(theme.typical_evidence.begin(), theme.typical_evidence.end())}};
}

web::Data passage(const Framework& framework, const Theme& theme, int level) {
    const auto illustration = std::ranges::find(theme.illustrations, level, &Illustration::level);
    const auto on_scale = std::ranges::find(framework.scale, level, &ScaleLevel::level);
    if (illustration == theme.illustrations.end() || on_scale == framework.scale.end()) return false;
    return web::Object{{"head", text("frameworks.level_head", {{"number", std::to_string(level)}, {"word", on_scale->name}})},
                       {"text", illustration->text}};
}

void add_framework_pages(web::Router& router) {
    for (const auto* part : {"framework", "version", "indicator"}) router.word(part);
    router.get("/frameworks", may::anyone, list);
    router.get("/frameworks/{framework}/{version}", may::anyone, browse);
    router.get("/frameworks/{framework}/{version}/indicators/{indicator}", may::anyone, show_indicator);
}

std::vector<const Framework*> latest_frameworks(db::Read& db) { return latest_among(db, list_frameworks(db)); }

std::vector<const Framework*> latest_among(db::Read& db, const std::vector<Published>& all_published) {
    std::vector<const Framework*> all;
    for (const auto& published : all_published)
        if (std::ranges::find(all, published.id, &Framework::id) == all.end()) all.push_back(&framework_of(db, published.hash));
    return all;
}

web::Data framework_switch(const std::vector<const Framework*>& all, const std::string& chosen, const std::string& form) {
    if (all.size() < 2) return false;
    web::Object data{{"id", chosen}};
    web::List others;
    for (const auto* framework : all) {
        if (framework->id == chosen)
            data.emplace("chosen", text("frameworks.choose.chosen", {{"title", framework->title}}));
        else
            others.push_back(web::link(form + (form.contains('?') ? "&" : "?") + "framework=" + framework->id, framework->title));
    }
    data.emplace("others", others);
    return data;
}

}  // namespace touchstone::frameworks
