// Reading what was published: by those who may see the evaluation, and by everybody; and the templates that it is laid out with.
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "conclusions/conclusion_words_pages.h"
#include "conclusions/whole_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "events/event_store.h"
#include "frameworks/framework_store.h"
#include "reports/audience_pages.h"
#include "reports/body_pages.h"
#include "reports/file_pages.h"
#include "reports/publishing_pages.h"
#include "reports/publishing_store.h"
#include "reports/snapshot.h"
#include "web/components.h"
#include "web/fields.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using web::text;
using Json = nlohmann::json;

constexpr int open_cache_s = 300;

std::string media_type_of(const std::string& format) {
    if (format == "pdf") return "application/pdf";
    if (format == "docx") return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    if (format == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return "application/json";
}

// That there is a later version for the same readers, whose page is below `reports`.
web::Data newer_notice(const ReportWhole& whole, const std::string& reports) {
    if (!whole.newer) return false;
    const auto& newer = *whole.newer;
    return web::Object{
        {"words", text("reports.newer", {{"number", std::to_string(newer.number)}, {"date", in_words(date_of(newer.published_at))}})},
        {"link", web::link(reports + "/" + newer.id.text, text("reports.newer_link"))}};
}

// Sentences of the report behind which a figure has changed since. One that is read from a measure changes whenever figures arrive: there
// only those whose word it no longer supports.
web::List flags_of(const web::Visit& visit, db::Read& db, const Json& content, const EvaluationId& evaluation) {
    const auto whole = conclusions::read_whole(db, visit.sight(), evaluation);
    const auto& framework = frameworks::framework_of(db, content["framework"]["hash"].get<std::string>());
    web::List flags;
    const auto check = [&](const Json& conclusion) {
        if (conclusion.is_null()) return;
        for (const auto& tie : conclusion["words_for_proportions"]) {
            if (tie["figure"].is_null()) continue;
            const auto* figure = whole.figure(FigureId{tie["figure"]["id"]});
            if (!figure) continue;
            const bool same = figure->counted == tie["figure"]["counted"] && figure->total == tie["figure"]["total"];
            const bool holds = !figure->read_from.is_empty() && conclusions::supports(framework, tie["word"].get<std::string>(), *figure);
            if (same || holds) continue;
            flags.push_back(web::Object{{"sentence", tie["sentence"].get<std::string>()},
                                        {"text", text("reports.figure_changed", {{"word", tie["word"].get<std::string>()},
                                                                                 {"figure", conclusions::figure_in_words(*figure)}})}});
        }
    };
    for (const auto& question : content["questions"]) {
        check(question["conclusion"]);
        for (const auto& area : question["key_areas"]) check(area["conclusion"]);
    }
    for (const auto& component : content["capacity"]["components"]) check(component["conclusion"]);
    return flags;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto whole = find_report(db, visit.actor.partnership, visit.id<ReportId>("report"));
    if (!whole) return web::not_found();
    const auto content = Json::parse(content_of(whole->snapshot.sealed));
    const auto& report = whole->report;
    const auto address = "/reports/" + report.id.text;
    auto data = body_of(content_for(report.audience, report.layout, content),
                        showing_of(*whole, visit.actor.partnership, visit.settings.base_url, !is_open(report.audience)));
    data.emplace("newer", newer_notice(*whole, "/reports"));
    const bool may_withdraw = visit.may(Ability::lead, "report") && !report.withdrawn_at;
    data.emplace("csrf", visit.csrf);
    data.emplace("files", file_rows(report, address));
    data.emplace("progress", files_progress(report, address));
    data.emplace("missing", format_list(report, visit.csrf, visit.may(Ability::lead, "report")));
    data.emplace("withdrawn", report.withdrawn_at
                                  ? web::Data(text("reports.withdrawn_on", {{"date", in_words(date_of(*report.withdrawn_at))}}))
                                  : web::Data(false));
    data.emplace("withdraw", may_withdraw ? web::Data(web::Object{{"address", address + "/withdraw"},
                                                                  {"button", web::button(text("reports.withdraw"), {}, {}, true)}})
                                          : web::Data(false));
    data.emplace("open", is_open(report.audience) && !report.withdrawn_at
                             ? web::Data("/open/" + visit.actor.partnership.text + "/" + report.id.text)
                             : web::Data(false));
    data.emplace("flags", flags_of(visit, db, content, whole->snapshot.evaluation));
    auto response = web::page("reports/published", audience_word(report.audience), std::move(data));
    const auto evaluation = evaluations::address_of(whole->snapshot.evaluation);
    response.crumbs = {{"/evaluations", text("evaluations.list.title")},
                       {evaluation, content["evaluation"]["title"]},
                       {evaluation + "/publishing", text("reports.publishing.title")}};
    return response;
}

web::Response file_of(const ReportWhole& whole, const std::string& format) {
    const auto found = std::ranges::find(whole.report.files, format, &ReportFile::format);
    if (found == whole.report.files.end()) return web::not_found();
    return web::download(found->hash, found->name, media_type_of(format));
}

web::Response show_file(const web::Visit& visit, db::Read& db) {
    const auto whole = find_report(db, visit.actor.partnership, visit.id<ReportId>("report"));
    return whole ? file_of(*whole, visit.path.at("format")) : web::not_found();
}

// What everybody may read: only open reports that are not withdrawn are there.
std::optional<ReportWhole> find_open(const web::Visit& visit, db::Read& db) {
    auto whole = find_report(db, PartnershipId{visit.path.at("area")}, ReportId{visit.path.at("open_report")});
    if (!whole || !is_open(whole->report.audience)) return std::nullopt;
    return whole;
}

// Of what it said nothing is left here but that it was withdrawn.
web::Response withdrawn_page(const web::Visit& visit, const ReportWhole& whole) {
    const auto title = audience_word(whole.report.audience);
    const auto day = in_words(date_of(*whole.report.withdrawn_at));
    const auto area = "/open/" + visit.path.at("area");
    auto response = web::page(
        "reports/withdrawn", title,
        {{"header", web::header("", title, text("reports.withdrawn_open", {{"date", day}}))}, {"newer", newer_notice(whole, area)}},
        web::Status::not_found);
    response.crumbs = {{area, text("reports.open.title")}};
    return response;
}

web::Response show_open(const web::Visit& visit, db::Read& db) {
    const auto whole = find_open(visit, db);
    if (!whole) return web::not_found();
    if (whole->report.withdrawn_at) return withdrawn_page(visit, *whole);
    const PartnershipId partnership{visit.path.at("area")};
    auto data = body_of(content_for(whole->report.audience, whole->report.layout, Json::parse(content_of(whole->snapshot.sealed))),
                        showing_of(*whole, partnership, visit.settings.base_url, false));
    data.emplace("newer", newer_notice(*whole, "/open/" + partnership.text));
    const auto title = *data.at("title").text();
    data.emplace("files", file_rows(whole->report, visit.address));
    auto response = web::page("reports/open", title, std::move(data));
    response.crumbs = {{"/open/" + visit.path.at("area"), text("reports.open.title")}};
    response.cache_s = open_cache_s;
    return response;
}

web::Response show_open_file(const web::Visit& visit, db::Read& db) {
    const auto whole = find_open(visit, db);
    if (!whole || whole->report.withdrawn_at) return web::not_found();
    auto response = file_of(*whole, visit.path.at("format"));
    if (!response.file_hash.empty()) response.cache_s = open_cache_s;
    return response;
}

web::Response list_open(const web::Visit& visit, db::Read& db) {
    web::List items;
    for (const auto& report : list_open_reports(db, PartnershipId{visit.path.at("area")})) {
        const auto evaluation = Json::parse(report.sealed).at("content").at("evaluation");
        items.push_back(web::Object{{"href", "/open/" + visit.path.at("area") + "/" + report.id.text},
                                    {"title", evaluation["title"].get<std::string>()},
                                    {"partnership", evaluation["partnership"].get<std::string>()},
                                    {"audience", audience_word(report.audience)},
                                    {"date", in_words(date_of(report.published_at))}});
    }
    if (items.empty()) return web::not_found();  // also where there is no such partnership: nothing tells the two apart
    auto response = web::page("reports/open_list", text("reports.open.title"),
                              {{"header", web::header("", text("reports.open.title"), text("reports.open.lead"))}, {"items", items}});
    response.cache_s = open_cache_s;
    return response;
}

web::Response show_key(const web::Visit&, db::Read&) {
    auto response =
        web::page("reports/key", text("reports.key.title"),
                  {{"header", web::header("", text("reports.key.title"), text("reports.key.lead"))}, {"key", signing_key().public_key()}});
    response.cache_s = open_cache_s;
    return response;
}

std::string place_of(const Layout& layout, const std::string& section) {
    const auto found = std::ranges::find(layout.sections, section);
    return found == layout.sections.end() ? "" : std::to_string(found - layout.sections.begin() + 1);
}

TemplateDraft draft_of(const Layout& layout, int version) {
    TemplateDraft draft{layout.opening, layout.closing, {}, version};
    for (const auto& section : all_sections()) draft.places.emplace_back(section, place_of(layout, section));
    return draft;
}

web::List section_fields(Audience audience, const TemplateDraft& draft, const Problems& problems) {
    const auto sections = sections_for(audience);
    web::List fields;
    for (const auto& section : sections) {
        const auto place = std::ranges::find(draft.places, section, &std::pair<std::string, std::string>::first);
        fields.push_back(web::Object{{"field", web::text_input({.name = "place_" + section,
                                                                .label = text("reports.section." + section),
                                                                .hint = {},
                                                                .value = place->second,
                                                                .width = "fixed-2"},
                                                               problems)}});
    }
    return fields;
}

// `theirs` is there when somebody else was faster.
web::Response template_page(const web::Visit& visit, Audience audience, const TemplateDraft& draft, const Problems& problems,
                            web::Status status, const std::optional<TemplateDraft>& theirs = {}) {
    const auto address = "/report-templates/" + name_of(audience);
    auto data = web::components(template_fields(), draft, problems);
    data.merge({{"header", web::header(text("reports.template.title"), audience_word(audience), text("reports.template.lead"))},
                {"conflict", theirs ? web::Data(web::compared(template_fields(), draft, *theirs)) : web::Data(false)},
                {"csrf", visit.csrf},
                {"address", address},
                {"sections", section_fields(audience, draft, problems)},
                {"button", web::button(text("reports.template.save"))}});
    auto response = web::page("reports/template", audience_word(audience), std::move(data), status);
    std::vector<FieldValue> places;
    for (const auto& shape : place_shapes()) places.push_back({shape, {draft.places.at(places.size()).second}});
    response.problems = problems;
    response.forms = {{address, web::form_now(template_fields(), draft, std::move(places))}};
    return response;
}

std::optional<Template> own_template(db::Read& db, const PartnershipId& partnership, Audience audience) {
    const auto templates = list_templates(db, partnership);
    const auto own = std::ranges::find(templates, audience, &Template::audience);
    return own == templates.end() ? std::nullopt : std::optional(*own);
}

TemplateDraft draft_of(const std::optional<Template>& own, Audience audience) {
    return own ? draft_of(own->layout, own->version) : draft_of(usual_layout(audience), 0);
}

web::Response list_all_templates(const web::Visit&, db::Read&) {
    web::List items;
    for (const auto audience : all_audiences())
        items.push_back(web::Object{{"href", "/report-templates/" + name_of(audience)},
                                    {"text", audience_word(audience)},
                                    {"about", text("reports.audience." + name_of(audience) + ".about")}});
    return web::page("reports/templates", text("reports.template.title"),
                     {{"header", web::header("", text("reports.template.title"), text("reports.template.list_lead"))}, {"items", items}});
}

web::Response show_template(const web::Visit& visit, db::Read& db) {
    const auto audience = audience_from(visit.path.at("audience"));
    if (!audience) return web::not_found();
    return template_page(visit, *audience, draft_of(own_template(db, visit.actor.partnership, *audience), *audience), {}, web::Status::ok);
}

web::Response keep_template(const web::Visit& visit, db::Write& db) {
    const auto audience = audience_from(visit.path.at("audience"));
    if (!audience) return web::not_found();
    auto draft = web::read_draft(template_fields(), visit.form);
    for (const auto& section : all_sections()) draft.places.emplace_back(section, visit.form.text("place_" + section));
    const auto made = lay_out(*audience, draft, visit.actor.id, visit.now);
    if (!made) return template_page(visit, *audience, draft, made.error(), web::Status::unprocessable);
    const auto before = own_template(db, visit.actor.partnership, *audience);
    if (!save_template(db, visit.by(), before, *made)) {
        draft.seen_version = before ? before->version : 0;  // saving again is now a choice
        return template_page(visit, *audience, draft, {{"opening", "reports.template.changed_meanwhile"}}, web::Status::conflict,
                             draft_of(before, *audience));
    }
    return web::see_other("/report-templates");
}

}  // namespace

void add_reading_pages(web::Router& router) {
    for (const auto* part : {"format", "area", "open_report", "audience"}) router.word(part);
    router.get("/reports/{report}", may::read, show);
    router.get("/reports/{report}/{format}", may::read, show_file);
    router.api_get("/reports/{report}/{format}", may::read, show_file,
                   {"A report as a file",
                    "The file in the format that the address names: pdf, docx, xlsx or json",
                    {},
                    false,
                    {},
                    {media_type_of("pdf"), media_type_of("docx"), media_type_of("xlsx"), media_type_of("json")}});
    router.get("/open/{area}", may::anyone, list_open);
    router.get("/open/{area}/{open_report}", may::anyone, show_open);
    router.get("/open/{area}/{open_report}/{format}", may::anyone, show_open_file);
    router.get("/snapshot-key", may::anyone, show_key);
    router.get("/report-templates", may::lead_partnership, list_all_templates);
    router.get("/report-templates/{audience}", may::lead_partnership, show_template);
    router.post("/report-templates/{audience}", may::lead_partnership, keep_template,
                {.fields = web::taken(template_fields(), place_shapes())});
}

}  // namespace touchstone::reports
