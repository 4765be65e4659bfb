// Choosing what is looked at, how deeply and why. A preset fills in the form; nothing is chosen until a person saves it.
#include <algorithm>

#include "base/text.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/scope.h"
#include "frameworks/framework_store.h"
#include "judging/judging_words_pages.h"
#include "people/draft_pages.h"
#include "web/fields.h"
#include "workspace/pages.h"
#include "workspace/proposal_pages.h"
#include "workspace/proposal_store.h"
#include "workspace/workspace_store.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

using frameworks::Framework;
using web::text;

template <class Value>
Value at(const std::map<std::string, Value>& values, const std::string& key) {
    const auto found = values.find(key);
    return found == values.end() ? Value() : found->second;
}

ScopeDraft read_draft(const web::Form& form, const Framework& framework) {
    ScopeDraft draft;
    for (const auto& indicator : framework.indicators) {
        const auto& code = indicator.code;
        draft.depths[code] = form.text(depth_shape.in_row(code).name);
        draft.reasons[code] = form.text(reason_shape.in_row(code).name);
        draft.themes[code] = form.list(themes_shape.in_row(code).name);
    }
    return draft;
}

// "Only some themes": open where some are chosen. An indicator with one theme has no part to leave out.
web::Data theme_choice(const frameworks::Indicator& indicator, const ScopeDraft& draft) {
    if (indicator.themes.size() < 2) return false;
    const auto chosen = at(draft.themes, indicator.code);
    std::vector<web::Option> options;
    for (std::size_t i = 0; i < indicator.themes.size(); ++i)
        options.push_back({std::to_string(i + 1), frameworks::listed_title(indicator.themes[i]), {}});
    return web::Object{{"is_open", !chosen.empty()},
                       {"code", indicator.code},
                       {"choice", web::checkboxes({.name = themes_shape.in_row(indicator.code).name,
                                                   .legend = text("evaluations.scope.themes", {{"code", indicator.code}}),
                                                   .hint = text("evaluations.scope.themes_hint"),
                                                   .options = options,
                                                   .chosen = chosen,
                                                   .is_inline = false,
                                                   .is_small = true})}};
}

web::Object indicator_fields(const frameworks::Indicator& indicator, const ScopeDraft& draft, const Problems& problems) {
    std::vector<web::Option> depths;
    for (const auto depth : {Depth::full, Depth::light, Depth::none})
        depths.push_back({name_of(depth), text("evaluations.depth." + name_of(depth) + ".name"), {}});
    const auto chosen = at(draft.depths, indicator.code);
    return {{"depth", web::radios({.name = depth_shape.in_row(indicator.code).name,
                                   .legend = indicator.code + " " + indicator.title,
                                   .hint = {},
                                   .options = depths,
                                   .chosen = {chosen},
                                   .is_inline = true,
                                   .is_small = true},
                                  problems)},
            {"reason", web::textarea({.name = reason_shape.in_row(indicator.code).name,
                                      .label = text("evaluations.scope.reason", {{"code", indicator.code}}),
                                      .hint = {},
                                      .value = at(draft.reasons, indicator.code),
                                      .rows = 2},
                                     problems)},
            {"themes", theme_choice(indicator, draft)}};
}

// What the page shows beside what is known: two statements.
struct Asked {
    Evaluation evaluation;
    const Framework* framework;
    Workspace workspace;
};

std::optional<Asked> find_asked(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluation_at(visit);
    if (!evaluation) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    auto workspace = read_workspace(db, visit.sight(), evaluation->id);
    return Asked{std::move(*evaluation), &framework, std::move(workspace)};
}

ScopeDraft draft_now(const Workspace& workspace) {
    std::vector<ScopeChoice> choices;
    for (const auto& [code, choice] : workspace.scope) choices.push_back(choice);
    return draft_from(choices);
}

struct Typed {
    ScopeDraft draft;
    std::string preset = {};
    TypedAnswer answer = {};
    Problems problems = {};
};

// All that can be sent from the page, by address.
std::map<std::string, web::FormNow> forms_of(const Asked& asked, const Typed& typed, int seen_version) {
    const auto address = address_of(asked.evaluation.id) + "/scope";
    std::vector<FieldValue> rows, answers{{indicator_shape, {""}}};
    for (const auto& indicator : asked.framework->indicators) {
        rows.push_back({depth_shape.in_row(indicator.code), {at(typed.draft.depths, indicator.code)}});
        rows.push_back({reason_shape.in_row(indicator.code), {at(typed.draft.reasons, indicator.code)}});
        rows.push_back({themes_shape.in_row(indicator.code), at(typed.draft.themes, indicator.code)});
    }
    for (const auto& [proposed, answer, why] : open_answers(*asked.framework, asked.workspace, typed.answer)) {
        answers.push_back({answer_shape.in_row(proposed.indicator), {answer}});
        answers.push_back({why_shape.in_row(proposed.indicator), {why}});
    }
    std::map<std::string, web::FormNow> forms{{address, {rows, seen_version}}};
    if (asked.framework->looked_at_first.empty()) return forms;  // the page has no proposals
    if (answers.size() > 1) forms[address + "/answers"] = {answers, seen_version};
    if (offers_to_leave_out(*asked.framework, asked.workspace))
        forms[address + "/sound"] = {{{why_sound_shape, {at(typed.answer, why_sound_shape.name)}}}, seen_version};
    return forms;
}

// What is looked at, and why; of a finished evaluation also what was left out.
web::Data scope_table(const Framework& framework, const Workspace& workspace, const Evaluation& evaluation) {
    web::Table table{
        .id = "scope", .caption = text("evaluations.scope.table"), .heads = {}, .rows = {}, .is_sortable = true, .csv = "scope.csv"};
    for (const auto* head : {"indicator", "depth", "why"}) table.heads.push_back({text(std::string("evaluations.scope.head.") + head), {}});
    for (const auto& indicator : framework.indicators)
        if (const auto choice = workspace.scope.find(indicator.code);
            choice != workspace.scope.end() && (evaluation.is_finished() || choice->second.depth != Depth::none))
            table.rows.push_back({{indicator.code + " " + indicator.title, desk_address(evaluation.id, indicator.code)},
                                  {text("evaluations.depth." + name_of(choice->second.depth) + ".name"), {}},
                                  {choice->second.reason, {}}});
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

web::Response scope_page(const web::Visit& visit, const Asked& asked, const Typed& typed, web::Status status, int seen_version) {
    const auto& [evaluation, known_framework, workspace] = asked;
    const auto& [draft, preset, answered, problems] = typed;
    const auto& framework = *known_framework;
    const auto chosen = scope_table(framework, workspace, evaluation);
    // What was saved is a short list; each key area opens to change it. What is being written stays open.
    const bool is_list_enough = !chosen.is_false() && preset.empty() && status == web::Status::ok;
    web::List areas;
    for (const auto& area : framework.key_areas) {
        web::List indicators;
        int in_scope = 0;
        bool is_left_out = true, has_problem = false;
        for (const auto* indicator : frameworks::indicators_of(framework, area)) {
            indicators.push_back(indicator_fields(*indicator, draft, problems));
            const auto depth = at(draft.depths, indicator->code);
            in_scope += depth == name_of(Depth::full) || depth == name_of(Depth::light) ? 1 : 0;
            is_left_out = is_left_out && depth == name_of(Depth::none);
            has_problem = has_problem || std::ranges::any_of(problems, [&](const Problem& problem) {
                              return problem.field.ends_with("_" + indicator->code);
                          });
        }
        if (!indicators.empty())
            areas.push_back(web::Object{
                {"number", area.number},
                {"title", area.title},
                {"count", text("evaluations.scope.in_of", {{"in", std::to_string(in_scope)}, {"all", std::to_string(indicators.size())}})},
                {"is_open", has_problem || !(is_left_out || is_list_enough)},
                {"indicators", indicators}});
    }
    web::List presets;
    const auto address = address_of(evaluation.id) + "/scope";
    for (const auto& known : framework.presets)
        presets.push_back(web::Object{{"label", text("evaluations.scope.part", {{"part", known.source}})},
                                      {"title", known.title},
                                      {"href", address + "?preset=" + known.key},
                                      {"text", known.about},
                                      {"meta", web::List()}});
    auto response = evaluation_page(
        "workspace/scope", text("evaluations.scope.title"), evaluation,
        {{"header", web::header(evaluation.title, text("evaluations.scope.title"), text("evaluations.scope.lead"))},
         {"filled_in",
          preset.empty() ? web::Data(false)
                         : web::Data(web::notice("info", text("evaluations.scope.filled_in"), text("evaluations.scope.filled_in_detail")))},
         {"known", web::link(address_of(evaluation.id) + "/known", text("cycles.known.title"))},
         {"proposal", framework.looked_at_first.empty()
                          ? web::Data(false)
                          : web::Data(proposal_section(visit, framework, evaluation, workspace, answered, problems))},
         {"presets", presets},
         {"areas", areas},
         {"chosen", chosen},
         {"finished", evaluation.is_finished()},
         {"is_scoped", is_list_enough},
         {"csrf", visit.csrf},
         {"seen_version", std::to_string(seen_version)},
         {"address", address},
         {"button", web::button(text("evaluations.scope.save"))}},
        status);
    response.problems = problems;
    if (!evaluation.is_finished()) response.forms = forms_of(asked, typed, seen_version);
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto asked = find_asked(visit, db);
    if (!asked) return web::not_found();
    const auto preset = visit.query.text("preset");
    const auto draft = preset.empty() ? draft_now(asked->workspace) : draft_from_preset(*asked->framework, preset);
    return scope_page(visit, *asked, {draft, preset}, web::Status::ok, asked->evaluation.version);
}

// Whether the scope is still the one that the form was about: then nobody else changes that one any more.
bool is_as_seen(const web::Visit& visit, db::Write& db, const Evaluation& evaluation) {
    return raise_version(db, visit.actor.partnership, evaluation.id, visit.form.number("seen_version"));
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto asked = find_asked(visit, db);
    if (!asked) return web::not_found();
    const auto& evaluation = asked->evaluation;
    const auto& framework = *asked->framework;
    const auto draft = read_draft(visit.form, framework);
    const auto choices = choose(evaluation, framework, draft);
    if (!choices)
        return scope_page(visit, *asked, {draft, {}, {}, choices.error()}, web::Status::unprocessable, visit.form.number("seen_version"));
    if (!is_as_seen(visit, db, evaluation))
        // theirs stands in the history and in the list of indicators; saving again is now a choice
        return scope_page(visit, *asked, {draft, {}, {}, {{"", "evaluations.scope.changed_meanwhile"}}}, web::Status::conflict,
                          evaluation.version);
    std::vector<ScopeChoice> before;
    for (const auto& [code, choice] : asked->workspace.scope) before.push_back(choice);
    replace_scope(db, visit.by(), evaluation.id, framework, before, *choices);
    people::forget_draft(visit, db);
    return web::see_other(address_of(evaluation.id), "scope");
}

web::Response answer_again(const web::Visit& visit, const Asked& asked, const std::vector<std::string>& fields, const Problems& problems,
                           web::Status status) {
    TypedAnswer typed;
    for (const auto& field : fields) typed[field] = visit.form.text(field);
    return scope_page(visit, asked, {draft_now(asked.workspace), {}, typed, problems}, status, asked.evaluation.version);
}

ScopeAnswer answered_by(const web::Visit& visit, ScopeAnswer answer) {
    answer.id = ScopeAnswerId::make(visit.now);
    answer.by = visit.actor.id;
    answer.at = visit.now;
    return answer;
}

web::Response answer_proposal(const web::Visit& visit, db::Write& db) {
    const auto asked = find_asked(visit, db);
    if (!asked) return web::not_found();
    const auto code = visit.form.text(indicator_shape.name);
    const std::vector<std::string> fields{answer_shape.in_row(code).name, why_shape.in_row(code).name};
    const auto proposals = proposal_of(*asked->framework, asked->workspace).indicators;
    const auto proposed = std::ranges::find(proposals, code, &Proposed::indicator);
    if (proposed == proposals.end())
        return answer_again(visit, *asked, fields, {{"", "evaluations.proposal.gone"}}, web::Status::unprocessable);
    const auto now = depth_now(asked->workspace.scope, code);
    auto given = answer(asked->evaluation, *proposed, now, {visit.form.text(fields[0]), visit.form.text(fields[1])});
    if (!given) return answer_again(visit, *asked, fields, given.error(), web::Status::unprocessable);
    for (const auto& pointer : proposed->because) given->because.push_back({pointer.weakness, pointer.evidence, in_words(pointer.words)});
    if (!is_as_seen(visit, db, asked->evaluation))
        return answer_again(visit, *asked, fields, {{"", "evaluations.proposal.changed_meanwhile"}}, web::Status::conflict);
    const auto standing = asked->workspace.scope.find(code);
    add_answer(db, visit.by(), asked->evaluation.id, *asked->framework,
               standing == asked->workspace.scope.end() ? ScopeChoice{code} : standing->second, answered_by(visit, *given));
    return web::see_other(address_of(asked->evaluation.id) + "/scope#evidence", "answer");
}

// What is sound needs no explaining: all that is not decisive is left out, with a reason.
web::Response leave_out_rest(const web::Visit& visit, db::Write& db) {
    const auto asked = find_asked(visit, db);
    if (!asked) return web::not_found();
    ScopeAnswer answer;
    answer.reason = visit.form.text(why_sound_shape.name);
    Problems problems;
    if (asked->evaluation.is_finished()) problems.push_back({"", "evaluations.finished"});
    if (!proposal_of(*asked->framework, asked->workspace).is_sound) problems.push_back({"", "evaluations.proposal.gone"});
    if (answer.reason.empty()) problems.push_back({why_sound_shape.name, "evaluations.proposal.why_missing"});
    if (characters(answer.reason) > reason_max_characters) problems.push_back({why_sound_shape.name, "evaluations.scope.reason_too_long"});
    if (!problems.empty()) return answer_again(visit, *asked, {why_sound_shape.name}, problems, web::Status::unprocessable);
    if (!is_as_seen(visit, db, asked->evaluation))
        return answer_again(visit, *asked, {why_sound_shape.name}, {{"", "evaluations.proposal.changed_meanwhile"}}, web::Status::conflict);
    leave_out(db, visit.by(), asked->evaluation.id, answered_by(visit, answer));
    return web::see_other(address_of(asked->evaluation.id) + "/scope#evidence", "answer");
}

}  // namespace

void add_scope_pages(web::Router& router) {
    const FieldShape seen{"seen_version", FieldShape::Kind::number};
    router.get("/evaluations/{evaluation}/scope", may::evaluate, show);
    router.post("/evaluations/{evaluation}/scope", may::evaluate, save,
                {.fields = {depth_shape.in_row("*"), reason_shape.in_row("*"), themes_shape.in_row("*"), seen}});
    router.post(
        "/evaluations/{evaluation}/scope/answers", may::evaluate, answer_proposal,
        {.fields = {indicator_shape, answer_shape.in_row("*"), why_shape.in_row("*"), seen}, .form_at = "/evaluations/{evaluation}/scope"});
    router.post("/evaluations/{evaluation}/scope/sound", may::evaluate, leave_out_rest,
                {.fields = {why_sound_shape, seen}, .form_at = "/evaluations/{evaluation}/scope"});
}

}  // namespace touchstone::workspace
