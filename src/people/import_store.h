// The rows of an uploaded file between its preview and its import: the last one that an account uploaded.
#pragma once
#include <optional>
#include <string>

#include "db/db.h"
#include "people/import.h"

namespace touchstone::people {

struct ImportDraft {
    std::string id;  // by which it is confirmed
    std::string file_name;
    Sheet sheet;
    Instant kept_at;
};
void keep_import_draft(db::Write&, const PartnershipId&, const AccountId&, const ImportDraft&);
std::optional<ImportDraft> find_import_draft(db::Read&, const PartnershipId&, const AccountId&);
void discard_import_draft(db::Write&, const PartnershipId&, const AccountId&);

}  // namespace touchstone::people
