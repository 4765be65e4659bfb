#include "reports/report_files.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include "base/child.h"
#include "jobs/job_store.h"
#include "reports/audience_pages.h"
#include "reports/body_pages.h"
#include "reports/format_store.h"
#include "reports/publishing_pages.h"
#include "reports/publishing_store.h"
#include "reports/report_pages.h"
#include "reports/report_pdf.h"
#include "reports/sheets_pages.h"
#include "reports/snapshot.h"
#include "reports/word.h"
#include "reports/workbook.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using Json = nlohmann::json;
using web::text;

// Those that need no other program first.
const std::array<std::string, 4> making_order{"json", "xlsx", "docx", "pdf"};

constexpr int board_pages = 2;

// What every format is made from.
struct Source {
    PartnershipId partnership;
    ReportWhole whole;
    Json content;  // that of the audience
    Document document;
};

Source source_of(const PartnershipId& partnership, ReportWhole whole) {
    const auto& report = whole.report;
    auto content = content_for(report.audience, report.layout, Json::parse(content_of(whole.snapshot.sealed)));
    auto showing = showing_of(whole, partnership, content["version"].value("server", std::string()), false);
    showing.is_printed = true;
    auto document = document_of(body_of(content, showing));
    return {partnership, std::move(whole), std::move(content), std::move(document)};
}

void write_one(const std::string& format, const Source& source, const std::filesystem::path& file) {
    const auto& html = source.document.html;
    const auto& content = source.content;
    if (format == "pdf")
        print_to_pdf(html, file, is_short(source.whole.report.audience, source.whole.report.layout) ? board_pages : 0);
    else if (format == "docx")
        write_docx(html, file);
    else if (format == "xlsx")
        write_xlsx(content, file);
    else
        write_file(file, seal(content.dump(), signing_key()));
}

// "board report v2 Support for children"
std::string file_title(const ReportWhole& whole, const Json& content) {
    return text("reports.file." + name_of(whole.report.audience)) + " " +
           text("reports.file.version", {{"number", std::to_string(whole.snapshot.number)}}) + " " +
           content["evaluation"]["title"].get<std::string>();
}

Format failed_by(const std::string& format, const std::exception& error) {
    const auto* child = dynamic_cast<const ChildFailed*>(&error);
    if (!child || child->program.empty()) return {format, Making::failed, Fault::other, {}, 0};
    const auto fault = child->why == ChildFailed::Why::missing ? Fault::program_missing
                       : child->why == ChildFailed::Why::late  ? Fault::program_late
                                                               : Fault::program_failed;
    return {format, Making::failed, fault, child->program, 0};
}

// Makes the files of one report, one format after the other.
class Maker {
public:
    Maker(db::Database& database, const db::FileStore& files, const std::filesystem::path& work_folder,
          const std::function<Instant()>& clock, const Source& source)
        : database_(database), files_(files), work_folder_(work_folder), clock_(clock), source_(source) {}

    // A program that broke off gets a second chance at once. Answers whether the file is there.
    bool make(const std::string& format) {
        auto fault = try_to_make(format);
        if (fault == Fault::program_failed) fault = try_to_make(format);
        return fault == Fault::none;
    }

private:
    Fault try_to_make(const std::string& format) {
        const auto& report = source_.whole.report.id;
        say([&](db::Write& db) { begin_format(db, source_.partnership, report, format, clock_()); });
        auto failed = Format{.name = format, .program = {}};
        ReportFile made;
        try {
            made = written(format);
        } catch (const std::exception& error) {
            spdlog::error("report {} cannot be made as {}: {}", report.text, format, error.what());
            failed = failed_by(format, error);
        }
        say([&](db::Write& db) {
            if (failed.fault == Fault::none)
                keep_report_file(db, source_.partnership, report, made, clock_());
            else
                fail_format(db, source_.partnership, report, failed, clock_());
        });
        return failed.fault;
    }
    ReportFile written(const std::string& format) {
        const Workbench bench(work_folder_);
        const auto file = bench.folder / ("report." + format);
        write_one(format, source_, file);
        const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file));
        return {format, files_.keep(file).hash, file_name(file_title(source_.whole, source_.content), format), size};
    }
    void say(const std::function<void(db::Write&)>& change) {
        database_.write([&](db::Write& db) {
            change(db);
            return true;
        });
    }

    db::Database& database_;
    const db::FileStore& files_;
    const std::filesystem::path& work_folder_;
    const std::function<Instant()>& clock_;
    const Source& source_;
};

}  // namespace

void write_xlsx(const Json& content, const std::filesystem::path& xlsx) { write_workbook(xlsx, sheets_of(content)); }

jobs::Work report_files_work(db::Database& database, const db::FileStore& files, const std::filesystem::path& work_folder,
                             std::function<Instant()> clock) {
    return [&database, &files, work_folder, clock = std::move(clock)](const jobs::Job& job, const jobs::Progress& progress) {
        const auto find = [&] {
            auto whole = database.reading([&](db::Read& db) { return find_report(db, job.partnership, ReportId{job.subject}); });
            if (!whole) throw std::runtime_error("the report is not there");
            return std::move(*whole);
        };
        const auto source = source_of(job.partnership, find());
        Maker maker(database, files, work_folder, clock, source);
        int done = 0, unmade = 0;
        for (const auto& name : making_order) {
            progress(done++, static_cast<int>(making_order.size()), name == "pdf" ? "jobs.message.printing" : "jobs.message.keeping");
            const auto format = std::ranges::find(source.whole.report.formats, name, &Format::name);
            if (format != source.whole.report.formats.end() && format->is_to_be_made() && !maker.make(name)) ++unmade;
        }
        if (unmade > 0) throw std::runtime_error(fmt::format("{} of its files are not made", unmade));
        const auto kept = find().report.files;
        const auto pdf = std::ranges::find(kept, std::string("pdf"), &ReportFile::format);
        return pdf == kept.end() ? jobs::Result{} : jobs::Result{pdf->hash, pdf->name};
    };
}

void ask_for_left_files(db::Write& db, Instant now) {
    for (const auto& [partnership, report, by, format] : list_left_formats(db)) {
        const bool is_there_now = format.fault == Fault::program_missing && is_installed(format.program);
        const bool is_left = format.fault == Fault::interrupted && format.tries < format_tries_max;
        if (!is_there_now && !is_left) continue;
        if (is_there_now) renew_format(db, partnership, report, format.name);
        jobs::ask(db, jobs::unattended(partnership, by), "report_files", report.text, now, jobs::Limit::none);
    }
}

}  // namespace touchstone::reports
