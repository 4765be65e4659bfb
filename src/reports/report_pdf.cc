#include "reports/report_pdf.h"

#include "base/assets.h"
#include "base/child.h"
#include "base/text.h"
#include "evaluations/sight_store.h"
#include "people/account_store.h"
#include "people/actor_store.h"
#include "reports/report_pages.h"
#include "reports/tagged_pdf.h"
#include "reports/well_formed.h"
#include "web/form_reader.h"

namespace touchstone::reports {

constexpr std::chrono::minutes print_limit{2};

std::string file_name(const std::string& title, const std::string& format) {
    std::string name;
    for (const char c : lowered(title)) {
        if (isalnum(static_cast<unsigned char>(c)))
            name += c;
        else if (!name.empty() && !name.ends_with('-'))
            name += '-';
    }
    while (name.ends_with('-')) name.pop_back();
    return (name.empty() ? "report" : name.substr(0, 80)) + "." + format;
}

namespace {

// A folder may be called "Reports #1".
std::string file_address(const std::filesystem::path& file) {
    std::string address = "file://";
    for (const auto& part : std::filesystem::absolute(file).relative_path()) address += '/' + web::percent_encoded(part.string());
    return address;
}

// As much as whoever asked may see of it now.
std::optional<Document> document_for(db::Read& db, const jobs::Job& job, Instant now) {
    const auto asker = people::find_asker(db, job, now);
    const auto seen = evaluations::look_up_evaluation(db, asker, job.subject, now);
    if (!seen || !may_do(asker, Ability::read, *seen)) return std::nullopt;
    return report_document(db, sight_of(asker, now), EvaluationId{job.subject});
}

}  // namespace

void print_to_pdf(const std::string& html, const std::filesystem::path& pdf) {
    check_page(html);
    const auto folder = pdf.parent_path();
    constexpr std::string_view dist = "ui/dist/";
    for (const auto& name : assets::names_under("ui/dist")) write_file(folder / name.substr(dist.size()), assets::content(name));
    write_file(folder / "page.html", html);
    run_child({"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
               "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
               "--disable-dev-shm-usage", "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf",
               "--user-data-dir=" + (folder / "profile").string(), "--print-to-pdf=" + pdf.string(), file_address(folder / "page.html")},
              print_limit);
    if (!std::filesystem::exists(pdf)) throw ChildFailed("chromium", ChildFailed::Why::failed, "chromium printed nothing");
    mend_tags(pdf);
}

jobs::Work report_pdf_work(db::Database& database, const db::FileStore& files, const std::filesystem::path& work_folder,
                           std::function<Instant()> clock) {
    return [&database, &files, work_folder, clock = std::move(clock)](const jobs::Job& job, const jobs::Progress& progress) {
        progress(0, 3, "jobs.message.gathering");
        const auto document = database.reading([&](db::Read& db) { return document_for(db, job, clock()); });
        if (!document) throw std::runtime_error("the evaluation is not there");
        progress(1, 3, "jobs.message.printing");
        const Workbench bench(work_folder);
        print_to_pdf(document->html, bench.folder / "report.pdf");
        progress(2, 3, "jobs.message.keeping");
        return jobs::Result{files.keep(bench.folder / "report.pdf").hash, file_name(document->title, "pdf")};
    };
}

}  // namespace touchstone::reports
