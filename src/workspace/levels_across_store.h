#pragma once
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "evaluations/levels_due_store.h"
#include "workspace/levels_across.h"

namespace touchstone::workspace {

// Of finished evaluations that belong to these partnerships or whose owners share their levels with all of the partnership. The only
// question that names several partnerships; who asks is a member of each.
db::Answer<std::vector<LevelCount>> ask_levels_across(db::Trip&, const std::vector<PartnershipId>&, Instant now);
// For one who looks: of one organisation's finished evaluations, as far as their levels may be seen; or, without one, of everything that
// all members of the partnership may see. Where one organisation works alone, of everything that is there.
db::Answer<std::vector<LevelCount>> ask_levels(db::Trip&, const Sight&, const OrganisationId&, bool works_alone);

// Whose counts hold levels of which the day has passed until which they were shared.
std::vector<evaluations::LevelsDue> list_levels_over(db::Read&, Instant now);
// Counts one owner's levels anew.
void count_levels(db::Write&, const evaluations::LevelsDue&, Instant now);

}  // namespace touchstone::workspace
