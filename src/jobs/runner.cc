#include "jobs/runner.h"

#include <spdlog/spdlog.h>

#include "web/language.h"

namespace touchstone::jobs {

constexpr std::chrono::milliseconds pause{300};

Runner::Runner(db::Database& database, std::map<std::string, Work> works, LanguageOf language_of, std::function<Instant()> clock)
    : database_(database), works_(std::move(works)), language_of_(std::move(language_of)), clock_(std::move(clock)) {
    for (const auto& [kind, work] : works_) kinds_.push_back(kind);
    database_.writing([&](db::Write& db) {
        take_up_again(db, kinds_, clock_());
        return true;
    });
    thread_ = std::thread([this] { keep_running(); });
}

Runner::~Runner() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Runner::wake() {
    {
        const std::scoped_lock lock(mutex_);
        is_woken_ = true;
    }
    wake_.notify_all();
}

void Runner::keep_running() {
    for (bool is_shaken = false;;) {
        bool found = false;
        try {
            if (is_shaken) {  // what was running could not even be said to have failed
                database_.writing([&](db::Write& db) {
                    take_up_again(db, kinds_, clock_());
                    return true;
                });
                is_shaken = false;
            }
            found = run_next();
        } catch (const std::exception& error) {
            spdlog::error("the job runner cannot reach its jobs: {}", error.what());
            is_shaken = true;
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, found ? std::chrono::milliseconds{0} : pause, [&] { return stopping_ || is_woken_; });
        if (stopping_) return;
        is_woken_ = false;
    }
}

bool Runner::run_next() {
    const auto job = database_.reading([this](db::Read& db) { return find_next(db, kinds_); });
    if (!job || !database_.writing([&](db::Write& db) { return take(db, *job, clock_()); })) return false;
    run(*job);
    return true;
}

void Runner::run(const Job& job) {
    const auto say = [&](const auto& change) {
        database_.write([&](db::Write& db) {
            change(db);
            return true;
        });
    };
    try {
        const web::Speaking speaking(database_.reading([&](db::Read& db) { return language_of_(db, job.partnership); }));
        const auto& work = works_.at(job.kind);
        const auto result = work(job, [&](int done, int total, const std::string& message) {
            say([&](db::Write& db) { report_progress(db, job, done, total, message, clock_()); });
        });
        say([&](db::Write& db) { finish(db, job, result.hash, result.name, clock_()); });
    } catch (const std::exception& error) {
        spdlog::error("job {} of kind {} failed: {}", job.id.text, job.kind, error.what());
        say([&](db::Write& db) { fail(db, job, "jobs.message.failed", clock_()); });
    }
}

}  // namespace touchstone::jobs
