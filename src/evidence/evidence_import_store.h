// What somebody is about to add at once, between its preview and its adding: the last that an account sent.
#pragma once
#include <optional>

#include "base/permission.h"
#include "db/db.h"
#include "evidence/evidence_import.h"
#include "evidence/evidence_store.h"

namespace touchstone::evidence {

struct EvidenceImport {
    std::string id;     // by which it is confirmed
    std::string owner;  // the form's word for it
    std::string name;   // of the table; empty when files were sent
    ImportedTable table;
    std::string framework_hash;  // whose names the table uses

    bool is_of_files() const { return name.empty(); }
};
void keep_import(db::Write&, const By&, const EvidenceImport&);
std::optional<EvidenceImport> find_import(db::Read&, const PartnershipId&, const AccountId&);
void discard_import(db::Write&, const PartnershipId&, const AccountId&);
// Removes what was kept before this moment. Answers how many.
int forget_imports_before(db::Write&, Instant);
// A planned item that nothing is wrong with, with its findings and its file.
void add_planned(db::Write&, const By&, const PlannedItem&, ScanState of_its_file);

// The items that are there for the one who looks, with their files.
std::vector<KnownEvidence> list_known(db::Read&, const Sight&);

}  // namespace touchstone::evidence
