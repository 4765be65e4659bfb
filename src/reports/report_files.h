// A published report as files: a tagged PDF, a Word document, a workbook of its data, and JSON. Made by a job, each once.
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

// The job's subject is a report.
[[nodiscard]] jobs::Work report_files_work(db::Database&, const db::FileStore&, const std::filesystem::path& work_folder,
                                           std::function<Instant()> clock);

}  // namespace touchstone::reports
