#include "reports/report_pdf.h"

#include "base/assets.h"
#include "base/child.h"
#include "base/text.h"
#include "evaluations/sight_store.h"
#include "people/account_store.h"
#include "people/actor_store.h"
#include "reports/printed_pages.h"
#include "reports/report_pages.h"
#include "reports/tagged_pdf.h"
#include "reports/well_formed.h"
#include "web/form_reader.h"
#include "web/texts.h"

namespace touchstone::reports {

constexpr std::chrono::minutes print_limit{2};
constexpr int closer_steps = 3;

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

std::string not_published_title(const std::string& title) {
    return web::text("reports.file.partnership") + " " + web::text("reports.file.not_published") + " " + title;
}

// As much as whoever asked may see of it now.
std::optional<Document> document_for(db::Read& db, const jobs::Job& job, Instant now) {
    const auto asker = people::find_asker(db, job, now);
    const auto seen = evaluations::look_up_evaluation(db, asker, job.subject, now);
    if (!seen || !may_do(asker, Ability::read, *seen)) return std::nullopt;
    return report_document(db, sight_of(asker, now), EvaluationId{job.subject});
}

}  // namespace

namespace {

void print_once(const std::string& html, const std::filesystem::path& pdf) {
    const auto folder = pdf.parent_path();
    write_file(folder / "page.html", html);
    run_child({"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
               "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
               "--disable-dev-shm-usage", "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf",
               "--user-data-dir=" + (folder / "profile").string(), "--print-to-pdf=" + pdf.string(), file_address(folder / "page.html")},
              print_limit);
    if (!std::filesystem::exists(pdf)) throw ChildFailed("chromium", ChildFailed::Why::failed, "chromium printed nothing");
}

// Smaller and smaller type, for what must not take more pages.
std::string set_closer(std::string html, int step) {
    constexpr std::string_view report = "<article class=\"ts-report ";
    if (const auto at = html.find(report); at != std::string::npos)
        html.insert(at + report.size(), "ts-report--closer-" + std::to_string(step) + " ");
    return html;
}

}  // namespace

void print_to_pdf(const std::string& html, const std::filesystem::path& pdf, int pages_max) {
    check_page(html);
    constexpr std::string_view dist = "ui/dist/";
    for (const auto& name : assets::names_under("ui/dist")) write_file(pdf.parent_path() / name.substr(dist.size()), assets::content(name));
    print_once(html, pdf);
    for (int step = 1; step <= closer_steps && pages_max > 0 && count_pages(pdf) > pages_max; ++step)
        print_once(set_closer(html, step), pdf);
    // Only what is printed has pages, and their numbers change nothing in it.
    if (html.find("data-page=") != std::string::npos) print_once(with_page_numbers(html, linked_pages(pdf)), pdf);
    mend_tags(pdf, headings_in(html));
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
        return jobs::Result{files.keep(bench.folder / "report.pdf").hash, file_name(not_published_title(document->title), "pdf")};
    };
}

}  // namespace touchstone::reports
