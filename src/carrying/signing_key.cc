#include "carrying/signing_key.h"

#include "carrying/audit_key.h"
#include "carrying/data_folder.h"
#include "reports/publishing_store.h"
#include "reports/snapshot.h"

namespace touchstone::carrying {

void prepare_signing_key(db::Database& database, const std::filesystem::path& data_folder) {
    const auto file = data_folder / signing_key_file;
    if (!std::filesystem::exists(file)) {
        if (database.reading([](db::Read& db) { return reports::has_any_snapshot(db); }))
            throw Trouble(file.string() + " is missing, and versions were signed with it: bring it back from a backup");
        write_secret(file, reports::seed_bytes);
    }
    reports::use_signing_key(read_secret(file, reports::seed_bytes));
}

}  // namespace touchstone::carrying
