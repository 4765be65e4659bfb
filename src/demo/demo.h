// The demonstration partnership: invented people, services, evidence and evaluations from demo/*.yaml, brought in through the same verbs
// that pages use.
#pragma once
#include "db/db.h"
#include "db/file_store.h"

namespace touchstone::demo {

// Does nothing where there is a partnership already. Throws std::runtime_error, naming the entry, when a verb refuses one.
void load_demo(db::Write&, const db::FileStore&, Instant now);

}  // namespace touchstone::demo
