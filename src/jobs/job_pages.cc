#include "jobs/job_pages.h"

#include <nlohmann/json.hpp>

#include "jobs/job_store.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::jobs {
namespace {

using web::text;

std::optional<Job> asked_for(const web::Visit& visit, db::Read& db) {
    return find_job(db, visit.actor.partnership, visit.id<JobId>("job"));
}

std::string address(const Job& job) { return "/jobs/" + job.id.text; }

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto job = asked_for(visit, db);
    if (!job) return web::not_found();
    const auto what = text("jobs.kind." + job->kind);
    auto response =
        web::page("jobs/job", what,
                  {{"header", web::header(text("jobs.label"), what, job->is_over() ? "" : text("jobs.lead"))},
                   {"progress", web::Object{{"id", "job"},
                                            {"label", what},
                                            {"done", std::to_string(job->done)},
                                            {"total", std::to_string(job->total)},
                                            {"sentence", text(job->message)},
                                            {"job", job->is_over() ? web::Data(false) : web::Data(address(*job) + "/state")},
                                            {"reload", address(*job)},
                                            {"result", job->state == State::done && !job->result_hash.empty()
                                                           ? web::Data(web::link(address(*job) + "/result", text("jobs.result")))
                                                           : web::Data(false)},
                                            {"result_text", text("jobs.result")}}}});
    response.who_can_see = text("people.seen_by_you");
    return response;
}

web::Response state(const web::Visit& visit, db::Read& db) {
    const auto job = asked_for(visit, db);
    if (!job) return web::not_found();
    nlohmann::json answer{{"state", name_of(job->state)}, {"done", job->done}, {"total", job->total}, {"message", text(job->message)}};
    if (job->state == State::done) answer["result"] = address(*job) + "/result";
    return web::json(answer.dump());
}

std::string media_type_of(const std::string& name) {
    if (name.ends_with(".pdf")) return "application/pdf";
    return name.ends_with(".zip") ? "application/zip" : "text/plain; charset=utf-8";
}

web::Response result(const web::Visit& visit, db::Read& db) {
    const auto job = asked_for(visit, db);
    if (!job || job->state != State::done || job->result_hash.empty()) return web::not_found();
    return web::download(job->result_hash, job->result_name, media_type_of(job->result_name));
}

}  // namespace

void add_job_pages(web::Router& router) {
    router.get("/jobs/{job}", may::read, show);
    router.get("/jobs/{job}/state", may::read, state);
    router.get("/jobs/{job}/result", may::read, result);
    router.api_get("/jobs/{job}/result", may::read, result,
                   {"What a job made",
                    "The file, once the job is done",
                    {},
                    false,
                    {},
                    {media_type_of("x.pdf"), media_type_of("x.zip"), media_type_of("x.txt")}});
}

}  // namespace touchstone::jobs
