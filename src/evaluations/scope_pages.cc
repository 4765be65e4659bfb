// Choosing what is looked at, how deeply and why. A preset fills in the form; nothing is chosen until a person saves it.
#include <nlohmann/json.hpp>

#include "evaluations/evaluation_pages.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/parts_pages.h"
#include "evaluations/scope.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "people/event_store.h"

namespace touchstone::evaluations {
namespace {

using frameworks::Framework;
using web::text;

std::string at(const std::map<std::string, std::string>& values, const std::string& key) {
    const auto found = values.find(key);
    return found == values.end() ? std::string() : found->second;
}

web::Object indicator_fields(const frameworks::Indicator& indicator, const ScopeDraft& draft, const Problems& problems) {
    std::vector<web::Option> depths;
    for (const auto depth : {Depth::full, Depth::light, Depth::none})
        depths.push_back({name_of(depth), text("evaluations.depth." + name_of(depth) + ".name"), {}});
    const auto chosen = at(draft.depths, indicator.code);
    return {{"depth", web::radios({.name = "depth_" + indicator.code,
                                   .legend = indicator.code + " " + indicator.title,
                                   .hint = {},
                                   .options = depths,
                                   .chosen = {chosen},
                                   .is_inline = true,
                                   .is_small = true},
                                  problems)},
            {"reason", web::textarea({.name = "reason_" + indicator.code,
                                      .label = text("evaluations.scope.reason", {{"code", indicator.code}}),
                                      .hint = {},
                                      .value = at(draft.reasons, indicator.code),
                                      .rows = 2},
                                     problems)}};
}

web::Response scope_page(const web::Visit& visit, const Framework& framework, const Evaluation& evaluation, const ScopeDraft& draft,
                         const Problems& problems, const std::string& preset, web::Status status, int seen_version) {
    web::List areas;
    for (const auto& area : framework.key_areas) {
        web::List indicators;
        for (const auto& indicator : framework.indicators)
            if (indicator.key_area == area.number) indicators.push_back(indicator_fields(indicator, draft, problems));
        if (!indicators.empty()) areas.push_back(web::Object{{"number", area.number}, {"title", area.title}, {"indicators", indicators}});
    }
    web::List presets;
    const auto address = address_of(evaluation.id) + "/scope";
    for (const auto& known : framework.presets)
        presets.push_back(web::Object{{"label", text("evaluations.scope.part", {{"part", known.source}})},
                                      {"title", known.title},
                                      {"href", address + "?preset=" + known.key},
                                      {"text", known.about},
                                      {"meta", web::List()}});
    return evaluation_page("evaluations/scope", text("evaluations.scope.title"), evaluation,
                           {{"header", web::header(evaluation.title, text("evaluations.scope.title"), text("evaluations.scope.lead"))},
                            {"error_summary", web::error_summary(problems)},
                            {"filled_in", preset.empty() ? web::Data(false)
                                                         : web::Data(web::notice("info", text("evaluations.scope.filled_in"),
                                                                                 text("evaluations.scope.filled_in_detail")))},
                            {"presets", presets},
                            {"areas", areas},
                            {"csrf", visit.csrf},
                            {"seen_version", std::to_string(seen_version)},
                            {"address", address},
                            {"button", web::button(text("evaluations.scope.save"))}},
                           status);
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto evaluation = find_evaluation(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"));
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto preset = visit.query.text("preset");
    const auto draft =
        preset.empty() ? draft_from(list_scope(db, visit.actor.partnership, evaluation->id)) : draft_from_preset(framework, preset);
    return scope_page(visit, framework, *evaluation, draft, {}, preset, web::Status::ok, evaluation->version);
}

std::string as_words(const Framework& framework, const std::vector<ScopeChoice>& choices) {
    std::string words;
    for (const auto& indicator : framework.indicators)
        for (const auto& choice : choices)
            if (choice.indicator == indicator.code && choice.depth != Depth::none)
                words += (words.empty() ? "" : "; ") + choice.indicator + " " + name_of(choice.depth) + ": " + choice.reason;
    return words;
}

std::string scope_as_json(const std::string& words) { return words.empty() ? words : nlohmann::json{{"scope", words}}.dump(); }

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto evaluation = find_evaluation(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"));
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    ScopeDraft draft;
    for (const auto& indicator : framework.indicators) {
        draft.depths[indicator.code] = visit.form.text("depth_" + indicator.code);
        draft.reasons[indicator.code] = visit.form.text("reason_" + indicator.code);
    }
    const auto choices = choose(*evaluation, framework, draft);
    if (!choices)
        return scope_page(visit, framework, *evaluation, draft, choices.error(), "", web::Status::unprocessable,
                          visit.form.number("seen_version"));
    auto seen = *evaluation;
    seen.version = visit.form.number("seen_version");
    if (!save_evaluation(db, visit.actor.partnership,
                         seen))  // theirs stands in the history and in the list of indicators; saving again is now a choice
        return scope_page(visit, framework, *evaluation, draft, {{"", "evaluations.scope.changed_meanwhile"}}, "", web::Status::conflict,
                          evaluation->version);
    const auto before = list_scope(db, visit.actor.partnership, evaluation->id);
    replace_scope(db, visit.actor.partnership, evaluation->id, *choices);
    people::record(db, {visit.actor.partnership, visit.now, visit.actor.id, "changed_scope", "evaluation", evaluation->id.text, "",
                        scope_as_json(as_words(framework, before)), scope_as_json(as_words(framework, *choices))});
    people::forget_draft(visit, db);
    return web::see_other(address_of(evaluation->id));
}

}  // namespace

void add_scope_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/scope", may::evaluate, show);
    router.post("/evaluations/{evaluation}/scope", may::evaluate, save);
}

}  // namespace touchstone::evaluations
