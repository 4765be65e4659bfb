#include "reports/report_files.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "reports/audience_pages.h"
#include "reports/body_pages.h"
#include "reports/publishing_store.h"
#include "reports/report_pages.h"
#include "reports/report_pdf.h"
#include "reports/snapshot.h"
#include "reports/word.h"
#include "reports/workbook.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using Json = nlohmann::json;
using web::text;

const std::array<std::string, 4> formats{"pdf", "docx", "xlsx", "json"};

std::string head(const char* key) { return text(std::string("reports.sheet.") + key); }

Sheet levels_sheet(const Json& content) {
    Sheet sheet{head("levels"),
                {head("code"), head("indicator"), head("question"), head("level"), head("word"), head("confidence"), head("caveat"),
                 head("last_time")},
                {8, 60, 10, 8, 16, 14, 60, 10},
                {}};
    for (const auto& question : content["questions"])
        for (const auto& area : question["key_areas"])
            for (const auto& indicator : area["indicators"]) {
                const auto& judgement = indicator["judgement"];
                const auto last = indicator.value("last_time", Json());
                const auto last_level = last.is_null() ? Json() : last["level"];
                if (judgement.is_null())
                    sheet.rows.push_back({indicator["code"], indicator["title"], question["number"], nullptr,
                                          text("evaluations.workspace.not_judged"), nullptr, nullptr, last_level});
                else
                    sheet.rows.push_back({indicator["code"], indicator["title"], question["number"], judgement["level"], judgement["word"],
                                          text("evaluations.confidence." + judgement["confidence"].get<std::string>() + ".name"),
                                          judgement.value("caveat", Json()), last_level});
            }
    return sheet;
}

Sheet conclusions_sheet(const Json& content) {
    Sheet sheet{head("conclusions"), {head("on"), head("words"), head("confidence"), head("caveat")}, {50, 100, 14, 60}, {}};
    const auto add = [&](const Json& title, const Json& conclusion) {
        if (conclusion.is_null()) return;
        const auto& confidence = conclusion["confidence"];
        sheet.rows.push_back(
            {title == "" ? Json(text("evaluations.capacity.title")) : title, conclusion["statement"],
             confidence.is_null() ? Json() : Json(text("evaluations.confidence." + confidence.get<std::string>() + ".name")),
             conclusion["caveat"]});
    };
    for (const auto& question : content["questions"]) {
        add(question["title"], question["conclusion"]);
        for (const auto& area : question["key_areas"]) add(area["title"], area["conclusion"]);
    }
    for (const auto& component : content["capacity"]["components"])
        add(text("evaluations.capacity.component." + component["component"].get<std::string>() + ".name"), component["conclusion"]);
    return sheet;
}

Sheet findings_sheet(const Json& content) {
    const bool has_evidence = content.contains("evidence");
    Sheet sheet{head("findings"), {head("kind"), head("words"), head("evidence")}, {22, 100, 60}, {}};
    for (const auto& [id, finding] : content["findings"].items()) {
        const auto item = finding.value("evidence", std::string());
        sheet.rows.push_back({text("evaluations.finding.kind." + finding["kind"].get<std::string>()), finding["statement"],
                              has_evidence && content["evidence"].contains(item) ? content["evidence"][item]["title"] : Json()});
    }
    return sheet;
}

void write_one(const std::string& format, const std::string& html, const Json& content, const std::filesystem::path& file) {
    if (format == "pdf")
        print_to_pdf(html, file);
    else if (format == "docx")
        write_docx(html, file);
    else if (format == "xlsx")
        write_xlsx(content, file);
    else
        write_file(file, content.dump(2) + "\n");
}

}  // namespace

void write_xlsx(const Json& content, const std::filesystem::path& xlsx) {
    write_workbook(xlsx, {levels_sheet(content), conclusions_sheet(content), findings_sheet(content)});
}

jobs::Work report_files_work(db::Database& database, const db::FileStore& files, const std::filesystem::path& work_folder,
                             std::function<Instant()> clock) {
    return [&database, &files, work_folder, clock](const jobs::Job& job, const jobs::Progress& progress) {
        const auto whole = database.reading([&](db::Read& db) { return find_report(db, job.partnership, ReportId{job.subject}); });
        if (!whole) throw std::runtime_error("the report is not there");
        const auto& report = whole->report;
        const auto content = content_for(report.audience, report.layout, Json::parse(content_of(whole->snapshot.sealed)));
        const auto state = text("reports.published_on",
                                {{"number", std::to_string(whole->snapshot.number)}, {"date", in_words(date_of(report.published_at))}});
        const auto document = document_of(body_of(content, {report.audience, report.layout, false, true, state}));
        jobs::Result first;
        int done = 0;
        for (const auto& format : formats) {
            progress(done++, static_cast<int>(formats.size()), format == "pdf" ? "jobs.message.printing" : "jobs.message.keeping");
            if (const auto kept = std::ranges::find(report.files, format, &ReportFile::format); kept != report.files.end()) {
                if (format == "pdf") first = {kept->hash, kept->name};
                continue;  // made before the server was stopped
            }
            const Workbench bench(work_folder);
            const auto file = bench.folder / ("report." + format);
            write_one(format, document.html, content, file);
            const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file));
            const auto kept = files.keep(file);
            const auto name = file_name(document.title + " " + text("reports.audience." + name_of(report.audience) + ".name"), format);
            if (format == "pdf") first = {kept.hash, name};
            database.write([&](db::Write& db) {
                keep_report_file(db, job.partnership, report.id, {format, kept.hash, name, size}, clock());
                return true;
            });
        }
        return first;
    };
}

}  // namespace touchstone::reports
