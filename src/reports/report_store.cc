#include "reports/report_store.h"

#include "base/left_out.h"
#include "evaluations/sight_store.h"
#include "events/event_store.h"
#include "jobs/job_store.h"

namespace touchstone::reports {

std::optional<Seen> look_up_report_job(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    const auto job = jobs::find_job(db, actor.partnership, JobId{id});
    if (!job || (job->asked_by != actor.id && guards("asker"))) return std::nullopt;
    // What was made for a session with a second factor holds what one without may not know.
    if (job->means.has_factor && !actor.has_factor) return std::nullopt;
    // Work of other kinds is about no evaluation, and only for the one who asked: not for who looks through their eyes, and for a program
    // only where a program asked.
    const bool is_asker = actor.seen_by.is_empty() && (!actor.by_token || job->means.by_token);
    if (job->kind != report_job && job->kind != package_job) return is_asker ? std::optional(Seen{{}, Extent::all}) : std::nullopt;
    return evaluations::look_up_evaluation(db, actor, job->subject, now);
}

namespace {
std::optional<JobId> ask_for(db::Write& db, const Actor& actor, const char* kind, const char* verb, const EvaluationId& evaluation,
                             Instant now) {
    const auto job = jobs::ask(db, actor, kind, evaluation.text, now);
    if (job) events::record(db, {actor.partnership, actor.id, now}, {.verb = verb, .kind = "evaluation", .object = evaluation.text});
    return job;
}
}  // namespace

std::optional<JobId> ask_for_report(db::Write& db, const Actor& actor, const EvaluationId& evaluation, Instant now) {
    return ask_for(db, actor, report_job, "asked_for_report", evaluation, now);
}

std::optional<JobId> ask_for_package(db::Write& db, const Actor& actor, const EvaluationId& evaluation, Instant now) {
    return ask_for(db, actor, package_job, "asked_for_package", evaluation, now);
}

}  // namespace touchstone::reports
