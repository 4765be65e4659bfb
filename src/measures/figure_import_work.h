// Reads a file of figures, and enters its figures once somebody has said what they mean. In constant memory, but for the lists of areas,
// periods, measures and series and some bytes for each figure (figure_reader.h).
#pragma once
#include <functional>

#include "db/database.h"
#include "db/file_store.h"
#include "jobs/runner.h"

namespace touchstone::measures {

// Figures that are entered in one transaction.
inline constexpr std::size_t entered_at_once = 10'000;

// The job's subject is an import: one that is to be read, or one that was answered.
[[nodiscard]] jobs::Work figure_import_work(db::Database&, const db::FileStore&, std::function<Instant()> clock);

}  // namespace touchstone::measures
