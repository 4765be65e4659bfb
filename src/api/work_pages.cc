#include <algorithm>

#include "api/api_pages.h"
#include "duties/duty_store.h"
#include "frameworks/framework_pages.h"
#include "jobs/job_store.h"
#include "plans/measured.h"
#include "plans/plan_store.h"
#include "practice/practice_store.h"
#include "reports/audience_pages.h"
#include "reports/content_pages.h"
#include "reports/publishing_store.h"
#include "reports/snapshot.h"
#include "standards/standard_store.h"
#include "web/api.h"
#include "web/texts.h"

namespace touchstone::api {
namespace {

using web::Json;

Json day(const std::optional<Date>& date) { return date ? Json(iso(*date)) : Json(); }

web::Response plans_listed(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    for (const auto& [plan, objectives, actions, done, overdue] : plans::list_plans(db, visit.sight()))
        items.push_back({{"id", plan.id.text},
                         {"title", plan.title},
                         {"owner", plan.owner_name},
                         {"from", iso(plan.from)},
                         {"to", iso(plan.to)},
                         {"objectives", objectives},
                         {"action_points", actions},
                         {"done", done},
                         {"overdue", overdue}});
    return web::answer({{"items", items}});
}

Json target_json(const plans::Content& content, const plans::Target& target) {
    Json values = Json::array();
    for (const auto& value : target.values) values.push_back({{"on", iso(value.on)}, {"value", value.value}, {"note", value.note}});
    const auto* reading = plans::reading_of(content, target);
    return {{"id", target.id.text},
            {"read_from", reading ? Json(reading->id.text) : Json()},
            {"verdict", reading ? Json(name_in(measures::verdicts(), plans::verdict_of(*reading, target))) : Json()},
            {"measure", target.measure},
            {"unit", target.unit},
            {"baseline", target.baseline},
            {"baseline_on", day(target.baseline_on)},
            {"aim", target.aim},
            {"aim_on", iso(target.aim_on)},
            {"values", values}};
}

Json action_json(const plans::ActionPoint& action) {
    Json milestones = Json::array();
    for (const auto& milestone : action.milestones)
        milestones.push_back({{"title", milestone.title}, {"due", iso(milestone.due)}, {"is_reached", milestone.reached_at.has_value()}});
    return {{"id", action.id.text},           {"title", action.title},
            {"lead", action.lead.name},       {"owner", action.owner_name},
            {"starts", day(action.starts)},   {"due", day(action.due)},
            {"state", name_of(action.state)}, {"proof", action.proof.is_empty() ? Json() : Json(action.proof.text)},
            {"milestones", milestones},       {"version", action.version}};
}

const std::string plan_shape =
    "{id, title, owner, from: day, to: day, edition: number, version: number, objectives: [{id, title, difference, priority, is_closed: "
    "yes_no, "
    "areas_for_improvement: [{evaluation?, finding?, statement?}], "
    "targets: [{id, read_from?, verdict?, measure, unit, baseline, baseline_on?: day, aim, aim_on: day, values: [{on: day, value, "
    "note}]}], "
    "action_points: [{id, title, lead, owner, starts?: day, due?: day, state, proof?, milestones: [{title, due: day, is_reached: yes_no}], "
    "version: number}], effects: [{verdict, words}], version: number}]}";

web::Response plan(const web::Visit& visit, db::Read& db) {
    const auto content = plans::read_content(db, visit.sight(), visit.path.at("plan"));
    if (!content) return web::not_found();
    Json objectives = Json::array();
    for (const auto& whole : content->objectives) {
        Json areas = Json::array(), targets = Json::array(), actions = Json::array(), effects = Json::array();
        for (const auto& area : whole.areas)
            areas.push_back({{"evaluation", area.is_there ? Json(area.ref.evaluation.text) : Json()},
                             {"finding", area.is_there ? Json(area.ref.finding.text) : Json()},
                             {"statement", area.is_there ? Json(area.statement) : Json()}});
        for (const auto& target : whole.targets) targets.push_back(target_json(*content, target));
        for (const auto& action : whole.actions) actions.push_back(action_json(action));
        for (const auto& effect : whole.effects) effects.push_back({{"verdict", name_of(effect.verdict)}, {"words", effect.words}});
        objectives.push_back({{"id", whole.objective.id.text},
                              {"title", whole.objective.title},
                              {"difference", whole.objective.difference},
                              {"priority", name_of(whole.objective.priority)},
                              {"is_closed", whole.objective.closed_at.has_value()},
                              {"areas_for_improvement", areas},
                              {"targets", targets},
                              {"action_points", actions},
                              {"effects", effects},
                              {"version", whole.objective.version}});
    }
    const auto& plan = content->plan;
    return web::answer({{"id", plan.id.text},
                        {"title", plan.title},
                        {"owner", plan.owner_name},
                        {"from", iso(plan.from)},
                        {"to", iso(plan.to)},
                        {"edition", plan.edition},
                        {"version", plan.version},
                        {"objectives", objectives}});
}

web::Response reports_listed(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    const auto published = reports::read_published(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"));
    for (const auto& report : published.reports) {
        Json files = Json::array();
        for (const auto& file : report.files) files.push_back(file.format);
        Json formats = Json::array();
        for (const auto& format : report.formats) {
            const auto reason = format.state == reports::Making::failed
                                    ? Json(web::text("reports.fault." + name_of(format.fault), {{"program", format.program}}))
                                    : Json();
            formats.push_back({{"format", format.name}, {"state", name_of(format.state)}, {"reason", reason}, {"tries", format.tries}});
        }
        items.push_back({{"id", report.id.text},
                         {"audience", name_of(report.audience)},
                         {"published_at", iso(report.published_at)},
                         {"is_withdrawn", report.withdrawn_at.has_value()},
                         {"files", files},
                         {"formats", formats}});
    }
    return web::answer({{"items", items}});
}

web::Response report(const web::Visit& visit, db::Read& db) {
    const auto whole = reports::find_report(db, visit.actor.partnership, visit.id<ReportId>("report"));
    if (!whole) return web::not_found();
    const auto content = nlohmann::json::parse(reports::content_of(whole->snapshot.sealed));
    return web::json(reports::content_for(whole->report.audience, whole->report.layout, content).dump());
}

web::Response duties_listed(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    for (const auto& [duty, known] : duties::list_duties(db, visit.sight(), std::nullopt))
        items.push_back({{"id", duty.id.text},
                         {"title", duty.title},
                         {"kind", duties::name_of(duty.kind)},
                         {"asks", duty.asks},
                         {"lead", duty.lead_name},
                         {"review_on", day(duty.review_on)},
                         {"aspects_known", known}});
    return web::answer({{"items", items}});
}

web::Response practices_listed(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    const auto filter = practice::filter_from(visit.query.text("q"), visit.query.text("indicator"), frameworks::latest_frameworks(db));
    for (const auto& listed : practice::list_practices(db, visit.sight(), filter)) {
        const auto& practice = listed.practice;
        items.push_back({{"id", practice.id.text},
                         {"title", practice.title},
                         {"done", practice.done},
                         {"for_whom", practice.for_whom},
                         {"effect", practice.effect},
                         {"framework", framework_named(db, practice.framework_hash)},
                         {"indicators", practice.indicators}});
    }
    return web::answer({{"items", items}});
}

web::Response standards_listed(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    for (const auto& standard : standards::list_standards(db, visit.sight()))
        items.push_back({{"id", standard.id.text},
                         {"document", standard.document},
                         {"publisher", standard.publisher},
                         {"code", standard.code},
                         {"title", standard.title},
                         {"framework", standard.framework},
                         {"serves", standard.serves},
                         {"version", standard.version}});
    return web::answer({{"items", items}});
}

web::Response job(const web::Visit& visit, db::Read& db) {
    const auto found = jobs::find_job(db, visit.actor.partnership, visit.id<JobId>("job"));
    if (!found) return web::not_found();
    const bool has_failed = found->state == jobs::State::failed,
               has_result = found->state == jobs::State::done && !found->result_hash.empty();
    const auto said = found->message.empty() ? std::string() : web::text(found->message);
    return web::answer({{"id", found->id.text},
                        {"kind", found->kind},
                        {"state", name_of(found->state)},
                        {"done", found->done},
                        {"total", found->total},
                        {"message", said},
                        {"reason", has_failed ? Json(said) : Json()},
                        {"tries", found->tries},
                        {"file", found->result_name},
                        {"result", has_result ? Json(web::api_root + "/jobs/" + found->id.text + "/result") : Json()}});
}

}  // namespace

void add_work_pages(web::Router& router) {
    router.api_get(
        "/plans", may::read, plans_listed,
        {"Improvement plans",
         "Those that are there, the latest first",
         {},
         false,
         "{items: [{id, title, owner, from: day, to: day, objectives: number, action_points: number, done: number, overdue: number}]}"});
    router.api_get("/plans/{plan}", may::read, plan,
                   {"An improvement plan", "Objectives, targets, action points and effects", {}, false, plan_shape});
    router.api_get("/evaluations/{evaluation}/reports", may::read, reports_listed,
                   {"Reports",
                    "What was published, the latest first",
                    {},
                    false,
                    "{items: [{id, audience, published_at: moment, is_withdrawn: yes_no, files: [text], formats: [{format, state, reason?, "
                    "tries: number}]}]}"});
    router.api_get("/reports/{report}", may::read, report,
                   {"A published report", "As much of its snapshot as its audience has", {}, false, reports::content_shape()});
    router.api_get("/duties", may::read, duties_listed,
                   {"Statutory duties",
                    "The register",
                    {},
                    false,
                    "{items: [{id, title, kind, asks, lead, review_on?: day, aspects_known: number}]}"});
    router.api_get("/good-practice", may::read, practices_listed,
                   {"Good practice",
                    "What is there",
                    {"q", "indicator"},
                    false,
                    "{items: [{id, title, done, for_whom, effect, framework?, indicators: [text]}]}"});
    router.api_get("/standards", may::read, standards_listed,
                   {"Specific standards",
                    "The register with the indicators that they serve",
                    {},
                    false,
                    "{items: [{id, document, publisher, code, title, framework, serves: [text], version: number}]}"});
    router.api_get("/jobs/{job}", may::read, job,
                   {"A job",
                    "How far it is, why it failed, and where what it made can be read",
                    {},
                    false,
                    "{id, kind, state: waiting|running|done|failed, done: number, total: number, message, reason?, tries: number, file, "
                    "result?}"});
}

}  // namespace touchstone::api
