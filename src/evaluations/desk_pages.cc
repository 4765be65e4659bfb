// The indicator desk: for each theme, level 5 · what we found · level 2; then the judgement, which people make.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "evaluations/desk_store.h"
#include "evaluations/evaluation_pages.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evidence_store.h"
#include "evaluations/judgement_store.h"
#include "evaluations/parts_pages.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "people/event_store.h"

namespace touchstone::evaluations {
namespace {

using frameworks::Framework;
using frameworks::Indicator;
using web::text;

constexpr int high_level = 5;
constexpr int low_level = 2;

// Everything the desk needs, in two statements.
struct Desk {
    Evaluation evaluation;
    const Framework* framework;
    const Indicator* indicator;
    DeskFacts facts;
};

std::optional<Desk> find_desk(const web::Visit& visit, db::Read& db) {
    auto evaluation = find_evaluation(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"));
    if (!evaluation) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto indicator = std::ranges::find(framework.indicators, visit.path.at("indicator"), &Indicator::code);
    if (indicator == framework.indicators.end()) return std::nullopt;
    auto facts = read_desk(db, visit.sight(), evaluation->id, indicator->code);
    return Desk{std::move(*evaluation), &framework, &*indicator, std::move(facts)};
}

JudgementDraft draft_of(const Judgement& judgement) {
    return {std::to_string(static_cast<int>(judgement.level)), judgement.rationale, name_of(judgement.confidence), judgement.version};
}

std::string as_json(const Framework& framework, const Judgement& judgement) {
    return nlohmann::json{
        {"level", std::to_string(static_cast<int>(judgement.level)) + " " + level_word(framework, static_cast<int>(judgement.level))},
        {"rationale", judgement.rationale},
        {"confidence", name_of(judgement.confidence)}}
        .dump();
}

web::List gaps_of(const Desk& desk, const frameworks::Theme& theme, const Triangulation& triangulation, bool may_write) {
    web::List gaps;
    const auto gap = [&](const std::string& key) {
        gaps.push_back(web::Object{{"text", text(key)},
                                   {"link", may_write ? web::Data(web::link(address_of(desk.evaluation.id) + "/evidence?choose=yes",
                                                                            text("evaluations.desk.look_for_more")))
                                                      : web::Data(false)}});
    };
    const bool has_views = std::ranges::find(triangulation.sources, Source::views) != triangulation.sources.end();
    if (theme.half == frameworks::Half::reported && !has_views) gap("evaluations.desk.gap_reported");
    if (theme.half == frameworks::Half::observed && !triangulation.lines.empty() && triangulation.sources == std::vector{Source::views})
        gap("evaluations.desk.gap_observed");
    if (triangulation.state == TriangulationState::single_source) gap("evaluations.desk.gap_single");
    return gaps;
}

web::Object theme_data(const Desk& desk, std::size_t index, bool may_write) {
    const auto& theme = desk.indicator->themes[index];
    const int number = static_cast<int>(index) + 1;
    std::vector<Line> lines;
    web::List findings;
    for (const auto& on : desk.facts.findings) {
        if (on.theme.theme != number) continue;
        lines.push_back({on.evidence.source, line_key(on.evidence.line), on.evidence.line});
        findings.push_back(finding_card(*desk.framework, on, desk.evaluation.id));
    }
    const auto triangulation = triangulate(lines);
    web::List aspects;
    for (const auto& aspect : theme.aspects) aspects.push_back(aspect);
    return {{"id", "theme_" + std::to_string(number)},
            {"number", text("frameworks.theme_number", {{"code", desk.indicator->code}, {"number", std::to_string(number)}})},
            {"title", theme.title},
            {"aspects", aspects},
            {"state_word", text("evaluations.triangulation." + name_of(triangulation.state))},
            {"state_reason", reason_in_words(triangulation)},
            {"evidence", evidence_strip(*desk.framework, lines, false)},
            {"high", frameworks::passage(*desk.framework, theme, high_level)},
            {"low", frameworks::passage(*desk.framework, theme, low_level)},
            {"found_head", text("evaluations.desk.found")},
            {"findings", findings},
            {"found_nothing", text("evaluations.desk.found_nothing")},
            {"add", may_write ? web::Data(web::link(address_of(desk.evaluation.id) + "/evidence/new", text("evaluations.evidence.add")))
                              : web::Data(false)},
            {"placement", false},
            {"gaps", gaps_of(desk, theme, triangulation, may_write)}};
}

web::Object judgement_form(const web::Visit& visit, const Desk& desk, const JudgementDraft& draft, const Problems& problems) {
    web::List levels;
    for (auto level = desk.framework->scale.rbegin(); level != desk.framework->scale.rend(); ++level) {
        const auto value = std::to_string(level->level);
        levels.push_back(
            web::Object{{"value", value}, {"word", level->name}, {"text", level->descriptor}, {"checked", draft.level == value}});
    }
    return {{"csrf", visit.csrf},
            {"address", desk_address(desk.evaluation.id, desk.indicator->code)},
            {"seen_version", std::to_string(draft.seen_version)},
            {"level", web::Object{{"name", "level"},
                                  {"legend", text("evaluations.judgement.level")},
                                  {"hint", text("evaluations.judgement.level_hint")},
                                  {"problem", web::problem_at(problems, "level")},
                                  {"options", levels}}},
            {"rationale", web::textarea({.name = "rationale",
                                         .label = text("evaluations.judgement.rationale"),
                                         .hint = text("evaluations.judgement.rationale_hint"),
                                         .value = draft.rationale,
                                         .rows = 8,
                                         .max = statement_max_characters},
                                        problems)},
            {"confidence", web::radios({.name = "confidence",
                                        .legend = text("evaluations.judgement.confidence"),
                                        .hint = {},
                                        .options = options_of(all_confidences(), "evaluations.confidence"),
                                        .chosen = {draft.confidence}},
                                       problems)},
            {"button", web::button(text("evaluations.judgement.save"))}};
}

web::Data standing(const Desk& desk) {
    if (!desk.facts.judged) return false;
    const auto& judgement = desk.facts.judged->judgement;
    web::List steps;
    for (auto level = desk.framework->scale.rbegin(); level != desk.framework->scale.rend(); ++level) {
        const bool here = level->level == static_cast<int>(judgement.level);
        web::List marks;
        if (here) marks.push_back(web::Object{{"shape", "now"}, {"text", text("evaluations.judgement.now")}});
        steps.push_back(web::Object{{"number", std::to_string(level->level)}, {"word", level->name}, {"is_here", here}, {"marks", marks}});
    }
    const auto number = std::to_string(static_cast<int>(judgement.level));
    const auto word = level_word(*desk.framework, static_cast<int>(judgement.level));
    return web::Object{
        {"strip", web::Object{{"sentence", text("evaluations.judgement.evaluated_as", {{"word", word}, {"number", number}})},
                              {"is_sentence_shown", true},
                              {"steps", steps}}},
        {"paragraphs", web::paragraphs(judgement.rationale)},
        {"confidence", text("evaluations.confidence." + name_of(judgement.confidence) + ".name")},
        {"by", text("evaluations.judgement.by", {{"name", desk.facts.judged->judged_by_name}, {"when", in_words(judgement.judged_at)}})}};
}

web::Response desk_page(const web::Visit& visit, const Desk& desk, const JudgementDraft& draft, const Problems& problems,
                        web::Status status, web::Data conflict) {
    const bool in_scope = desk.facts.choice && desk.facts.choice->depth != Depth::none;
    const bool may_write = visit.may(Ability::evaluate, "evaluation") && !desk.evaluation.is_finished();
    web::List themes;
    for (std::size_t i = 0; i < desk.indicator->themes.size(); ++i) themes.push_back(theme_data(desk, i, may_write));
    const auto title = desk.indicator->code + " " + desk.indicator->title;
    const auto scope_word =
        in_scope ? text("evaluations.depth." + name_of(desk.facts.choice->depth) + ".name") + ". " + desk.facts.choice->reason
                 : text("evaluations.desk.not_in_scope");
    const auto beside = [&](int step) -> web::Data {
        const auto at = std::ranges::find(desk.framework->indicators, desk.indicator->code, &Indicator::code) + step;
        if (at < desk.framework->indicators.begin() || at >= desk.framework->indicators.end()) return false;
        return web::link(desk_address(desk.evaluation.id, at->code), at->code + " " + at->title);
    };
    auto response =
        evaluation_page("evaluations/desk", title, desk.evaluation,
                        {{"error_summary", web::error_summary(problems)},
                         {"header", web::header(desk.evaluation.title, title, desk.indicator->key_features)},
                         {"scope_word", scope_word},
                         {"not_illustrated", !desk.indicator->illustrated},
                         {"themes", themes},
                         {"gaps", gaps_of(desk.facts.not_shared)},
                         {"standing", standing(desk)},
                         {"conflict", std::move(conflict)},
                         {"form", may_write && in_scope && desk.indicator->judged ? web::Data(judgement_form(visit, desk, draft, problems))
                                                                                  : web::Data(false)},
                         {"previous", desk.indicator == &desk.framework->indicators.front() ? web::Data(false) : beside(-1)},
                         {"next", beside(1)}},
                        status);
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto desk = find_desk(visit, db);
    if (!desk) return web::not_found();
    return desk_page(visit, *desk, desk->facts.judged ? draft_of(desk->facts.judged->judgement) : JudgementDraft{}, {}, web::Status::ok,
                     false);
}

web::Object compared(const Framework& framework, const JudgementDraft& yours, const Judged& theirs) {
    const auto their = draft_of(theirs.judgement);
    const auto level = [&](const std::string& digit) {
        return digit.empty() ? text("evaluations.judgement.none") : digit + " " + level_word(framework, digit.front() - '0');
    };
    const auto confidence = [](const std::string& name) {
        return name.empty() ? text("evaluations.judgement.none") : text("evaluations.confidence." + name + ".name");
    };
    web::List fields;
    const auto add = [&](const std::string& key, const std::string& mine, const std::string& other) {
        fields.push_back(
            web::Object{{"label", text("evaluations.judgement." + key)}, {"yours", mine}, {"theirs", other}, {"is_same", mine == other}});
    };
    add("level", level(yours.level), level(their.level));
    add("rationale", yours.rationale, their.rationale);
    add("confidence", confidence(yours.confidence), confidence(their.confidence));
    return {{"who", theirs.judged_by_name}, {"when", in_words(theirs.judgement.judged_at)}, {"fields", fields}};
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto desk = find_desk(visit, db);
    if (!desk) return web::not_found();
    JudgementDraft draft{visit.form.text("level"), visit.form.text("rationale"), visit.form.text("confidence"),
                         visit.form.number("seen_version")};
    const bool in_scope = desk->indicator->judged && desk->facts.choice && desk->facts.choice->depth != Depth::none;
    const auto judgement = judge(desk->evaluation, desk->indicator->code, in_scope, draft, visit.actor.id, visit.now);
    if (!judgement) return desk_page(visit, *desk, draft, judgement.error(), web::Status::unprocessable, false);
    const auto& before = desk->facts.judged;
    if (!record_judgement(db, visit.actor.partnership, desk->evaluation.id, *judgement)) {
        draft.seen_version = before ? before->judgement.version : 0;  // saving again is now a choice
        return desk_page(visit, *desk, draft, {{"", "evaluations.judgement.changed_meanwhile"}}, web::Status::conflict,
                         before ? web::Data(compared(*desk->framework, draft, *before)) : web::Data(false));
    }
    people::record(
        db, {visit.actor.partnership, visit.now, visit.actor.id, "judged", "evaluation", desk->evaluation.id.text, desk->indicator->code,
             before ? as_json(*desk->framework, before->judgement) : "", as_json(*desk->framework, *judgement)});
    people::forget_draft(visit, db);
    return web::see_other(desk_address(desk->evaluation.id, desk->indicator->code) + "#judgement");
}

}  // namespace

void add_desk_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/indicators/{indicator}", may::read, show);
    router.post("/evaluations/{evaluation}/indicators/{indicator}", may::evaluate, save);
}

}  // namespace touchstone::evaluations
