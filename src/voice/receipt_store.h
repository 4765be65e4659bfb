// What became of single questions, in tables.
#pragma once
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "voice/receipt.h"

namespace touchstone::voice {

db::Answer<std::vector<Subject>> ask_subjects(db::Trip&, const PartnershipId&, const WaveId&);
std::vector<Subject> list_subjects(db::Read&, const PartnershipId&, const WaveId&);
// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_subject(db::Write&, const By&, const WaveId&, const Subject& before, const Subject& after);

}  // namespace touchstone::voice
