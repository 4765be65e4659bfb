// The work after figures of measures arrived: what is read from them is read again.
#pragma once
#include <functional>

#include "db/database.h"
#include "jobs/runner.h"

namespace touchstone::conclusions {

// Of kind measures::arrived_job. Each measure in a transaction of its own.
[[nodiscard]] jobs::Work read_again_work(db::Database&, std::function<Instant()> clock);

}  // namespace touchstone::conclusions
