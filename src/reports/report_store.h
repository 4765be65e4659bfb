// Who may see the work that makes a report. Reports own no table.
#pragma once
#include <optional>
#include <string>

#include "base/permission.h"
#include "db/db.h"

namespace touchstone::reports {

// For the router's guard: a job is there for whoever asked for it, as long as the evaluation that it prints is.
std::optional<Seen> look_up_report_job(db::Read&, const Actor&, const std::string& id, Instant now);

}  // namespace touchstone::reports
