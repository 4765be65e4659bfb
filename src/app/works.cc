#include "app/works.h"

#include "app/file_scan_work.h"
#include "app/file_text_work.h"
#include "app/upkeep.h"
#include "carrying/erasure_work.h"
#include "conclusions/read_again_work.h"
#include "measures/arrived_store.h"
#include "measures/figure_import_store.h"
#include "measures/figure_import_work.h"
#include "privacy/own_copy.h"
#include "reports/package.h"
#include "reports/report_files.h"
#include "reports/report_pdf.h"
#include "reports/report_store.h"
#include "voice/replies_store.h"
#include "voice/replies_work.h"

namespace touchstone::app {

using namespace privacy;
using namespace carrying;

std::map<std::string, jobs::Work> all_works(db::Database& database, const db::FileStore& files, const std::filesystem::path& data_folder,
                                            const std::filesystem::path& clamd, const std::function<Instant()>& clock) {
    const auto spool = data_folder / "spool";
    return {{reports::report_job, reports::report_pdf_work(database, files, spool, clock)},
            {"report_files", reports::report_files_work(database, files, spool, clock)},
            {reports::package_job, reports::package_work(database, files, spool, clock)},
            {"own_copy", own_copy_work(database, files, spool)},
            {"erasure", erasure_work(database, files, data_folder)},
            {"disposal", disposal_work(database, files, spool, clock)},
            {"record_erasure", erasure_work(database, files, data_folder)},
            {"file_scan", file_scan_work(database, files, clamd, clock)},
            {"file_text", file_text_work(database, files, spool, clock)},
            {measures::arrived_job, conclusions::read_again_work(database, clock)},
            {measures::figure_import_job, measures::figure_import_work(database, files, clock)},
            {voice::reply_import_job, voice::reply_import_work(database, clock)}};
}

}  // namespace touchstone::app
