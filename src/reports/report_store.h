// Work that makes a report: asking for it, and who may see it. Reports own no table.
#pragma once
#include <optional>
#include <string>

#include "base/permission.h"
#include "db/db.h"

namespace touchstone::reports {

// For the router's guard: a job is there for whoever asked for it, as long as the evaluation that it prints is.
std::optional<Seen> look_up_report_job(db::Read&, const Actor&, const std::string& id, Instant now);

inline constexpr const char* report_job = "report_pdf";
inline constexpr const char* package_job = "position_package";
// The evaluation as it stands today, as a file; and what inspectors are handed before they come. Nothing when this person has too many
// waiting.
std::optional<JobId> ask_for_report(db::Write&, const Actor&, const EvaluationId&, Instant now);
std::optional<JobId> ask_for_package(db::Write&, const Actor&, const EvaluationId&, Instant now);

}  // namespace touchstone::reports
