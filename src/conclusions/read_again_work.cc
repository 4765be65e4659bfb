#include "conclusions/read_again_work.h"

#include "conclusions/measured_store.h"

namespace touchstone::conclusions {

jobs::Work read_again_work(db::Database& database, std::function<Instant()> clock) {
    return [&database, clock = std::move(clock)](const jobs::Job& job, const jobs::Progress& progress) {
        const auto all = database.reading([&](db::Read& db) { return list_read_from(db, job.partnership); });
        int done = 0;
        for (const auto& measure : all) {
            progress(done++, static_cast<int>(all.size()), "jobs.message.reading_again");
            database.write([&](db::Write& db) {
                read_again(db, {job.partnership, job.asked_by, clock()}, measure);
                return true;
            });
        }
        return jobs::Result{};
    };
}

}  // namespace touchstone::conclusions
