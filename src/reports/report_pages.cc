// The report as it stands today: what would be published. The page and the printed document share one body.
#include "reports/report_pages.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "conclusions/whole_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "jobs/job_store.h"
#include "reports/audience_pages.h"
#include "reports/body_pages.h"
#include "reports/content_pages.h"
#include "reports/report_store.h"

namespace touchstone::reports {
namespace {

using namespace evaluations;
using namespace conclusions;
using web::text;

struct Today {
    Evaluation evaluation;
    web::Object body;
};

Today read_today(db::Read& db, const Sight& sight, Evaluation evaluation, bool is_printed) {
    auto content = content_of(evaluation, frameworks::framework_of(db, evaluation.framework_hash), read_whole(db, sight, evaluation.id),
                              plans::list_intentions(db, sight, evaluation.id), {}, {});
    const auto state = text(evaluation.is_finished() ? "reports.finished" : "reports.not_finished",
                            {{"date", in_words(date_of(evaluation.finished_at.value_or(sight.now)))}});
    const auto layout = usual_layout(Audience::partnership);
    auto body = body_of(content_for(Audience::partnership, layout, std::move(content)),
                        {Audience::partnership, layout, !is_printed, is_printed, state});
    return {std::move(evaluation), std::move(body)};
}

web::Response show(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    auto today = read_today(db, visit.sight(), std::move(*evaluation), false);
    const auto address = address_of(today.evaluation.id);
    today.body.emplace("csrf", visit.csrf);
    today.body.emplace("address", address + "/report/pdf");
    today.body.emplace("publishing", address + "/publishing");
    today.body.emplace("button", web::button(text("reports.make_pdf"), "", "", true));
    return evaluation_page("reports/report", text("reports.title"), today.evaluation, std::move(today.body));
}

web::Response ask_for_pdf(const web::Visit& visit, db::Write& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto job = ask_for_report(db, visit.actor, evaluation->id, visit.now);
    if (!job)
        return web::page("reports/too_many", text("reports.too_many"), {{"back", address_of(evaluation->id) + "/report"}},
                         web::Status::too_many);
    return web::see_other("/jobs/" + job->text);
}

// A string of a style sheet, whatever stands in it.
std::string quoted_for_css(const std::string& words) {
    std::string quoted = "\"";
    for (const char c : words) {
        if (std::string_view("\"\\<>&\n").find(c) == std::string_view::npos)
            quoted += c;
        else
            quoted += fmt::format("\\{:x} ", static_cast<unsigned char>(c));
    }
    return quoted + "\"";
}

// "Page 2 of 9", counted by whoever prints it.
std::string page_of() {
    const auto words = quoted_for_css(text("reports.page_of", {{"page", "\x01"}, {"pages", "\x02"}}));
    std::string counted;
    for (const char c : words) counted += c == '\x01' ? "\" counter(page) \"" : c == '\x02' ? "\" counter(pages) \"" : std::string(1, c);
    return counted;
}

}  // namespace

Document document_of(web::Object body) {
    const auto title = *body.at("document_title").text();
    body.emplace("lang", web::language_tag());
    body.emplace("running", quoted_for_css(title));
    body.emplace("page_of", page_of());
    return {title, web::render("reports/document", body)};
}

std::optional<Document> report_document(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    auto found = find_evaluation(db, sight.partnership, evaluation);
    if (!found) return std::nullopt;
    return document_of(read_today(db, sight, std::move(*found), true).body);
}

void add_report_pages(web::Router& router) {
    router.object("job", look_up_report_job);
    router.get("/evaluations/{evaluation}/report", may::read, show);
    router.post("/evaluations/{evaluation}/report/pdf", may::read, ask_for_pdf, {.is_button = true});
}

}  // namespace touchstone::reports
