// What is known of the backups, for those who look after the server.
#pragma once
#include "db/trip.h"

namespace touchstone::carrying {

struct BackupWatch {
    std::optional<Instant> made_at, whole_at, failed_at;
    int damaged = 0;  // kept files that could not go into the one that was made last
};
db::Answer<BackupWatch> ask_backup_watch(db::Trip&);
[[nodiscard]] BackupWatch find_backup_watch(db::Read&);
void note_backup(db::Write&, int damaged, Instant now);
void note_failed_backup(db::Write&, Instant now);

}  // namespace touchstone::carrying
