#include "workspace/overview_pages.h"

#include <algorithm>

#include "conclusions/conclusion.h"
#include "conclusions/conclusion_words_pages.h"
#include "evaluations/evaluation_words_pages.h"
#include "judging/judging_words_pages.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
namespace {

using frameworks::Framework;
using frameworks::Indicator;
using web::text;

bool is_in_scope(const Workspace& workspace, const Indicator& indicator) {
    return indicator.judged && depth_now(workspace.scope, indicator.code) != Depth::none;
}

web::Data step(const std::string& words, const std::string& href, const std::string& link) {
    return web::Object{{"words", words}, {"link", web::link(href, link)}};
}

// Whether a level is still to be awarded, by the team or, where everybody judges alone first, by the one who looks.
bool is_to_judge(const Workspace& workspace, const Evaluation& evaluation, const Indicator& indicator) {
    if (!is_in_scope(workspace, indicator) || workspace.levels.contains(indicator.code)) return false;
    return evaluation.judging != Judging::alone_first || !workspace.given_alone.contains(indicator.code);
}

bool lacks_levels(const Framework& framework, const Workspace& workspace) {
    return std::ranges::any_of(framework.indicators, [&](const Indicator& indicator) {
        return is_in_scope(workspace, indicator) && !workspace.levels.contains(indicator.code);
    });
}

// The first task of this person about the indicator that is not done.
const tasks::Task* own_task(const Workspace& workspace, const Indicator& indicator, const AccountId& who) {
    const auto found = std::ranges::find_if(
        workspace.tasks, [&](const tasks::Task& each) { return !each.is_done() && each.who == who && each.is_about(indicator.code); });
    return found == workspace.tasks.end() ? nullptr : &*found;
}

// The first that is to be judged and was given to this person, or else has evidence; where none has, the first.
const Indicator* next_to_judge(const Framework& framework, const Evaluation& evaluation, const Workspace& workspace, const AccountId& who,
                               int& left) {
    const Indicator *first = nullptr, *grounded = nullptr, *own = nullptr;
    for (const auto& indicator : framework.indicators) {
        if (!is_to_judge(workspace, evaluation, indicator)) continue;
        ++left;
        if (!first) first = &indicator;
        if (!grounded && !lines_of(workspace, indicator).empty()) grounded = &indicator;
        if (!own && own_task(workspace, indicator, who)) own = &indicator;
    }
    return own ? own : grounded ? grounded : first;
}

std::vector<int> questions_left(const Framework& framework, const Workspace& workspace) {
    std::vector<int> left;
    for (const auto& question : framework.questions)
        if (!workspace.concluded.contains(text_of(part_of_question(question.number)))) left.push_back(question.number);
    return left;
}

web::Data after_the_end(const Evaluation& evaluation, bool may_lead) {
    const auto address = address_of(evaluation.id);
    return may_lead ? step(text("evaluations.now.publish"), address + "/publishing", text("evaluations.now.publish_link"))
                    : step(text("evaluations.now.read"), address + "/report", text("evaluations.steps.report_look"));
}

// "In depth: 4 lines of enquiry, 1 theme without evidence. Not judged yet."
std::string said_of(const Workspace& workspace, const Indicator& indicator, bool in_scope, bool has_level) {
    auto depth = text("evaluations.depth." + name_of(depth_now(workspace.scope, indicator.code)) + ".name");
    if (!in_scope) return depth;
    const auto by_theme = lines_by_theme(workspace, indicator);
    const auto empty = static_cast<int>(std::ranges::count_if(by_theme, [](const auto& lines) { return lines.empty(); }));
    std::vector<std::string> words{
        web::counted("evaluations.now.lines", static_cast<int>(distinct(lines_of(workspace, indicator)).size()), {{"depth", depth}})};
    if (empty > 0) words.push_back(web::counted("evaluations.now.empty", empty));
    return web::listed(words) + (has_level ? "" : ". " + text("evaluations.workspace.not_judged"));
}

web::Object tile(const Framework& framework, const Evaluation& evaluation, const Workspace& workspace, const Indicator& indicator) {
    const bool in_scope = is_in_scope(workspace, indicator);
    const auto judged = workspace.judgements.find(indicator.code);
    const bool has_level = judged != workspace.judgements.end();
    return {{"code", indicator.code},
            {"title", indicator.title},
            {"href", desk_address(evaluation.id, indicator.code)},
            {"is_out", !in_scope},
            {"said", said_of(workspace, indicator, in_scope, has_level)},
            {"level", has_level ? level_tag(framework, static_cast<int>(judged->second.level)) : web::Data(false)},
            {"sureness", has_level ? web::Data(sureness(judged->second)) : web::Data(false)}};
}

}  // namespace

std::vector<std::vector<Line>> lines_by_theme(const Workspace& workspace, const Indicator& indicator) {
    std::vector<std::vector<Line>> lines;
    const auto choice = workspace.scope.find(indicator.code);
    if (choice == workspace.scope.end()) return lines;
    for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme) {
        if (!looks_at(choice->second, theme)) continue;
        const auto found = workspace.lines.find({indicator.code, theme});
        lines.push_back(found == workspace.lines.end() ? std::vector<Line>{} : found->second);
    }
    return lines;
}

std::vector<Line> lines_of(const Workspace& workspace, const Indicator& indicator) {
    std::vector<Line> lines;
    for (const auto& of_theme : lines_by_theme(workspace, indicator)) lines.insert(lines.end(), of_theme.begin(), of_theme.end());
    return lines;
}

// "2 of them are yours, the first by 12 March 2027. The evaluation should be ready by 30 June 2027.": what tasks say of what is left.
std::string days_in_words(const Framework& framework, const Evaluation& evaluation, const Workspace& workspace, const AccountId& who) {
    std::string words;
    int mine = 0;
    std::optional<Date> first;
    for (const auto& indicator : framework.indicators) {
        if (!is_to_judge(workspace, evaluation, indicator)) continue;
        const auto* task = own_task(workspace, indicator, who);
        if (!task) continue;
        ++mine;
        first = first ? std::min(*first, task->due) : task->due;
    }
    if (mine > 0) words += " " + web::counted("evaluations.now.yours", mine, {{"date", in_words(*first)}});
    const auto deadline = std::ranges::find(workspace.tasks, tasks::deadline, &tasks::Task::part);
    if (deadline != workspace.tasks.end() && !deadline->is_done())
        words += " " + text("evaluations.now.ready_by", {{"date", in_words(deadline->due)}});
    return words;
}

std::string state_of(const Workspace& workspace, const Indicator& indicator) {
    std::map<TriangulationState, int> counts;
    const auto by_theme = lines_by_theme(workspace, indicator);
    for (const auto& lines : by_theme) ++counts[triangulate(lines).state];
    const auto total = std::to_string(by_theme.size());
    std::vector<std::string> words;
    for (const auto state : {TriangulationState::triangulated, TriangulationState::backed_up, TriangulationState::single_source,
                             TriangulationState::no_evidence})
        if (counts[state] > 0)
            words.push_back(web::counted("evaluations.workspace.themes_" + name_of(state), counts[state], {{"total", total}}));
    const auto left_out = static_cast<int>(indicator.themes.size() - by_theme.size());
    if (left_out > 0) words.push_back(web::counted("evaluations.workspace.themes_left_out", left_out));
    return web::listed(words);
}

web::Data now_of(const Framework& framework, const Evaluation& evaluation, const Workspace& workspace, bool may_write, bool may_lead,
                 const AccountId& who) {
    const auto address = address_of(evaluation.id);
    if (evaluation.is_finished()) return after_the_end(evaluation, may_lead);
    if (!may_write) return false;
    if (std::ranges::none_of(framework.indicators, [&](const Indicator& indicator) { return is_in_scope(workspace, indicator); }))
        return step(text("evaluations.now.scope"), address + "/scope", text("evaluations.steps.scope_first"));
    if (workspace.evidence == 0)
        return step(text("evaluations.now.gather"), address + "/evidence/new", text("evaluations.steps.gather_first"));
    int left = 0;
    if (const auto* indicator = next_to_judge(framework, evaluation, workspace, who, left))
        return step(
            web::counted(evaluation.judging == Judging::alone_first ? "evaluations.now.judge_alone" : "evaluations.now.judge", left) +
                days_in_words(framework, evaluation, workspace, who),
            desk_address(evaluation.id, indicator->code),
            text("evaluations.now.judge_link", {{"code", indicator->code}, {"title", indicator->title}}));
    if (lacks_levels(framework, workspace))
        return step(text("evaluations.now.agree"), address + "/moderation", text("evaluations.now.agree_link"));
    if (const auto open = questions_left(framework, workspace); !open.empty())
        return step(web::counted("evaluations.now.conclude", static_cast<int>(open.size())),
                    part_address(evaluation.id, part_of_question(open.front())),
                    text("evaluations.now.conclude_link", {{"number", std::to_string(open.front())}}));
    return step(text("evaluations.now.finish"), address + "/finishing", text("evaluations.state.finish_link"));
}

web::List place_groups(const Evaluation& evaluation, bool may_write, bool may_lead) {
    web::List evidence, judgement, outcome;
    const auto add = [&](web::List& group, const char* place, const char* key) {
        group.push_back(web::link(address_of(evaluation.id) + place, text(key)));
    };
    add(evidence, "/known", "cycles.known.title");
    add(evidence, "/evidence", "evaluations.now.evidence_used");
    add(evidence, "/evidence-plan", "evaluations.evidence_plan.title");
    add(evidence, "/heard", "evaluations.heard.title");
    add(evidence, "/triangulation", "evaluations.matrix.title");
    add(evidence, "/conflicts", "evaluations.conflict.title");
    if (may_write && !evaluation.is_finished()) add(judgement, "/scope", "evaluations.scope.title");
    add(judgement, "/moderation", "evaluations.moderation.title");
    add(judgement, "/tasks", "tasks.title");
    add(judgement, "/conversations", "conversations.list.title");
    add(judgement, "/packs/meeting", "evaluations.pack.link");
    add(judgement, "/inspection", "evaluations.inspection.title");
    add(judgement, "/standards", "standards.list.title");
    add(outcome, "/capacity", "evaluations.capacity.link");
    if (!evaluation.continues.is_empty()) add(outcome, "/since", "cycles.since.title");
    add(outcome, "/report", "reports.title");
    if (may_lead) add(outcome, "/packs/board", "reports.pack.link");
    if (evaluation.is_finished()) add(outcome, "/publishing", "reports.publishing.title");
    if (evaluation.is_finished()) outcome.push_back(web::link("/plans", text("plans.list.title")));
    if (may_write && evaluation.is_finished()) add(outcome, "/next", "cycles.next.title");
    return {web::Object{{"title", text("evaluations.now.group_evidence")}, {"places", evidence}},
            web::Object{{"title", text("evaluations.now.group_judgement")}, {"places", judgement}},
            web::Object{{"title", text("evaluations.now.group_outcome")}, {"places", outcome}}};
}

web::Object map_of(const Framework& framework, const Evaluation& evaluation, const Workspace& workspace) {
    web::List areas;
    int in_scope = 0;
    for (const auto& area : framework.key_areas) {
        web::List tiles;
        for (const auto* indicator : frameworks::indicators_of(framework, area)) {
            if (!indicator->judged) continue;
            in_scope += is_in_scope(workspace, *indicator) ? 1 : 0;
            tiles.push_back(tile(framework, evaluation, workspace, *indicator));
        }
        if (!tiles.empty()) areas.push_back(web::Object{{"number", area.number}, {"title", area.title}, {"tiles", tiles}});
    }
    return {{"sentence", web::counted("evaluations.now.map_reading", in_scope, {{"judged", std::to_string(workspace.levels.size())}})},
            {"areas", areas}};
}

}  // namespace touchstone::workspace
