// The register of conflicts: what contradicts what, on which theme, and what was made of it.
#include <algorithm>

#include <fmt/format.h>

#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/conflict_store.h"
#include "judging/judging_words_pages.h"
#include "judging/pages.h"
#include "web/fields.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

using frameworks::Framework;
using web::text;

// What was typed about one theme and refused.
struct Refused {
    ThemeRef theme;
    DecisionDraft draft;
    Problems problems;
    bool is_late = false;  // somebody else decided meanwhile
};

std::string theme_title(const Framework& framework, const ThemeRef& theme) {
    const auto* indicator = frameworks::find_indicator(framework, theme.indicator);
    return indicator ? frameworks::listed_title(*indicator, theme.theme) : std::string();
}

web::List cards_of(const Framework& framework, const std::vector<OnTheme>& side, const EvaluationId& evaluation, Date at) {
    web::List cards;
    for (const auto& on : side) cards.push_back(finding_card(framework, on, evaluation, at));
    return cards;
}

web::Data decided_data(const Conflict& conflict) {
    if (!conflict.decision) return false;
    const auto& decision = *conflict.decision;
    const auto follow = web::joined(decision.follow);
    return web::Object{
        {"state", text("evaluations.conflict.state_choice." + name_of(decision.state))},
        {"paragraphs", web::paragraphs(decision.words)},
        {"follow", follow.empty() ? web::Data(false) : web::Data(text("evaluations.conflict.followed_into", {{"codes", follow}}))},
        {"by", text("evaluations.conflict.by", {{"name", decision.decided_by_name}, {"when", in_words(decision.decided_at)}})},
        {"reopened", conflict.is_reopened}};
}

// Behind the names of the fields about one theme.
std::string suffix_of(const ThemeRef& theme) { return fmt::format("_{}_{}", theme.indicator, theme.theme); }
std::string decision_address(const EvaluationId& evaluation, const ThemeRef& theme) {
    return fmt::format("{}/conflicts/{}/{}", address_of(evaluation), theme.indicator, theme.theme);
}

DecisionDraft shown_draft(const Conflict& conflict) { return conflict.decision ? draft_of(*conflict.decision) : DecisionDraft{}; }

web::Offers offers_of(const Framework& framework, const Conflict& conflict) {
    std::vector<web::Option> indicators;
    for (const auto& indicator : framework.indicators)
        if (indicator.code != conflict.theme.indicator) indicators.push_back({indicator.code, indicator.code + " " + indicator.title, {}});
    return {{"follow", indicators}};
}

// What was typed beside what somebody else decided meanwhile.
web::Data compared(const Framework& framework, const Conflict& conflict, const DecisionDraft& yours) {
    if (!conflict.decision) return false;
    auto both = web::compared(decision_fields(), yours, shown_draft(conflict), offers_of(framework, conflict));
    both["who"] = conflict.decision->decided_by_name;
    both["when"] = in_words(conflict.decision->decided_at);
    return both;
}

web::Data form_of(const web::Visit& visit, const Framework& framework, const EvaluationId& evaluation, const Conflict& conflict,
                  const Refused* refused) {
    const auto draft = refused ? refused->draft : shown_draft(conflict);
    const auto suffix = suffix_of(conflict.theme);
    const auto problems = web::with_suffix(refused ? refused->problems : Problems{}, suffix);
    auto form = web::components(decision_fields(), draft, problems, offers_of(framework, conflict), suffix);
    form.merge({{"csrf", visit.csrf},
                {"address", decision_address(evaluation, conflict.theme)},
                {"conflict", refused && refused->is_late ? compared(framework, conflict, draft) : web::Data(false)},
                {"is_open", refused != nullptr},
                {"button", web::button(text("evaluations.conflict.save"))}});
    return form;
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
    auto response = evaluation_page(
        "judging/conflicts", text("evaluations.conflict.title"), evaluation,
        {{"header", web::header(evaluation.title, text("evaluations.conflict.title"), text("evaluations.conflict.lead"))},
         {"reading", conflicts.empty() ? web::Data(false)
                                       : web::Data(web::counted("evaluations.conflict.total", static_cast<int>(conflicts.size())) + " " +
                                                   (open == 0 ? text("evaluations.conflict.open_none")
                                                              : web::counted("evaluations.conflict.open_total", open)))},
         {"nothing", conflicts.empty()},
         {"items", items}},
        status);
    if (refused) response.problems = visit.is_api ? refused->problems : web::with_suffix(refused->problems, suffix_of(refused->theme));
    if (may_write)
        for (const auto& conflict : conflicts)
            response.forms.emplace(decision_address(evaluation.id, conflict.theme),
                                   web::form_now(decision_fields(), shown_draft(conflict)));
    return response;
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
    Refused refused{*theme, web::read_draft(decision_fields(), web::without_suffix(visit.form, suffix_of(*theme))), {}};
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
        refused.draft.seen_version = shown_draft(*conflict).seen_version;  // saving again is now a choice
        refused.is_late = true;
        return again({{"", "evaluations.conflict.changed_meanwhile"}}, web::Status::conflict);
    }
    return web::see_other(address_of(found->evaluation.id) + "/conflicts#conflict" + suffix_of(*theme), "view");
}

}  // namespace

void add_conflict_pages(web::Router& router) {
    router.word("theme");
    router.get("/evaluations/{evaluation}/conflicts", may::read, show);
    router.post("/evaluations/{evaluation}/conflicts/{indicator}/{theme}", may::evaluate, save,
                {.is_repeated = true, .fields = web::taken(decision_fields()), .form_at = "/evaluations/{evaluation}/conflicts"});
}

}  // namespace touchstone::judging
