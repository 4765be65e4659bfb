// The report: reads like a good public report, not like a database. The page and the printed document share one body.
#include "reports/report_pages.h"

#include <algorithm>

#include "charts/profile.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/parts_pages.h"
#include "evaluations/whole_store.h"
#include "frameworks/framework_store.h"
#include "jobs/job_store.h"
#include "people/event_store.h"
#include "reports/report_store.h"

namespace touchstone::reports {
namespace {

using namespace evaluations;
using frameworks::Framework;
using frameworks::Indicator;
using web::text;

struct Material {
    Evaluation evaluation;
    const Framework* framework;
    Whole content;
};

std::optional<Material> find_material(db::Read& db, const Sight& sight, const EvaluationId& id) {
    auto evaluation = find_evaluation(db, sight.partnership, id);
    if (!evaluation) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    auto content = read_whole(db, sight, id);
    return Material{std::move(*evaluation), &framework, std::move(content)};
}

bool is_in_scope(const Whole& content, const Indicator& indicator) {
    const auto choice = content.scope.find(indicator.code);
    return choice != content.scope.end() && choice->second.depth != Depth::none;
}

std::optional<int> level_of(const Whole& content, const std::string& indicator) {
    const auto judged = content.judgements.find(indicator);
    return judged == content.judgements.end() ? std::nullopt : std::optional(static_cast<int>(judged->second.judgement.level));
}

const frameworks::Question& question_of(const Framework& framework, const Indicator& indicator) {
    const auto area = std::ranges::find(framework.key_areas, indicator.key_area, &frameworks::KeyArea::number);
    return *std::ranges::find(framework.questions, area->question, &frameworks::Question::number);
}

// "4 very good, 6 good, 1 weak": counts, never an average.
std::string counts_in_words(const Material& material) {
    std::map<int, int> counts;
    for (const auto& [indicator, judged] : material.content.judgements) ++counts[static_cast<int>(judged.judgement.level)];
    std::string words;
    for (auto count = counts.rbegin(); count != counts.rend(); ++count)
        words += (words.empty() ? "" : ", ") + std::to_string(count->second) + " " + level_word(*material.framework, count->first);
    return words;
}

web::Data profile_of(const Material& material, bool is_open) {
    charts::Profile chart{.id = "profile_picture",
                          .title = text("reports.profile.title"),
                          .description = {},
                          .levels = {},
                          .not_judged = text("evaluations.workspace.not_judged"),
                          .rows = {}};
    for (int level = 1; level <= 6; ++level) chart.levels.push_back(level_word(*material.framework, level));
    web::Table table{.id = "profile_table",
                     .caption = text("reports.profile.title"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = true,
                     .csv = "profile.csv"};
    table.heads = {{text("evaluations.conclusion.indicator"), {}},
                   {text("reports.profile.question"), {}},
                   {text("evaluations.judgement.level"), {}},
                   {text("evaluations.judgement.confidence"), {}}};
    for (const auto& indicator : material.framework->indicators) {
        if (!is_in_scope(material.content, indicator)) continue;
        const auto level = level_of(material.content, indicator.code);
        const auto& question = question_of(*material.framework, indicator);
        chart.rows.push_back({question.title, indicator.code + " " + indicator.title, level});
        table.rows.push_back({{indicator.code + " " + indicator.title, {}},
                              {std::to_string(question.number), {}},
                              {level ? std::to_string(*level) + " " + level_word(*material.framework, *level) : chart.not_judged, {}},
                              {level ? text("evaluations.confidence." +
                                            name_of(material.content.judgements.at(indicator.code).judgement.confidence) + ".name")
                                     : "",
                               {}}});
    }
    if (chart.rows.empty()) return false;
    const auto counts = counts_in_words(material);
    chart.description = counts.empty() ? text("reports.profile.nothing_judged")
                                       : text("reports.profile.reading", {{"judged", std::to_string(material.content.judgements.size())},
                                                                          {"scope", std::to_string(chart.rows.size())},
                                                                          {"counts", counts}});
    return web::Object{{"id", "profile"},
                       {"title", chart.title},
                       {"sentence", chart.description},
                       {"picture", charts::profile_svg(chart)},
                       {"legend", web::List{web::Object{{"shape", "now"}, {"text", text("reports.profile.now")}}}},
                       {"table_head", text("reports.profile.table")},
                       {"is_open", is_open},
                       {"table", web::table(table)}};
}

// Findings of one kind on one indicator, each once, however many themes it speaks about.
web::Data findings_of(const Whole& content, const std::string& indicator, FindingKind kind, bool with_links) {
    web::List list;
    std::vector<std::string> seen;
    for (const auto& found : content.findings) {
        if (found.theme.indicator != indicator || found.kind != kind || std::ranges::find(seen, found.statement) != seen.end()) continue;
        seen.push_back(found.statement);
        list.push_back(web::Object{{"statement", found.statement},
                                   {"from", found.evidence.title},
                                   {"href", with_links ? web::Data("/evidence/" + found.evidence.id.text) : web::Data(false)}});
    }
    return list.empty() ? web::Data(false) : web::Data(web::Object{{"items", list}});
}

std::string evidence_words(const Whole& content, const Indicator& indicator) {
    std::map<TriangulationState, int> counts;
    for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme) {
        std::vector<Line> lines;
        for (const auto& found : content.findings)
            if (found.theme == ThemeRef{indicator.code, theme})
                lines.push_back({found.evidence.source, line_key(found.evidence.line), found.evidence.line, found.evidence.to});
        ++counts[triangulate(lines).state];
    }
    std::string words;
    for (const auto state : {TriangulationState::triangulated, TriangulationState::backed_up, TriangulationState::single_source,
                             TriangulationState::no_evidence})
        if (counts[state] > 0)
            words += (words.empty() ? "" : ", ") + web::counted("evaluations.workspace.themes_" + name_of(state), counts[state],
                                                                {{"total", std::to_string(indicator.themes.size())}});
    return words;
}

web::Object indicator_part(const Material& material, const Indicator& indicator, bool with_links) {
    const auto& content = material.content;
    const auto judged = content.judgements.find(indicator.code);
    const bool has_level = judged != content.judgements.end();
    return {{"id", "indicator_" + indicator.code},
            {"code", indicator.code},
            {"title", indicator.title},
            {"href", with_links ? web::Data(desk_address(material.evaluation.id, indicator.code)) : web::Data(false)},
            {"level", has_level ? level_tag(*material.framework, static_cast<int>(judged->second.judgement.level)) : web::Data(false)},
            {"rationale", has_level ? web::paragraphs(judged->second.judgement.rationale) : web::List()},
            {"confidence", has_level ? web::Data(text("evaluations.confidence." + name_of(judged->second.judgement.confidence) + ".name"))
                                     : web::Data(false)},
            {"caveat", has_level ? web::or_false(judged->second.judgement.caveat) : web::Data(false)},
            {"evidence", evidence_words(content, indicator)},
            {"strengths", findings_of(content, indicator.code, FindingKind::strength, with_links)},
            {"improvements", findings_of(content, indicator.code, FindingKind::improvement, with_links)}};
}

web::List question_parts(const Material& material, bool with_links) {
    web::List parts;
    for (const auto& question : material.framework->questions) {
        web::List indicators;
        for (const auto& indicator : material.framework->indicators)
            if (is_in_scope(material.content, indicator) && question_of(*material.framework, indicator).number == question.number)
                indicators.push_back(indicator_part(material, indicator, with_links));
        const auto concluded = material.content.conclusions.find(text_of(part_of_question(question.number)));
        const bool has_conclusion = concluded != material.content.conclusions.end();
        if (indicators.empty() && !has_conclusion) continue;
        parts.push_back(web::Object{{"id", "question_" + std::to_string(question.number)},
                                    {"number", std::to_string(question.number)},
                                    {"title", question.title},
                                    {"conclusion", has_conclusion ? web::paragraphs(concluded->second.conclusion.statement) : web::List()},
                                    {"not_concluded", !has_conclusion},
                                    {"indicators", indicators}});
    }
    return parts;
}

web::List not_looked_at(const Material& material) {
    web::List list;
    for (const auto& indicator : material.framework->indicators) {
        if (is_in_scope(material.content, indicator)) continue;
        const auto choice = material.content.scope.find(indicator.code);
        list.push_back(web::Object{{"title", indicator.code + " " + indicator.title},
                                   {"reason", choice == material.content.scope.end() ? "" : choice->second.reason}});
    }
    return list;
}

web::Object body_of(const Material& material, bool with_links, Instant now) {
    const auto& evaluation = material.evaluation;
    std::string services;
    for (const auto& service : material.content.services) services += (services.empty() ? "" : ", ") + service;
    std::vector<web::SummaryRow> about{{text("evaluations.side.kind"), text("evaluations.kind." + name_of(evaluation.kind)), {}, {}, {}},
                                       {text("evaluations.side.why"), evaluation.why, {}, {}, {}},
                                       {text("evaluations.side.children"), evaluation.children, {}, {}, {}},
                                       {text("evaluations.side.period"), period_in_words(evaluation.from, evaluation.to), {}, {}, {}}};
    if (!services.empty()) about.insert(about.begin() + 2, {text("evaluations.side.services"), services, {}, {}, {}});
    auto parts = question_parts(material, with_links);
    const auto left_out = not_looked_at(material);
    return {{"partnership", material.content.partnership},
            {"title", evaluation.title},
            {"state", text(evaluation.is_finished() ? "reports.finished" : "reports.not_finished",
                           {{"date", in_words(date_of(evaluation.finished_at.value_or(now)))}})},
            {"about", web::summary_list(about)},
            {"profile", profile_of(material, !with_links)},
            {"gaps", gaps_of(material.content.not_shared)},
            {"parts", std::move(parts)},
            {"left_out", left_out.empty() ? web::Data(false) : web::Data(web::Object{{"items", left_out}})},
            {"framework", text("reports.framework", {{"title", material.framework->title}, {"version", material.framework->version}})}};
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto material = find_material(db, visit.sight(), visit.id<EvaluationId>("evaluation"));
    if (!material) return web::not_found();
    auto data = body_of(*material, true, visit.now);
    data.emplace("csrf", visit.csrf);
    data.emplace("address", address_of(material->evaluation.id) + "/report/pdf");
    data.emplace("button", web::button(text("reports.make_pdf"), "", "", true));
    return evaluation_page("reports/report", text("reports.title"), material->evaluation, std::move(data));
}

web::Response ask_for_pdf(const web::Visit& visit, db::Write& db) {
    const auto evaluation = find_evaluation(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"));
    if (!evaluation) return web::not_found();
    const auto job = jobs::ask(db, visit.actor.partnership, "report_pdf", evaluation->id.text, visit.actor.id, visit.now);
    if (!job)
        return web::page("reports/too_many", text("reports.too_many"), {{"back", address_of(evaluation->id) + "/report"}},
                         web::Status::too_many);
    people::record(db,
                   {visit.actor.partnership, visit.now, visit.actor.id, "asked_for_report", "evaluation", evaluation->id.text, "", "", ""});
    return web::see_other("/jobs/" + job->text);
}

}  // namespace

std::optional<Document> report_document(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    const auto material = find_material(db, sight, evaluation);
    if (!material) return std::nullopt;
    auto data = body_of(*material, false, sight.now);
    data.emplace("lang", "en-GB");
    return Document{material->evaluation.title, web::render("reports/document", data)};
}

void add_report_pages(web::Router& router) {
    router.object("job", look_up_report_job);
    router.get("/evaluations/{evaluation}/report", may::read, show);
    router.post("/evaluations/{evaluation}/report/pdf", may::read, ask_for_pdf);
}

}  // namespace touchstone::reports
