#include "reports/file_pages.h"

#include <algorithm>

#include "jobs/job_store.h"
#include "people/event_store.h"
#include "reports/format_store.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using web::text;

std::string address_of(const Report& report) { return "/reports/" + report.id.text; }

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
    renew_format(db, visit.actor.partnership, report.id, format->name);
    people::record(db, {visit.actor.partnership, visit.now, visit.actor.id, "asked_for_file_again", "evaluation",
                        found->snapshot.evaluation.text, text("reports.format." + format->name), "", ""});
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

web::Data format_list(const Report& report, const std::string& csrf, bool may_lead) {
    if (report.withdrawn_at) return false;
    web::List rows;
    for (const auto& format : report.formats)
        if (format.state != Making::made)
            rows.push_back(web::Object{{"name", text("reports.format." + format.name)},
                                       {"state", text("reports.making." + name_of(format.state))},
                                       {"reason", web::or_false(fault_in_words(format))},
                                       {"again", again_form(report, format, csrf, may_lead)}});
    return rows.empty() ? web::Data(false) : web::Data(web::Object{{"formats", rows}});
}

std::string files_in_words(const Report& report) {
    if (report.withdrawn_at) return text("reports.publishing.withdrawn");
    const auto in = [&](Making state) { return std::ranges::count(report.formats, state, &Format::state); };
    if (in(Making::waiting) + in(Making::being_made) > 0)
        return text("reports.publishing.being_made",
                    {{"made", std::to_string(in(Making::made))}, {"count", std::to_string(report.formats.size())}});
    if (const auto failed = static_cast<int>(in(Making::failed)); failed > 0) return web::counted("reports.publishing.not_made", failed);
    return text("reports.publishing.ready");
}

void add_file_pages(web::Router& router) { router.post("/reports/{report}/files/{format}/again", may::lead, make_again, {.takes = "{}"}); }

}  // namespace touchstone::reports
