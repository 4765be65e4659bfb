#include "app/upkeep.h"

#include <algorithm>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "access/sweep_store.h"
#include "app/day_mail.h"
#include "app/slow_statements.h"
#include "carrying/kept_store.h"
#include "concerns/concern_pages.h"
#include "db/health.h"
#include "evidence/evidence_import_store.h"
#include "evidence/retention_store.h"
#include "jobs/job_store.h"
#include "people/organisation_store.h"
#include "people/sweep_store.h"
#include "privacy/vault.h"
#include "voice/replies_store.h"
#include "voice/wave_store.h"
#include "web/texts.h"
#include "workspace/levels_across_store.h"

namespace touchstone::app {

using namespace carrying;
namespace {

using web::text;

constexpr std::chrono::minutes pause{1};
constexpr int pauses_between_sweeps = 24 * 60;
constexpr int pauses_between_lessons = 60;
constexpr int owners_at_once = 500;
constexpr std::chrono::days results_last{30};
constexpr std::chrono::hours orphans_last{48};

std::string certificate(const evidence::DisposalWhole& whole) {
    const auto& disposal = whole.disposal;
    int gone = 0;
    std::string items;
    for (const auto& item : whole.items) {
        gone += item.gone ? 1 : 0;
        const auto name = item.due.name.empty() ? text("evaluations.retention.nameless." + name_of(disposal.of)) : item.due.name;
        items += fmt::format("- {} ({}): {}\n", name, in_words(date_of(item.due.since)),
                             text(item.gone ? "evaluations.retention.gone" : "evaluations.retention.stayed"));
    }
    return text("app.certificate.disposal",
                {{"number", std::to_string(disposal.number)},
                 {"what", web::counted("evaluations.retention.count." + name_of(disposal.of), gone)},
                 {"rule", text("evaluations.retention.rule." + name_of(disposal.of), {{"years", std::to_string(disposal.years)}})},
                 {"asked_by", whole.asked_by_name},
                 {"asked", in_words(disposal.asked_at)},
                 {"approved_by", whole.decided_by_name},
                 {"approved", in_words(*disposal.decided_at)},
                 {"done", in_words(*disposal.done_at)},
                 {"items", items}});
}

int sweep_rows(db::Database& database, Instant now) {
    return database.writing([&](db::Write& db) {
        return people::sweep(db, now) + access::sweep(db, now) + jobs::forget_before(db, now - results_last) +
               evidence::forget_imports_before(db, now - results_last) +
               voice::forget_reply_imports_before(db, now - voice::reply_import_length);
    });
}

// What goes by its rule, down to the disk, with the keys of waves of which nothing sealed is left.
int dispose_by_rules(db::Database& database, const db::FileStore& files, Instant now) {
    int certificates = 0;
    for (const auto& partnership : database.reading(people::list_partnerships))
        for (const auto& rule : database.reading([&](db::Read& db) { return evidence::list_rules(db, partnership); })) {
            if (!evidence::goes_by_itself(rule.of)) continue;
            const auto disposed = database.writing([&](db::Write& db) { return evidence::dispose_by_itself(db, partnership, rule, now); });
            if (disposed.number == 0) continue;
            ++certificates;
            files.forget(disposed.hashes, [&] { return carrying::files_in_use(database); });
        }
    if (certificates > 0) database.wipe(evidence::disposed_tables());
    for (const auto& wave : database.reading(voice::list_waves_without_answers)) privacy::vault().destroy_key(wave.text);
    return certificates;
}

}  // namespace

Swept sweep(db::Database& database, const db::FileStore& files, Instant now) {
    const int rows = sweep_rows(database, now);
    return {rows, files.forget(files.older_than(orphans_last), [&] { return carrying::files_in_use(database); })};
}

Daily do_daily(db::Database& database, const db::FileStore& files, const std::string& base_url, Instant now) {
    Daily daily;
    daily.mails = write_day_mails(database, base_url, now);
    spdlog::info("wrote {} mails on what is waiting", daily.mails);
    const auto leapt_from = database.reading(evidence::find_clock).leapt_from;
    if (leapt_from) {
        spdlog::warn(
            "the clock leapt by more than two days, or the server stood still that long: until an administrator says at "
            "/rights/retention that it is right, nothing is disposed of, and only what was over before goes");
        daily.swept.rows = sweep_rows(database, *leapt_from);
    } else {
        daily.swept = sweep(database, files, now);
        daily.disposals = dispose_by_rules(database, files, now);
        spdlog::info("disposed {} times of what went by its rule", daily.disposals);
    }
    spdlog::info("swept {} rows and {} files that nobody needs any more", daily.swept.rows, daily.swept.files);
    return daily;
}

int count_levels_due(db::Database& database, Instant now) {
    const auto due = database.reading([&](db::Read& db) {
        auto all = evaluations::list_levels_due(db, owners_at_once);
        std::ranges::copy(workspace::list_levels_over(db, now), std::back_inserter(all));
        return all;
    });
    for (const auto& each : due)
        database.writing([&](db::Write& db) {
            workspace::count_levels(db, each, now);
            return true;
        });
    return static_cast<int>(due.size());
}

jobs::Work disposal_work(db::Database& database, const db::FileStore& files, const std::filesystem::path& spool,
                         std::function<Instant()> clock) {
    return [&database, &files, spool, clock = std::move(clock)](const jobs::Job& job, const jobs::Progress& progress) {
        const evidence::DisposalId id{job.subject};
        const auto find = [&] { return database.reading([&](db::Read& db) { return evidence::find_disposal(db, job.partnership, id); }); };
        progress(0, 3, "jobs.message.deleting");
        const auto before = find();
        if (!before) throw std::runtime_error("there is no such disposal");
        if (is_doubtful(database.reading(evidence::find_clock), clock())) throw std::runtime_error("the clock cannot be relied on");
        const auto disposed = database.writing(
            [&](db::Write& db) { return evidence::dispose(db, {job.partnership, before->disposal.decided_by, clock()}, id); });
        progress(1, 3, "jobs.message.wiping");
        files.forget(disposed.hashes, [&] { return carrying::files_in_use(database); });
        database.wipe(evidence::disposed_tables());
        progress(2, 3, "jobs.message.keeping");
        const auto done = find();
        return jobs::Result{files.keep_text(certificate(*done), spool),
                            fmt::format("certificate-of-disposal-{}.txt", done->disposal.number)};
    };
}

Upkeep::Upkeep(const Data& data, std::string base_url, std::function<Instant()> clock)
    : data_(data), base_url_(std::move(base_url)), clock_(std::move(clock)), thread_([this] { keep_up(); }) {}

Upkeep::~Upkeep() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Upkeep::keep_up() {
    for (int pauses = 0, until_daily = 0;; ++pauses, --until_daily) {
        try {
            data_.database->writing([&](db::Write& db) {
                evidence::watch_clock(db, clock_());
                concerns::escalate_concerns(db, base_url_, clock_());
                return true;
            });
            db::note_write(true);
            count_levels_due(*data_.database, clock_());
            keep_slow_statements(data_.folder);
            if (pauses % pauses_between_lessons == 0) data_.database->learn_sizes();
            if (until_daily <= 0) {  // also when it failed the last time
                do_daily(*data_.database, data_.files, base_url_, clock_());
                until_daily = pauses_between_sweeps;
            }
        } catch (const db::Overloaded&) {
            spdlog::warn("the data could not be looked after: too many people at once");
        } catch (const db::Failure& error) {
            db::note_write(false);
            spdlog::error("the data could not be looked after: {}", error.what());
        } catch (const std::exception& error) {
            spdlog::error("the data could not be looked after: {}", error.what());
        }
        std::unique_lock lock(mutex_);
        if (wake_.wait_for(lock, pause, [&] { return stopping_; })) return;
    }
}

}  // namespace touchstone::app
