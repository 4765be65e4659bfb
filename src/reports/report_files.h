// A published report as files: a tagged PDF, a Word document, a workbook of its data, and JSON. Made by a job, each once and each by
// itself.
#pragma once
#include <filesystem>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "db/database.h"
#include "db/file_store.h"
#include "jobs/runner.h"

namespace touchstone::reports {

// `content` is that of the audience. Whatever a cell holds is text or a number, never a formula.
void write_xlsx(const nlohmann::json& content, const std::filesystem::path& xlsx);

// The job's subject is a report. It makes what waits and what was left in the middle, and has failed when any of that failed.
[[nodiscard]] jobs::Work report_files_work(db::Database&, const db::FileStore&, const std::filesystem::path& work_folder,
                                           std::function<Instant()> clock);
// When the server starts: for what nobody makes though it was neither made nor given up, and for what failed for want of a program that is
// there now.
void ask_for_left_files(db::Write&, Instant now);

}  // namespace touchstone::reports
