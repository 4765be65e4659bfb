#pragma once
#include <utility>
#include <vector>

#include "db/db.h"
#include "plans/owing_store.h"

namespace touchstone::app {

// Each person in each partnership for whom something may wait: owners of action points, those who have a task, those whom somebody
// named or answered in a conversation that is open, and of waves that are open, or have words to read, readers,
// publishers and all who lead. Whether they see it is asked of each.
std::vector<std::pair<PartnershipId, AccountId>> list_awaited(db::Read&, const std::vector<plans::Owing>&);

}  // namespace touchstone::app
