#include <algorithm>

#include "api/api_pages.h"
#include "base/word_search.h"
#include "conclusions/shared_part_store.h"
#include "conclusions/whole_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "events/event_store.h"
#include "evidence/evidence_list_store.h"
#include "evidence/evidence_store.h"
#include "frameworks/framework_store.h"
#include "judging/conflict_store.h"
#include "judging/moderation_store.h"
#include "people/history_store.h"
#include "plans/plan_store.h"
#include "reports/content_pages.h"
#include "web/api.h"
#include "workspace/list_store.h"

namespace touchstone::api {
namespace {

using namespace evaluations;
using namespace workspace;
using namespace evidence;
using namespace judging;
using namespace conclusions;
using web::Json;

constexpr int history_length = 200;

Json owner_json(const OrganisationId& id, const std::string& name) {
    return id.is_empty() ? Json() : Json{{"id", id.text}, {"name", name}};
}

web::Response evaluations_listed(const web::Visit& visit, db::Read& db) {
    const auto all = list_evaluations(db, visit.sight());
    const auto page = static_cast<std::size_t>(web::page_asked(visit)), first = (page - 1) * web::items_per_page;
    Json items = Json::array();
    for (auto i = first; i < std::min(all.size(), first + web::items_per_page); ++i) {
        const auto& [evaluation, by, extent, in_scope, judged, evidence, alone] = all[i];
        Json item{{"id", evaluation.id.text},
                  {"title", evaluation.title},
                  {"kind", name_of(evaluation.kind)},
                  {"from", iso(evaluation.from)},
                  {"to", iso(evaluation.to)},
                  {"framework", framework_named(db, evaluation.framework_hash)},
                  {"owner", owner_json(evaluation.owner, evaluation.owner_name)},
                  {"is_finished", evaluation.is_finished()},
                  {"version", evaluation.version},
                  {"extent", name_of(extent)}};
        if (extent >= Extent::levels) item.update({{"in_scope", in_scope}, {"judged", judged}});
        if (extent == Extent::all) item["evidence"] = evidence;
        items.push_back(std::move(item));
    }
    return web::answer_page(visit, std::move(items), static_cast<int>(all.size()));
}

// As much as the owner shares of one that is not shared whole: what its page shows.
Json shared_json(const web::Visit& visit, db::Read& db, const Evaluation& evaluation) {
    const auto extent = visit.seen.at("evaluation").extent;
    const auto part = read_shared(db, visit.actor.partnership, evaluation.id, extent);
    Json levels = Json::array(), conclusions = Json::array();
    for (const auto& [indicator, level] : part.levels)
        levels.push_back({{"indicator", indicator},
                          {"level", level},
                          {"confidence", name_of(part.confidences.at(indicator))},
                          {"caveat", part.caveats.at(indicator)}});
    for (const auto& question : frameworks::framework_of(db, evaluation.framework_hash).questions)
        if (const auto found = part.conclusions.find(text_of(part_of_question(question.number))); found != part.conclusions.end())
            conclusions.push_back(
                {{"question", question.number}, {"statement", found->second.statement}, {"caveat", found->second.caveat}});
    return {{"id", evaluation.id.text},
            {"title", evaluation.title},
            {"kind", name_of(evaluation.kind)},
            {"children", evaluation.children},
            {"from", iso(evaluation.from)},
            {"to", iso(evaluation.to)},
            {"framework", framework_named(db, evaluation.framework_hash)},
            {"owner", owner_json(evaluation.owner, evaluation.owner_name)},
            {"extent", name_of(extent)},
            {"levels", levels},
            {"conclusions", conclusions}};
}

// The version of what is there, beside it: the one that its form wants back as `seen_version`.
template <class Said, class VersionOf>
void add_version(Json& where, const std::map<std::string, Said>& all, const std::string& key, VersionOf version_of) {
    if (const auto found = all.find(key); where.is_object() && found != all.end()) where["version"] = version_of(found->second);
}

void add_versions(Json& body, const Whole& whole) {
    const auto of_judgement = [](const judging::Judged& judged) { return judged.judgement.version; };
    const auto of_conclusion = [](const Concluded& concluded) { return concluded.conclusion.version; };
    for (auto& question : body["questions"]) {
        add_version(question["conclusion"], whole.conclusions, text_of(part_of_question(question["number"].get<int>())), of_conclusion);
        for (auto& area : question["key_areas"]) {
            add_version(area["conclusion"], whole.conclusions, text_of(part_of_area(area["number"].get<std::string>())), of_conclusion);
            for (auto& indicator : area["indicators"])
                add_version(indicator["judgement"], whole.judgements, indicator["code"].get<std::string>(), of_judgement);
        }
    }
    for (auto& component : body["capacity"]["components"])
        add_version(component["conclusion"], whole.conclusions, text_of(part_of_component(component["component"].get<std::string>())),
                    of_conclusion);
}

// As a report to the partnership has it: docs/reports.md describes the content.
web::Response evaluation(const web::Visit& visit, db::Read& db) {
    const auto found = evaluation_at(visit);
    if (!found) return web::not_found();
    if (visit.seen.at("evaluation").extent != Extent::all) return web::answer(shared_json(visit, db, *found));
    const auto sight = visit.sight();
    const auto whole = read_whole(db, sight, found->id);
    const auto content = reports::content_of(*found, frameworks::framework_of(db, found->framework_hash), whole,
                                             plans::list_intentions(db, sight, found->id), {}, {});
    auto body = Json::parse(content.dump());
    body.erase("version");
    body.erase("plain_words");
    add_versions(body, whole);
    body["evaluation"]["version"] = found->version;
    body["evaluation"]["is_finished"] = found->is_finished();
    return web::answer(body);
}

Json theme_json(const ThemeRef& theme) { return {{"indicator", theme.indicator}, {"theme", theme.theme}}; }

web::Response conflicts(const web::Visit& visit, db::Read& db) {
    const auto found = evaluation_at(visit);
    if (!found) return web::not_found();
    const auto whole = read_whole(db, visit.sight(), found->id);
    Json items = Json::array();
    for (const auto& conflict : conflicts_in(whole.findings, whole.decisions)) {
        Json strengths = Json::array(), improvements = Json::array();
        for (const auto& on : conflict.strengths) strengths.push_back(on.finding.text);
        for (const auto& on : conflict.improvements) improvements.push_back(on.finding.text);
        Json item = theme_json(conflict.theme);
        item.update({{"is_open", conflict.is_open()},
                     {"state", conflict.decision ? Json(name_of(conflict.decision->state)) : Json()},
                     {"words", conflict.decision ? Json(conflict.decision->words) : Json()},
                     {"strengths", strengths},
                     {"improvements", improvements}});
        items.push_back(std::move(item));
    }
    return web::answer({{"items", items}});
}

// First judgements only where they are laid open, or one's own.
web::Response rounds(const web::Visit& visit, db::Read& db) {
    const auto found = evaluation_at(visit);
    if (!found) return web::not_found();
    Json items = Json::array();
    for (const auto& [indicator, round] : read_rounds(db, visit.actor.partnership, found->id, visit.actor.id)) {
        Json firsts = Json::array();
        for (const auto& first : round.firsts)
            firsts.push_back({{"by", first.by_name}, {"level", static_cast<int>(first.level)}, {"rationale", first.rationale}});
        items.push_back({{"indicator", indicator},
                         {"given", round.given},
                         {"is_revealed", round.reveal.has_value()},
                         {"first_judgements", firsts},
                         {"level", round.agreed ? Json(static_cast<int>(round.agreed->judgement.level)) : Json()}});
    }
    return web::answer({{"items", items}});
}

const std::string history_shape = "{items: [{at: moment, by, what, part, before: anything, reason?}]}";

Json history_of(const web::Visit& visit, db::Read& db, const std::string& kind, const std::string& id) {
    Json items = Json::array();
    for (const auto& happened : people::list_events(db, visit.actor.partnership, kind, id, history_length)) {
        Json item{{"at", iso(happened.event.at)},
                  {"by", happened.actor_name},
                  {"what", happened.event.verb},
                  {"part", happened.event.part},
                  {"before", Json::parse(happened.event.before, nullptr, false)}};
        if (item["before"].is_discarded()) item["before"] = nullptr;
        const auto after = Json::parse(happened.event.after, nullptr, false);
        if (happened.event.verb.starts_with("withdrew_") && after.is_object()) item["reason"] = after.value("reason", "");
        items.push_back(std::move(item));
    }
    return {{"items", items}};
}

web::Response evaluation_history(const web::Visit& visit, db::Read& db) {
    return web::answer(history_of(visit, db, "evaluation", visit.path.at("evaluation")));
}
web::Response evidence_history(const web::Visit& visit, db::Read& db) {
    return web::answer(history_of(visit, db, "evidence", visit.path.at("evidence")));
}

const std::string item_fields =
    "id, title, source, line, whose_view, from: day, to: day, collected?: day, received?: day, collector, security, link, summary, "
    "language, "
    "owner?: {id, name}, added_at: moment, version: number, ";
const std::string listed_shape = "{" + item_fields + "findings: number, files: number, uses: number}";
const std::string item_shape =
    "{" + item_fields +
    "labels: [text], findings: [{id, kind, statement, themes: [text], causes: [text], excerpt, place, version: number}], "
    "files: [{id, name, media_type, bytes: number, sha256, is_held: yes_no}], evaluations: [{id, title, framework}]}";

Json item_json(const Evidence& item, const std::string& owner_name) {
    return {{"id", item.id.text},
            {"title", item.title},
            {"source", item.source.key},
            {"line", item.line},
            {"whose_view", item.whose_view},
            {"from", iso(item.from)},
            {"to", iso(item.to)},
            {"collected", item.collected ? Json(iso(*item.collected)) : Json()},
            {"received", item.received ? Json(iso(*item.received)) : Json()},
            {"collector", item.collector},
            {"security", name_of(item.security)},
            {"link", item.link},
            {"summary", item.summary},
            {"language", item.language},
            {"owner", owner_json(item.owner, owner_name)},
            {"added_at", iso(item.added_at)},
            {"version", item.version}};
}

web::Response listed(const web::Visit& visit, db::Read& db, const EvaluationId& only) {
    EvidenceFilter filter{.evaluation = only, .only_used = !only.is_empty()};
    filter.words = search_words(visit.query.text("q"));
    if (filter.words.size() > search_words_max) filter.words.resize(search_words_max);
    filter.source = visit.query.text("source");
    filter.page = std::min(web::page_asked(visit), 10'000);
    const auto page = list_evidence(db, visit.sight(), filter);
    Json items = Json::array();
    for (const auto& each : page.items) {
        auto item = item_json(each.evidence, each.owner_name);
        item.update({{"findings", each.findings}, {"files", each.files}, {"uses", each.uses}});
        items.push_back(std::move(item));
    }
    return web::answer_page(visit, std::move(items), page.total, evidence_per_page);
}

web::Response library(const web::Visit& visit, db::Read& db) { return listed(visit, db, {}); }
web::Response used(const web::Visit& visit, db::Read& db) { return listed(visit, db, visit.id<EvaluationId>("evaluation")); }

web::Response item(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    Json findings = Json::array(), files = Json::array(), uses = Json::array();
    for (const auto& finding : whole->findings) {
        const auto text_of_linked = [](const auto& linked) { return text_of(linked); };
        findings.push_back({{"id", finding.id.text},
                            {"kind", name_of(finding.kind)},
                            {"statement", finding.statement},
                            {"themes", web::list_of(finding.themes, text_of_linked)},
                            {"causes", web::list_of(finding.causes, text_of_linked)},
                            {"excerpt", finding.excerpt},
                            {"place", finding.place},
                            {"version", finding.version}});
    }
    for (const auto& file : whole->files)
        files.push_back({{"id", file.id.text},
                         {"name", file.name},
                         {"media_type", file.media_type},
                         {"bytes", file.size},
                         {"sha256", file.hash},
                         {"is_held", file.is_held()}});
    for (const auto& use : whole->uses)
        uses.push_back({{"id", use.evaluation.text}, {"title", use.title}, {"framework", framework_named(db, use.framework_hash)}});
    auto body = item_json(whole->evidence, whole->owner_name);
    body.update({{"labels", whole->evidence.labels}, {"findings", findings}, {"files", files}, {"evaluations", uses}});
    return web::answer(body);
}

// The file itself; one that is held for a virus scanner is not given.
web::Response file(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto found = std::ranges::find(whole->files, FileId{visit.path.at("file")}, &EvidenceFile::id);
    if (found == whole->files.end() || found->is_held()) return web::not_found();
    return web::download(found->hash, found->name, found->media_type);
}

}  // namespace

void add_evaluation_pages(web::Router& router) {
    router.api_get(
        "/evaluations", may::read, evaluations_listed,
        {"Evaluations",
         "Those that are there, the latest first",
         {},
         true,
         "{id, title, kind, from: day, to: day, framework, owner?: {id, name}, is_finished: yes_no, version: number, extent, in_scope?: "
         "number, judged?: number, "
         "evidence?: number}"});
    router.api_get("/evaluations/{evaluation}", may::see, evaluation,
                   {"An evaluation",
                    "Scope, judgements, conclusions, findings and the evidence that they rest on; or as much as is shared",
                    {},
                    false,
                    reports::content_shape() + " or {id, title, kind, children, from: day, to: day, framework, owner?: {id, name}, extent, "
                                               "levels: [{indicator, level: number, "
                                               "confidence, caveat}], conclusions: [{question: number, statement, caveat}]}"});
    router.api_get("/evaluations/{evaluation}/evidence", may::read, used,
                   {"Evidence of an evaluation", "The items that it uses", {"q", "source"}, true, listed_shape});
    router.api_get("/evaluations/{evaluation}/conflicts", may::read, conflicts,
                   {"Conflicts",
                    "Findings that contradict each other, and what was made of them",
                    {},
                    false,
                    "{items: [{indicator, theme: number, is_open: yes_no, state?, words?, strengths: [text], improvements: [text]}]}"});
    router.api_get(
        "/evaluations/{evaluation}/moderation", may::read, rounds,
        {"Moderation",
         "Who has judged alone, and first judgements once they are laid open",
         {},
         false,
         "{items: [{indicator, given: [text], is_revealed: yes_no, first_judgements: [{by, level: number, rationale}], level?: number}]}"});
    router.api_get("/evaluations/{evaluation}/history", may::read, evaluation_history,
                   {"History", "What happened, the latest first", {}, false, history_shape});
    router.api_get("/evidence", may::read, library, {"Evidence", "The library, the latest first", {"q", "source"}, true, listed_shape});
    router.api_get("/evidence/{evidence}", may::read, item,
                   {"An item of evidence", "With its findings, files and uses", {}, false, item_shape});
    router.api_get("/evidence/{evidence}/history", may::read, evidence_history,
                   {"History of an item", "What happened, the latest first", {}, false, history_shape});
    router.api_get("/evidence/{evidence}/files/{file}", may::read, file, {"A file", "The file as it was added", {}, false, {}, {"*/*"}});
}

}  // namespace touchstone::api
