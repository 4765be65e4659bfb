#include "app/file_scan_work.h"

#include <spdlog/spdlog.h>

#include "app/clamd.h"
#include "evidence/evidence_store.h"
#include "jobs/job_store.h"

namespace touchstone::app {

using evidence::ScanState;

jobs::Work file_scan_work(db::Database& database, const db::FileStore& files, const std::filesystem::path& socket,
                          std::function<Instant()> clock) {
    return [&database, &files, socket, clock](const jobs::Job& job, const jobs::Progress& progress) {
        const auto waiting = database.reading([&](db::Read& db) { return evidence::list_waiting_files(db, job.partnership); });
        int done = 0, undecided = 0;
        for (const auto& file : waiting) {
            progress(done++, static_cast<int>(waiting.size()), "jobs.message.scanning");
            try {
                const bool clean = scan_with_clamd(socket, files.path_of(file.hash)) == Verdict::clean;
                database.write([&](db::Write& db) {
                    evidence::save_scan(db, {job.partnership, job.asked_by, clock()}, file, clean ? ScanState::clean : ScanState::infected);
                    if (clean)
                        jobs::ask(db, jobs::unattended(job.partnership, file.added_by), "file_text", job.partnership.text, clock(),
                                  jobs::Limit::none);
                    return true;
                });
            } catch (const std::runtime_error& error) {
                spdlog::error("file {} stays held: {}", file.id.text, error.what());
                ++undecided;
            }
        }
        if (undecided > 0) throw std::runtime_error("files without a verdict stay held");
        return jobs::Result{};
    };
}

void ask_for_waiting_scans(db::Write& db, Instant now) {
    for (const auto& [partnership, by] : evidence::list_waiting_partnerships(db))
        jobs::ask(db, jobs::unattended(partnership, by), "file_scan", partnership.text, now, jobs::Limit::none);
}

}  // namespace touchstone::app
