#include "jobs/job_store.h"

#include <fmt/format.h>

namespace touchstone::jobs {
namespace {

constexpr std::string_view columns =
    "partnership_id, id, kind, subject, state, done, total, message, result_hash, result_name, asked_by, asked_at, tries, "
    "has_factor, by_token, only_reads, seen_by";

Job read_job(const db::Row& row) {
    return {.partnership = row.get<PartnershipId>("partnership_id"),
            .id = row.get<JobId>("id"),
            .kind = row.get<std::string>("kind"),
            .subject = row.get<std::string>("subject"),
            .state = row.get<State>("state"),
            .done = row.get<int>("done"),
            .total = row.get<int>("total"),
            .message = row.get<std::string>("message"),
            .result_hash = row.maybe<std::string>("result_hash").value_or(""),
            .result_name = row.maybe<std::string>("result_name").value_or(""),
            .asked_by = row.get<AccountId>("asked_by"),
            .asked_at = row.get<Instant>("asked_at"),
            .tries = row.get<int>("tries"),
            .means = {row.get<int>("has_factor") != 0, row.get<int>("by_token") != 0, row.get<int>("only_reads") != 0,
                      row.maybe<AccountId>("seen_by").value_or(AccountId{})}};
}

// ",a,b,"
std::string listed(const Kinds& kinds) { return fmt::format(",{},", fmt::join(kinds, ",")); }

}  // namespace

std::optional<JobId> ask(db::Write& db, const Actor& by, const std::string& kind, const std::string& subject, Instant now, Limit limit) {
    const auto means = means_of(by);
    const auto waiting =
        db.all([](const db::Row& row) { return std::pair(row.get<JobId>("id"), row.get<int>("same") == 1); },
               R"sql(
        select id, case when kind = $2 and subject = $3 and has_factor = $5 and by_token = $6 and only_reads = $7
                         and coalesce(seen_by, '') = $8 then 1 else 0 end as same
          from job
         where partnership_id = $1 and state = 1 and asked_by = $4)sql",
               by.partnership, kind, subject, by.id, means.has_factor, means.by_token, means.only_reads, means.seen_by.text);
    for (const auto& [id, same] : waiting)
        if (same) return id;
    if (limit == Limit::per_person && waiting.size() >= waiting_per_person_max) return std::nullopt;
    auto id = JobId::make(now);
    db.run(R"sql(
        insert into job (partnership_id, id, kind, subject, state, done, total, message, asked_by, asked_at, changed_at, tries,
                         has_factor, by_token, only_reads, seen_by)
        values ($1, $2, $3, $4, 1, 0, 1, 'jobs.message.waiting', $5, $6, $6, 0, $7, $8, $9, $10))sql",
           by.partnership, id, kind, subject, by.id, now, means.has_factor, means.by_token, means.only_reads,
           means.seen_by.is_empty() ? std::nullopt : std::optional(means.seen_by));
    return id;
}

std::optional<Job> find_job(db::Read& db, const PartnershipId& partnership, const JobId& id) {
    return db.first(read_job, fmt::format("select {} from job where partnership_id = $1 and id = $2", columns), partnership, id);
}

db::Answer<std::optional<Job>> ask_latest(db::Trip& trip, const PartnershipId& partnership, const std::string& kind,
                                          const std::string& subject) {
    static const auto sql = fmt::format(R"sql(
        select {} from job where partnership_id = $1 and kind = $2 and subject = $3 order by asked_at desc, id desc limit 1)sql",
                                        columns);
    return trip.first(read_job, sql, partnership, kind, subject);
}

std::optional<Job> find_next(db::Read& db, const Kinds& kinds) {
    // Who was to be forgotten is not kept waiting for somebody's report.
    return db.first(read_job,
                    fmt::format(R"sql(
        select {} from job where state = 1 and $1 like '%,' || kind || ',%'
         order by case when kind in ('erasure', 'record_erasure') then 0 else 1 end, asked_at, id limit 1)sql",
                                columns),
                    listed(kinds));
}

bool take(db::Write& db, const Job& job, Instant now) {
    return 1 == db.run("update job set state = 2, tries = tries + 1, changed_at = $3 where partnership_id = $1 and id = $2 and state = 1",
                       job.partnership, job.id, now);
}

void report_progress(db::Write& db, const Job& job, int done, int total, const std::string& message, Instant now) {
    db.run("update job set done = $3, total = $4, message = $5, changed_at = $6 where partnership_id = $1 and id = $2", job.partnership,
           job.id, done, total, message, now);
}

void finish(db::Write& db, const Job& job, const std::string& result_hash, const std::string& result_name, Instant now) {
    db.run(R"sql(
        update job set state = 3, done = total, message = 'jobs.message.done', result_hash = $3, result_name = $4, changed_at = $5
         where partnership_id = $1 and id = $2)sql",
           job.partnership, job.id, result_hash, result_name, now);
}

void fail(db::Write& db, const Job& job, const std::string& message, Instant now) {
    db.run("update job set state = 4, message = $3, changed_at = $4 where partnership_id = $1 and id = $2", job.partnership, job.id,
           message, now);
}

void take_up_again(db::Write& db, const Kinds& kinds, Instant now) {
    db.run(R"sql(
        update job set state = 4, message = 'jobs.message.failed', changed_at = $1
         where state = 2 and tries >= $2 and $3 like '%,' || kind || ',%')sql",
           now, tries_max, listed(kinds));
    db.run(R"sql(
        update job set state = 1, message = 'jobs.message.waiting', changed_at = $1
         where state = 2 and $2 like '%,' || kind || ',%')sql",
           now, listed(kinds));
}

int forget_before(db::Write& db, Instant moment) { return db.run("delete from job where state in (3, 4) and changed_at <= $1", moment); }

namespace {

// Answers the kept files of the jobs that go.
template <class... Args>
std::vector<std::string> forget(db::Write& db, const std::string& which, const Args&... args) {
    auto hashes = db.all([](const db::Row& row) { return row.get<std::string>("result_hash"); },
                         fmt::format("select distinct result_hash from job where ({}) and result_hash <> ''", which), args...);
    db.run(fmt::format("delete from job where {}", which), args...);
    return hashes;
}

}  // namespace

std::vector<std::string> forget_about(db::Write& db, const PartnershipId& partnership, const std::string& subject) {
    return forget(db, "partnership_id = $1 and subject = $2", partnership, subject);
}

std::vector<std::string> forget_made(db::Write& db, const PartnershipId& partnership, const AccountId& account, const Kinds& kinds) {
    return forget(
        db, "state in (3, 4) and result_hash is not null and (asked_by = $1 or (partnership_id = $2 and $3 like '%,' || kind || ',%'))",
        account, partnership, listed(kinds));
}

}  // namespace touchstone::jobs
