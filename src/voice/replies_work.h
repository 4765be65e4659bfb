// Checks a table of answers as somebody has said that it is to be read, and enters it once they have looked at what comes of it. Part by
// part, in constant memory; where the work is taken up again, it goes on with the parts that are left.
#pragma once
#include <functional>

#include "db/database.h"
#include "jobs/runner.h"

namespace touchstone::voice {

// The job's subject is an import: one that is to be checked, or to be entered.
[[nodiscard]] jobs::Work reply_import_work(db::Database&, std::function<Instant()> clock);

}  // namespace touchstone::voice
