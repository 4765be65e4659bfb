#pragma once
#include "db/db.h"
#include "evidence/evidence_import.h"
#include "evidence/evidence_store.h"

namespace touchstone::evidence {

// A planned item that nothing is wrong with, with its findings and its file, by whoever planned it.
void add_planned(db::Write&, const PartnershipId&, const PlannedItem&, ScanState of_its_file);

}  // namespace touchstone::evidence
