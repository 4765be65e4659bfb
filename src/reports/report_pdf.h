// The report as a tagged PDF: the printed document through headless Chromium. Takes seconds, so it is a job.
#pragma once
#include <filesystem>

#include "base/workbench.h"
#include "db/database.h"
#include "db/file_store.h"
#include "jobs/runner.h"

namespace touchstone::reports {

// "growing-up-in-strathvarnoch.pdf"
[[nodiscard]] std::string file_name(const std::string& title, const std::string& format);

// Prints a whole HTML document, with the files of ui/dist beside it, into `pdf`. What would take more pages than
// `pages_max` is set in smaller type; 0: as many as it takes.
void print_to_pdf(const std::string& html, const std::filesystem::path& pdf, int pages_max = 0);

[[nodiscard]] jobs::Work report_pdf_work(db::Database&, const db::FileStore&, const std::filesystem::path& work_folder,
                                         std::function<Instant()> clock);

}  // namespace touchstone::reports
