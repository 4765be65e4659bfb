// The evaluation at a glance: the six questions down the page, each with its key areas and indicators as rows.
#include <algorithm>

#include "conclusions/conclusion.h"
#include "conclusions/shared_part_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/judging_words_pages.h"
#include "workspace/overview_pages.h"
#include "workspace/pages.h"
#include "workspace/proposal_pages.h"
#include "workspace/workspace_store.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
namespace {

using frameworks::Framework;
using frameworks::Indicator;
using web::text;

struct Filter {
    std::string show;  // "", "gaps", "not_judged"
};

bool is_shown(const Filter& filter, const Workspace& workspace, const Indicator& indicator) {
    if (filter.show == "not_judged") return !workspace.levels.contains(indicator.code);
    if (filter.show != "gaps") return true;
    return std::ranges::any_of(lines_by_theme(workspace, indicator),
                               [](const auto& lines) { return triangulate(lines).state != TriangulationState::triangulated; });
}

web::Object row(const Framework& framework, const Workspace& workspace, const Evaluation& evaluation, const Indicator& indicator,
                const ScopeChoice& choice, Date at) {
    const auto lines = lines_of(workspace, indicator);
    const auto judged = workspace.judgements.find(indicator.code);
    const bool has_level = judged != workspace.judgements.end();
    return web::Object{{"code", indicator.code},
                       {"title", indicator.title},
                       {"href", desk_address(evaluation.id, indicator.code)},
                       {"depth_word", text("evaluations.depth." + name_of(choice.depth) + ".name")},
                       {"words", choice.reason},
                       {"evidence", evidence_strip(framework, lines, true)},
                       {"state_word", state_of(workspace, indicator)},
                       {"age", web::or_false(ages_in_words(lines, at))},
                       {"judged_word", text("evaluations.workspace.not_judged")},
                       {"level", has_level ? level_tag(framework, static_cast<int>(judged->second.level)) : web::Data(false)},
                       {"sureness", has_level ? web::Data(sureness(judged->second)) : web::Data(false)}};
}

web::List questions_of(const Framework& framework, const Workspace& workspace, const Evaluation& evaluation, const Filter& filter,
                       bool may_write, Date at) {
    web::List questions;
    for (const auto& question : framework.questions) {
        web::List areas;
        for (const auto& area : framework.key_areas) {
            if (area.question != question.number) continue;
            web::List rows;
            for (const auto& indicator : framework.indicators) {
                const auto choice = workspace.scope.find(indicator.code);
                if (indicator.key_area != area.number || choice == workspace.scope.end() || choice->second.depth == Depth::none) continue;
                if (is_shown(filter, workspace, indicator))
                    rows.push_back(row(framework, workspace, evaluation, indicator, choice->second, at));
            }
            if (!rows.empty())
                areas.push_back(web::Object{{"id", "rows_" + area.number}, {"number", area.number}, {"title", area.title}, {"rows", rows}});
        }
        const bool concluded = workspace.concluded.contains(text_of(part_of_question(question.number)));
        const auto key = concluded   ? "evaluations.workspace.concluded"
                         : may_write ? "evaluations.workspace.conclude"
                                     : "evaluations.workspace.not_concluded";
        questions.push_back(
            web::Object{{"number", std::to_string(question.number)},
                        {"title", question.title},
                        {"areas", areas},
                        {"nothing", areas.empty() && question.number != static_cast<int>(framework.questions.size())},
                        {"conclusion", web::link(address_of(evaluation.id) + "/questions/" + std::to_string(question.number), text(key))}});
    }
    return questions;
}

web::Object step(int number, const std::string& key, const std::string& state, const std::string& words, const web::Data& link) {
    return web::Object{{"number", std::to_string(number)},
                       {"title", text("evaluations.steps." + key)},
                       {"text", words},
                       {"state", state},
                       {"state_word", text("evaluations.steps.state_" + state)},
                       {"link", link}};
}

// A map of the work, and always one next step.
web::List steps_of(const Workspace& workspace, const Evaluation& evaluation, const Framework& framework, bool may_write) {
    const auto address = address_of(evaluation.id);
    int in_scope = 0;
    for (const auto& [code, choice] : workspace.scope) in_scope += choice.depth != Depth::none ? 1 : 0;
    const auto judged = static_cast<int>(workspace.levels.size());
    const auto concluded = static_cast<int>(std::ranges::count_if(framework.questions, [&](const auto& question) {
        return workspace.concluded.contains(text_of(part_of_question(question.number)));
    }));
    const auto questions = static_cast<int>(framework.questions.size());
    const bool open = may_write && !evaluation.is_finished();
    const auto said = [](const std::string& key, int count, int total) {
        return text("evaluations.steps." + key, {{"count", std::to_string(count)}, {"total", std::to_string(total)}});
    };
    const auto state = [&](bool done, bool before_done) { return done ? "done" : before_done ? "now" : "open"; };
    const auto link = [&](bool shown, const std::string& href, const std::string& key) {
        return shown ? web::Data(web::link(href, text("evaluations.steps." + key))) : web::Data(false);
    };
    const bool scoped = in_scope > 0, gathered = workspace.evidence > 0, all_judged = scoped && judged >= in_scope,
               all_concluded = concluded >= questions;
    return {step(1, "scope", state(scoped, true), web::counted("evaluations.steps.scope_text", in_scope),
                 link(open, address + "/scope", scoped ? "scope_again" : "scope_first")),
            step(2, "gather", state(gathered, scoped), web::counted("evaluations.steps.gather_text", workspace.evidence),
                 link(open, gathered ? address + "/evidence" : address + "/evidence/new", gathered ? "gather_again" : "gather_first")),
            step(3, "judge", state(all_judged, gathered), said("judge_text", judged, in_scope), false),
            step(4, "conclude", state(all_concluded, all_judged), said("conclude_text", concluded, questions), false),
            step(5, "report", state(evaluation.is_finished(), all_concluded), text("evaluations.steps.report_text"),
                 link(true, address + "/report", "report_look"))};
}

web::Object side_strip(const Evaluation& evaluation, const Workspace& workspace, const Framework& framework, bool works_alone) {
    const auto row_of = [](const std::string& key, const std::string& line, const web::Data& link = false) {
        return web::Object{{"key", text("evaluations.side." + key)}, {"lines", web::List{web::Data(line)}}, {"link", link}};
    };
    const auto address = address_of(evaluation.id);
    web::List services, rows;
    for (const auto& service : workspace.services) services.push_back(service);
    rows = {row_of("kind", text("evaluations.kind." + name_of(evaluation.kind))), row_of("why", evaluation.why),
            row_of("level", text("evaluations.level." + name_of(evaluation.level) + ".name")),
            web::Object{{"key", text("evaluations.side.services")}, {"lines", services}, {"link", false}},
            row_of("children", evaluation.children)};
    if (const auto groups = groups_in_words(framework, evaluation.groups); !groups.empty()) rows.push_back(row_of("groups", groups));
    if (!evaluation.neighbourhood.empty()) rows.push_back(row_of("neighbourhood", evaluation.neighbourhood));
    for (auto& row :
         web::List{row_of("period", period_in_words(evaluation.from, evaluation.to)),
                   row_of("framework", web::listed({framework.title, framework.version}),
                          web::link("/frameworks/" + framework.id + "/" + framework.version, text("evaluations.side.framework_link"))),
                   row_of("seen_by", seen_by(evaluation.owner_name),
                          works_alone ? web::Data(false) : web::Data(web::link(address + "/sharing", text("evaluations.sharing.link")))),
                   row_of("history", text("evaluations.side.history_about"),
                          web::link(address + "/history", text("evaluations.side.history_link")))})
        rows.push_back(std::move(row));
    return {{"title", text("evaluations.side.title")}, {"rows", rows}};
}

// What a partner sees of an evaluation that is shared in part. Whatever is not shared is named.
web::Response shared_page(const web::Visit& visit, db::Read& db, const Evaluation& evaluation, const Framework& framework) {
    const auto extent = visit.seen.at("evaluation").extent;
    const auto part = read_shared(db, visit.actor.partnership, evaluation.id, extent);
    const auto not_shared = [&](const std::string& key) { return text("evaluations.shared." + key, {{"owner", evaluation.owner_name}}); };
    web::Table levels{
        .id = "levels", .caption = text("evaluations.shared.levels"), .heads = {}, .rows = {}, .is_sortable = false, .csv = {}};
    levels.heads = {{text("evaluations.shared.indicator"), {}},
                    {text("evaluations.shared.level"), {}},
                    {text("evaluations.judgement.confidence"), {}},
                    {text("evaluations.judgement.caveat"), {}}};
    for (const auto& indicator : framework.indicators)
        if (const auto judged = part.levels.find(indicator.code); judged != part.levels.end())
            levels.rows.push_back({{indicator.code + " " + indicator.title, {}},
                                   {std::to_string(judged->second) + " " + level_word(framework, judged->second), {}},
                                   {text("evaluations.confidence." + name_of(part.confidences.at(indicator.code)) + ".name"), {}},
                                   {part.caveats.at(indicator.code), {}}});
    web::List conclusions;
    for (const auto& question : framework.questions)
        if (const auto found = part.conclusions.find(text_of(part_of_question(question.number))); found != part.conclusions.end())
            conclusions.push_back(web::Object{{"title", question.title},
                                              {"paragraphs", web::paragraphs(found->second.statement)},
                                              {"caveat", web::or_false(found->second.caveat)}});
    const bool has_levels = extent >= Extent::levels;
    return evaluation_page(
        "workspace/shared", evaluation.title, evaluation,
        {{"header", web::header(text("evaluations.shared.label", {{"owner", evaluation.owner_name}}), evaluation.title)},
         {"about", web::summary_list({{text("evaluations.side.kind"), text("evaluations.kind." + name_of(evaluation.kind)), {}, {}, {}},
                                      {text("evaluations.side.children"), evaluation.children, {}, {}, {}},
                                      {text("evaluations.side.period"), period_in_words(evaluation.from, evaluation.to), {}, {}, {}}})},
         {"levels", has_levels && !levels.rows.empty() ? web::Data(web::table(levels)) : web::Data(false)},
         {"no_levels", has_levels && levels.rows.empty()},
         {"levels_gap", has_levels ? web::Data(false) : web::Data(not_shared("levels_gap"))},
         {"conclusions", conclusions},
         {"evidence_gap", not_shared("evidence_gap")}});
}

// Gaps in what is shared; while it is under way also what the evidence says about the scope.
web::List notes_of(const Evaluation& evaluation, const Framework& framework, const Workspace& workspace) {
    auto notes = gaps_of(workspace.not_shared);
    if (!evaluation.is_finished())
        for (auto& note : proposal_notes(framework, workspace)) notes.push_back(std::move(note));
    return notes;
}

web::List related_to(const Workspace& workspace) {
    web::List related;
    for (const auto* side : {&workspace.above, &workspace.below})
        for (const auto& each : *side)
            related.push_back(
                web::Object{{"what", text(side == &workspace.above ? "evaluations.workspace.above" : "evaluations.workspace.below")},
                            {"href", address_of(each.id)},
                            {"text", each.title}});
    return related;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    if (visit.seen.at("evaluation").extent != Extent::all)
        return shared_page(visit, db, *evaluation, frameworks::framework_of(db, evaluation->framework_hash));
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto workspace = read_workspace(db, visit.sight(), evaluation->id);
    const Filter filter{visit.query.text("show")};
    const bool may_write = visit.may(Ability::evaluate, "evaluation");
    const bool scoped = std::ranges::any_of(workspace.scope, [](const auto& entry) { return entry.second.depth != Depth::none; });
    web::List filters;
    for (const auto* show : {"all", "gaps", "not_judged"}) {
        const auto href = address_of(evaluation->id) + (std::string(show) == "all" ? "" : std::string("?show=") + show);
        filters.push_back(web::Object{{"href", href},
                                      {"text", text(std::string("evaluations.workspace.show_") + show)},
                                      {"current", filter.show == show || (filter.show.empty() && std::string(show) == "all")}});
    }
    auto response = evaluation_page(
        "workspace/workspace", evaluation->title, *evaluation,
        {{"header",
          web::header(text(evaluation->is_finished() ? "evaluations.state.finished" : "evaluations.state.under_way"), evaluation->title)},
         {"steps", steps_of(workspace, *evaluation, framework, may_write)},
         {"side", side_strip(*evaluation, workspace, framework, visit.actor.works_alone)},
         {"tabs", scoped ? web::Data(web::Object{{"label", text("evaluations.workspace.filter")}, {"items", filters}}) : web::Data(false)},
         {"questions", scoped ? web::Data(web::Object{
                                    {"items", questions_of(framework, workspace, *evaluation, filter,
                                                           may_write && !evaluation->is_finished(), looked_at(*evaluation, visit.now))}})
                              : web::Data(false)},
         {"nothing", scoped ? web::Data(false)
                            : web::Data(web::empty_state(text("evaluations.workspace.nothing"), text("evaluations.workspace.nothing_what"),
                                                         text("evaluations.workspace.nothing_why"),
                                                         may_write ? web::Data(web::link(address_of(evaluation->id) + "/scope",
                                                                                         text("evaluations.steps.scope_first")))
                                                                   : web::Data(false)))},
         {"gaps", notes_of(*evaluation, framework, workspace)},
         {"related", related_to(workspace)},
         {"place_groups", place_groups(*evaluation, may_write, visit.may(Ability::lead, "evaluation"))},
         {"now", now_of(framework, *evaluation, workspace, may_write, visit.may(Ability::lead, "evaluation"), visit.actor.id)},
         {"map", scoped ? web::Data(map_of(framework, *evaluation, workspace)) : web::Data(false)},
         {"address", address_of(evaluation->id)},
         {"csrf", visit.csrf},
         {"may_write", may_write},
         {"is_finished", evaluation->is_finished()},
         {"archive_button", evaluation->is_finished() ? web::Data(web::button(text(evaluation->archived_at ? "evaluations.state.unarchive"
                                                                                                           : "evaluations.state.archive"),
                                                                              "archived", evaluation->archived_at ? "no" : "yes", true))
                                                      : web::Data(false)},
         {"reopen_button", web::button(text("evaluations.reopen"), "state", "under_way", true)}});
    if (may_write)
        response.forms = {
            {address_of(evaluation->id) + "/state", {{{state_shape, {evaluation->is_finished() ? "finished" : "under_way"}}}, {}}},
            {address_of(evaluation->id) + "/archive", {{{archived_shape, {evaluation->archived_at ? "yes" : "no"}}}, {}}}};
    return response;
}

}  // namespace

void add_workspace_pages(web::Router& router) { router.get("/evaluations/{evaluation}", may::see, show); }

}  // namespace touchstone::workspace
