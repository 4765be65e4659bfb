// What goes by itself when its time is over.
#pragma once
#include "db/db.h"

namespace touchstone::access {

// Ended sessions and access tokens, what tokens were answered, steps of signing in, links and offers that have run out. Answers how many
// rows went.
int sweep(db::Write&, Instant now);

}  // namespace touchstone::access
