#include "carrying/backup_store.h"

namespace touchstone::carrying {
namespace {

void note(db::Write& db, const std::string& what, Instant now, int damaged) {
    db.run(R"sql(
        insert into backup_watch (what, at, damaged) values ($1, $2, $3)
            on conflict (what) do update set at = excluded.at, damaged = excluded.damaged)sql",
           what, now, damaged);
}

}  // namespace

db::Answer<BackupWatch> ask_backup_watch(db::Trip& trip) {
    return trip.gathered<BackupWatch>(
        [](BackupWatch& watch, const db::Row& row) {
            const auto what = row.get<std::string>("what");
            const auto at = row.get<Instant>("at");
            if (what == "made") {
                watch.made_at = at;
                watch.damaged = row.get<int>("damaged");
            }
            if (what == "whole") watch.whole_at = at;
            if (what == "failed") watch.failed_at = at;
        },
        "select what, at, damaged from backup_watch");
}

BackupWatch find_backup_watch(db::Read& db) { return db::alone(db, ask_backup_watch); }

void note_backup(db::Write& db, int damaged, Instant now) {
    note(db, "made", now, damaged);
    if (damaged == 0) note(db, "whole", now, 0);
}

void note_failed_backup(db::Write& db, Instant now) { note(db, "failed", now, 0); }

}  // namespace touchstone::carrying
