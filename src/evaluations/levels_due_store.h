// Levels of finished evaluations are counted beforehand (workspace/levels_across.h). Whatever changes what is counted says whose are due to
// be counted anew; until that is done they are counted whenever they are asked for.
#pragma once
#include "base/ids.h"
#include "db/db.h"

namespace touchstone::evaluations {

// Changes nothing where the evaluation is not finished: its levels are not counted yet.
void due_for_counting(db::Write&, const PartnershipId&, const EvaluationId&);
// Of every partnership, after an import.
void all_due_for_counting(db::Write&);

struct LevelsDue {
    PartnershipId partnership;
    OrganisationId owner;  // empty: the whole partnership
};
std::vector<LevelsDue> list_levels_due(db::Read&, int most);
void no_longer_due(db::Write&, const LevelsDue&);

}  // namespace touchstone::evaluations
