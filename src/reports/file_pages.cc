#include "reports/file_pages.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "jobs/job_store.h"
#include "reports/format_store.h"
#include "reports/publishing_pages.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using web::text;

std::string address_of(const Report& report) { return "/reports/" + report.id.text; }

std::string id_of(const ReportId& report) { return "files_" + report.text; }
std::string id_of(const ReportId& report, const Format& format) { return id_of(report) + "_" + format.name; }

int count_of(const std::vector<Format>& formats, Making state) {
    return static_cast<int>(std::ranges::count(formats, state, &Format::state));
}
bool is_under_way(const std::vector<Format>& formats) { return std::ranges::any_of(formats, &Format::is_on_its_way); }

// All files in a sentence.
std::string far_in_words(const std::vector<Format>& formats) {
    const auto failed = count_of(formats, Making::failed);
    if (!is_under_way(formats)) return failed > 0 ? web::counted("reports.publishing.not_made", failed) : text("reports.publishing.ready");
    const auto made = std::to_string(count_of(formats, Making::made)), count = std::to_string(formats.size());
    const auto now = std::ranges::find(formats, Making::being_made, &Format::state);
    if (now == formats.end()) return text("reports.publishing.waiting", {{"made", made}, {"count", count}});
    return text("reports.publishing.being_made", {{"made", made}, {"count", count}, {"name", text("reports.format." + now->name)}});
}

std::string state_in_words(const Format& format) { return text("reports.making." + name_of(format.state)); }

// Why the file is not there; empty while it may still come.
std::string fault_in_words(const Format& format) {
    if (format.state != Making::failed) return {};
    return text("reports.fault." + name_of(format.fault), {{"program", format.program}});
}

web::Data again_form(const Report& report, const Format& format, const std::string& csrf, bool may_lead) {
    if (!may_lead || format.state != Making::failed) return false;
    return web::Object{{"csrf", csrf},
                       {"address", address_of(report) + "/files/" + format.name + "/again"},
                       {"button", web::button(text("reports.again." + format.name), {}, {}, true)}};
}

// As ui/js/jobs.js asks for it.
web::Response show_state(const web::Visit& visit, db::Read& db) {
    const auto report = visit.id<ReportId>("report");
    const auto formats = list_formats(db, visit.actor.partnership, report);
    const bool is_over = !is_under_way(formats);
    nlohmann::json answer{{"state", !is_over                                ? "running"
                                    : count_of(formats, Making::failed) > 0 ? "failed"
                                                                            : "done"},
                          {"done", count_of(formats, Making::made)},
                          {"total", formats.size()},
                          {"message", far_in_words(formats)},
                          {"parts", nlohmann::json::object()}};
    for (const auto& format : formats) answer["parts"][id_of(report, format)] = state_in_words(format);
    if (is_over) answer["result"] = "/reports/" + report.text;
    return web::json(answer.dump());
}

web::Response make_again(const web::Visit& visit, db::Write& db) {
    const auto found = find_report(db, visit.actor.partnership, visit.id<ReportId>("report"));
    if (!found) return web::not_found();
    const auto& report = found->report;
    const auto format = std::ranges::find(report.formats, visit.path.at("format"), &Format::name);
    if (format == report.formats.end()) return web::not_found();
    const auto back = address_of(report);
    if (report.withdrawn_at || format->state != Making::failed) return web::see_other(back);  // somebody was faster
    const auto job = jobs::ask(db, visit.actor, "report_files", report.id.text, visit.now);
    if (!job) return web::page("reports/too_many", text("reports.too_many"), {{"back", back}}, web::Status::too_many);
    ask_again(db, visit.by(), found->snapshot.evaluation, report.id, format->name, text("reports.format." + format->name));
    return web::see_other(back);
}

}  // namespace

web::List file_rows(const Report& report, const std::string& address) {
    web::List rows;
    for (const auto& file : report.files)
        rows.push_back(web::Object{{"href", address + "/" + file.format},
                                   {"text", text("reports.format." + file.format)},
                                   {"size", web::counted("reports.kilobytes", static_cast<int>((file.size + 1023) / 1024))}});
    return rows;
}

web::Data files_progress(const Report& report, const std::string& here) {
    if (report.withdrawn_at || !is_under_way(report.formats)) return false;
    return web::Object{{"id", id_of(report.id)},
                       {"label", text("reports.publishing.progress", {{"audience", audience_word(report.audience)}})},
                       {"done", std::to_string(count_of(report.formats, Making::made))},
                       {"total", std::to_string(report.formats.size())},
                       {"sentence", far_in_words(report.formats)},
                       {"job", address_of(report) + "/files/state"},
                       {"reload", here},
                       {"result", false},
                       {"result_text", text("reports.publishing.see_files", {{"audience", audience_word(report.audience)}})}};
}

web::Data format_list(const Report& report, const std::string& csrf, bool may_lead) {
    if (report.withdrawn_at) return false;
    const bool has_all = is_under_way(report.formats);
    web::List rows;
    for (const auto& format : report.formats)
        if (has_all || format.state != Making::made)
            rows.push_back(web::Object{{"id", id_of(report.id, format)},
                                       {"name", text("reports.format." + format.name)},
                                       {"state", state_in_words(format)},
                                       {"reason", web::or_false(fault_in_words(format))},
                                       {"again", again_form(report, format, csrf, may_lead)}});
    return rows.empty() ? web::Data(false) : web::Data(web::Object{{"formats", rows}});
}

std::string files_in_words(const Report& report) {
    return report.withdrawn_at ? text("reports.publishing.withdrawn") : far_in_words(report.formats);
}

void add_file_pages(web::Router& router) {
    router.get("/reports/{report}/files/state", may::read, show_state);
    router.post("/reports/{report}/files/{format}/again", may::lead, make_again, {.is_button = true});
}

}  // namespace touchstone::reports
