// The register of conflicts: what contradicts what, on which theme, and what was made of it.
#include <algorithm>

#include <fmt/format.h>

#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/conflict_store.h"
#include "judging/judging_words_pages.h"
#include "judging/pages.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

using frameworks::Framework;
using web::text;

constexpr std::array choices{ConflictState::resolved, ConflictState::explained, ConflictState::followed, ConflictState::open};

// What was typed about one theme and refused.
struct Refused {
    ThemeRef theme;
    DecisionDraft draft;
    Problems problems;
};

std::string theme_title(const Framework& framework, const ThemeRef& theme) {
    const auto found = std::ranges::find(framework.indicators, theme.indicator, &frameworks::Indicator::code);
    if (found == framework.indicators.end() || theme.theme > static_cast<int>(found->themes.size())) return {};
    return found->themes[static_cast<std::size_t>(theme.theme) - 1].title;
}

web::List cards_of(const Framework& framework, const std::vector<OnTheme>& side, const EvaluationId& evaluation, Date at) {
    web::List cards;
    for (const auto& on : side) cards.push_back(finding_card(framework, on, evaluation, at));
    return cards;
}

web::Data decided_data(const Conflict& conflict) {
    if (!conflict.decision) return false;
    const auto& decision = *conflict.decision;
    std::string follow;
    for (const auto& code : decision.follow) follow += (follow.empty() ? "" : ", ") + code;
    return web::Object{
        {"state", text("evaluations.conflict.state." + name_of(decision.state) + ".name")},
        {"paragraphs", web::paragraphs(decision.words)},
        {"follow", follow.empty() ? web::Data(false) : web::Data(text("evaluations.conflict.followed_into", {{"codes", follow}}))},
        {"by", text("evaluations.conflict.by", {{"name", decision.decided_by_name}, {"when", in_words(decision.decided_at)}})},
        {"reopened", conflict.is_reopened}};
}

web::Data form_of(const web::Visit& visit, const Framework& framework, const EvaluationId& evaluation, const Conflict& conflict,
                  const Refused* refused) {
    DecisionDraft draft;
    if (conflict.decision)
        draft = {name_of(conflict.decision->state), conflict.decision->words, conflict.decision->follow, conflict.decision->version};
    if (refused) draft = refused->draft;
    const auto problems = refused ? refused->problems : Problems{};
    const auto key = fmt::format("{}_{}", conflict.theme.indicator, conflict.theme.theme);
    std::vector<web::Option> states, indicators;
    for (const auto state : choices)
        states.push_back({name_of(state), text("evaluations.conflict.state." + name_of(state) + ".name"),
                          text("evaluations.conflict.state." + name_of(state) + ".about")});
    for (const auto& indicator : framework.indicators)
        if (indicator.code != conflict.theme.indicator) indicators.push_back({indicator.code, indicator.code + " " + indicator.title, {}});
    const auto named = [&](const std::string& field) {
        Problems own;
        for (const auto& problem : problems)
            if (problem.field == field) own.push_back({field + "_" + key, problem.text});
        return own;
    };
    return web::Object{
        {"csrf", visit.csrf},
        {"address", fmt::format("{}/conflicts/{}/{}", address_of(evaluation), conflict.theme.indicator, conflict.theme.theme)},
        {"seen_version", std::to_string(draft.seen_version)},
        {"state", web::radios({.name = "state_" + key,
                               .legend = text("evaluations.conflict.state_legend"),
                               .hint = {},
                               .options = states,
                               .chosen = {draft.state}},
                              named("state"))},
        {"words", web::textarea({.name = "words_" + key,
                                 .label = text("evaluations.conflict.words"),
                                 .hint = text("evaluations.conflict.words_hint"),
                                 .value = draft.words,
                                 .rows = 3,
                                 .max = statement_max_characters},
                                named("words"))},
        {"follow", web::checkboxes({.name = "follow_" + key,
                                    .legend = text("evaluations.conflict.follow"),
                                    .hint = {},
                                    .options = indicators,
                                    .chosen = draft.follow,
                                    .is_small = true},
                                   named("follow"))},
        {"is_open", refused != nullptr},
        {"button", web::button(text("evaluations.conflict.save"))}};
}

web::Response register_page(const web::Visit& visit, const Evaluation& evaluation, const Framework& framework,
                            const std::vector<Conflict>& conflicts, const Refused* refused, web::Status status) {
    const bool may_write = visit.may(Ability::evaluate, "evaluation") && !evaluation.is_finished();
    const auto at = looked_at(evaluation, visit.now);
    web::List items;
    int open = 0;
    for (const auto& conflict : conflicts) {
        const bool is_refused = refused && refused->theme == conflict.theme;
        open += conflict.is_open() ? 1 : 0;
        items.push_back(web::Object{
            {"id", fmt::format("conflict_{}_{}", conflict.theme.indicator, conflict.theme.theme)},
            {"number",
             text("frameworks.theme_number", {{"code", conflict.theme.indicator}, {"number", std::to_string(conflict.theme.theme)}})},
            {"title", theme_title(framework, conflict.theme)},
            {"desk", web::link(desk_address(evaluation.id, conflict.theme.indicator) + "#theme_" + std::to_string(conflict.theme.theme),
                               text("evaluations.conflict.desk"))},
            {"strengths", cards_of(framework, conflict.strengths, evaluation.id, at)},
            {"improvements", cards_of(framework, conflict.improvements, evaluation.id, at)},
            {"decided", decided_data(conflict)},
            {"form", may_write ? form_of(visit, framework, evaluation.id, conflict, is_refused ? refused : nullptr) : web::Data(false)}});
    }
    Problems problems;
    if (refused)
        for (const auto& problem : refused->problems)
            problems.push_back(
                {problem.field.empty() ? "" : fmt::format("{}_{}_{}", problem.field, refused->theme.indicator, refused->theme.theme),
                 problem.text});
    return evaluation_page(
        "judging/conflicts", text("evaluations.conflict.title"), evaluation,
        {{"header", web::header(evaluation.title, text("evaluations.conflict.title"), text("evaluations.conflict.lead"))},
         {"error_summary", web::error_summary(problems)},
         {"reading", conflicts.empty() ? web::Data(false)
                                       : web::Data(web::counted("evaluations.conflict.total", static_cast<int>(conflicts.size())) + " " +
                                                   (open == 0 ? text("evaluations.conflict.open_none")
                                                              : web::counted("evaluations.conflict.open_total", open)))},
         {"nothing", conflicts.empty()},
         {"items", items}},
        status);
}

struct Register {
    Evaluation evaluation;
    const Framework* framework;
    std::vector<Conflict> conflicts;
};

std::optional<Register> find_register(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluation_at(visit);
    if (!evaluation) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    auto conflicts =
        conflicts_in(list_on_themes(db, visit.sight(), evaluation->id, ""), list_decisions(db, visit.actor.partnership, evaluation->id));
    return Register{std::move(*evaluation), &framework, std::move(conflicts)};
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto found = find_register(visit, db);
    return found ? register_page(visit, found->evaluation, *found->framework, found->conflicts, nullptr, web::Status::ok)
                 : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto found = find_register(visit, db);
    const auto theme = theme_from(visit.path.at("indicator") + "/" + visit.path.at("theme"));
    if (!found || !theme) return web::not_found();
    const auto conflict = std::ranges::find(found->conflicts, *theme, &Conflict::theme);
    const auto key = fmt::format("_{}_{}", theme->indicator, theme->theme);
    Refused refused{*theme,
                    {visit.form.text("state" + key), visit.form.text("words" + key), visit.form.list("follow" + key),
                     visit.form.number("seen_version")},
                    {}};
    const auto again = [&](Problems problems, web::Status status) {
        refused.problems = std::move(problems);
        return register_page(visit, found->evaluation, *found->framework, found->conflicts, &refused, status);
    };
    // A finding may have been withdrawn while somebody was typing.
    if (conflict == found->conflicts.end()) return again({{"", "evaluations.conflict.none_here"}}, web::Status::unprocessable);
    std::vector<std::string> codes;
    for (const auto& indicator : found->framework->indicators) codes.push_back(indicator.code);
    const auto decision = decide(found->evaluation, *conflict, refused.draft, codes, visit.actor.id, visit.now);
    if (!decision) return again(decision.error(), web::Status::unprocessable);
    if (!record_decision(db, visit.by(), found->evaluation.id, conflict->decision ? &*conflict->decision : nullptr, *decision)) {
        refused.draft.seen_version = conflict->decision ? conflict->decision->version : 0;  // theirs is shown; saving again is now a choice
        return again({{"", "evaluations.conflict.changed_meanwhile"}}, web::Status::conflict);
    }
    return web::see_other(address_of(found->evaluation.id) + "/conflicts#conflict" + key);
}

}  // namespace

void add_conflict_pages(web::Router& router) {
    router.word("theme");
    router.get("/evaluations/{evaluation}/conflicts", may::read, show);
    router.post("/evaluations/{evaluation}/conflicts/{indicator}/{theme}", may::evaluate, save);
}

}  // namespace touchstone::judging
