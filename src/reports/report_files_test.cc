// Reports as files, made by the real programs and read back.
#include "reports/report_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/child.h"
#include "base/workbench.h"
#include "base/zip_file.h"
#include "reports/publishing_store.h"
#include "reports/report_pdf.h"
#include "reports/tagged_pdf.h"
#include "reports/well_formed.h"
#include "reports/word.h"
#include "reports/workbook.h"
#include "tests/pdf_faults.h"
#include "tests/site.h"

namespace touchstone::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ReportFiles : public ::testing::Test {
protected:
    ReportFiles() : folder(std::filesystem::temp_directory_path() / ("report-files-" + new_id_text({}))) {
        std::filesystem::create_directories(folder);
    }
    ~ReportFiles() override { std::filesystem::remove_all(folder); }
    std::filesystem::path folder;
};

// One file of an archive.
std::string part_of(const std::filesystem::path& archive, const std::string& name) {
    return run_child(
        {"python3", "-c", "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())", archive.string(), name},
        std::chrono::seconds{60});
}

// What LibreOffice makes of a file that it opens.
std::string opened_in_office(const std::filesystem::path& file, const std::string& format) {
    const auto folder = file.parent_path() / "opened";
    run_child({"soffice", "--headless", "--norestore", "-env:UserInstallation=file://" + (folder / "profile").string(), "--convert-to",
               format, "--outdir", folder.string(), file.string()},
              std::chrono::seconds{120});
    return read_file(folder / (file.stem().string() + "." + format));
}

std::size_t times(const std::string& words, const std::string& text) {
    std::size_t count = 0;
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
    return count;
}

TEST_F(ReportFiles, word_keeps_headings_tables_and_pictures_with_what_they_show) {
    write_docx(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Zqxtitle</title></head><body><h1>Zqxhead</h1><h2>Zqxpart</h2>"
        "<figure class=\"ts-figure\"><figcaption>Zqxcaption</figcaption>"
        "<svg role=\"img\" viewBox=\"0 0 10 10\" width=\"10\" height=\"10\"><title>Zqxprofile</title><desc>Two &amp; more.</desc>"
        "<rect class=\"ts-chart-now\" width=\"5\" height=\"5\"/></svg><svg class=\"ts-chart ts-chart--narrow\" role=\"img\" viewBox=\"0 0 "
        "5 5\" width=\"5\" height=\"5\">"
        "<title>Zqxnarrow</title></svg><svg aria-hidden=\"true\"><use href=\"#i\"/></svg>"
        "<details open><summary class=\"x\">Zqxopener</summary><table><thead><tr><th>Indicator</th></tr></thead><tbody><tr><td>Zqxcell</td>"
        "</tr></tbody></table></details></figure></body></html>",
        folder / "report.docx");
    for (const auto& read : {run_child({"pandoc", "--from=docx", "--to=html", (folder / "report.docx").string()}, std::chrono::seconds{60}),
                             opened_in_office(folder / "report.docx", "html")}) {
        EXPECT_THAT(read, ::testing::AllOf(HasSubstr("<h1"), HasSubstr("Zqxhead"), HasSubstr("<h2"), HasSubstr("<table"),
                                           HasSubstr("Zqxcell"), HasSubstr("Zqxcaption"), Not(HasSubstr("Zqxopener"))));
        EXPECT_EQ(times("<img", read), 1u) << "decoration is left out, and the same for a narrow screen";
        EXPECT_EQ(times("<h1", read), 1u);
    }
    EXPECT_THAT(opened_in_office(folder / "report.docx", "fodt"), HasSubstr("<svg:desc>Zqxprofile. Two &amp; more.</svg:desc>"));
    EXPECT_THAT(part_of(folder / "report.docx", "docProps/core.xml"), HasSubstr("<dc:title>Zqxtitle</dc:title>"));
    const auto document = part_of(folder / "report.docx", "word/document.xml");
    EXPECT_THAT(document, ::testing::AllOf(HasSubstr("w:w=\"11906\" w:h=\"16838\""), Not(HasSubstr("Zqxtitle"))));
    EXPECT_THAT(part_of(folder / "report.docx", "word/header1.xml"), HasSubstr("Zqxtitle"));
    EXPECT_THAT(part_of(folder / "report.docx", "word/footer1.xml"), ::testing::AllOf(HasSubstr("Page "), HasSubstr("NUMPAGES")));
    const auto styles = part_of(folder / "report.docx", "word/styles.xml");
    EXPECT_THAT(styles, ::testing::AllOf(HasSubstr("<w:tblBorders>"), HasSubstr("<w:rPr><w:b/></w:rPr>"), Not(HasSubstr("4F81BD")),
                                         Not(HasSubstr("<w:i />\n      <w:bCs />"))));
    EXPECT_THAT(part_of(folder / "report.docx", "word/theme/theme1.xml"),
                ::testing::AllOf(HasSubstr("\"Arial\""), Not(HasSubstr("\"Cambria\""))));
}

TEST_F(ReportFiles, a_workbook_holds_text_and_numbers_and_never_a_formula) {
    const nlohmann::json judgement{{"level", 4}, {"word", "good"}, {"confidence", "high"}, {"caveat", "=1+1"}};
    const nlohmann::json indicator{{"code", "5.1"}, {"title", "=HYPERLINK(\"http://x\")"}, {"judgement", judgement}};
    const nlohmann::json content{
        {"questions",
         {{{"number", 3},
           {"title", "Delivery"},
           {"conclusion", nullptr},
           {"key_areas", {{{"number", "5"}, {"title", "Delivery"}, {"conclusion", nullptr}, {"indicators", {indicator}}}}}}}},
        {"capacity", {{"components", nlohmann::json::array()}, {"factors", nlohmann::json::array()}}},
        {"findings", {{"f", {{"kind", "strength"}, {"statement", "@SUM(A1)"}}}}}};
    write_xlsx(content, folder / "report.xlsx");
    const auto sheet = part_of(folder / "report.xlsx", "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
    EXPECT_THAT(sheet, HasSubstr("<v>4</v>"));
    const auto strings = part_of(folder / "report.xlsx", "xl/sharedStrings.xml");
    EXPECT_THAT(strings, ::testing::AllOf(HasSubstr("=HYPERLINK"), HasSubstr("@SUM(A1)"), HasSubstr("5.1")));
    EXPECT_THAT(opened_in_office(folder / "report.xlsx", "csv"), HasSubstr("5.1,\"=HYPERLINK(\"\"http://x\"\")\",3,4,good,High,=1+1,"));
}

TEST_F(ReportFiles, word_knows_on_which_pages_its_contents_stand_and_sets_sources_apart) {
    write_docx(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Zqx</title></head><body><h1>Zqx</h1><nav class=\"ts-report__contents\"><ul><li>"
        "<a href=\"#indicator_5.1\"><span>Zqxpart</span> <span data-page=\"indicator_5.1\"></span></a></li></ul></nav>"
        "<p class=\"ts-report--whole\">Zqx</p><h2 id=\"indicator_5.1\">Zqxpart</h2><p>Zqxfinding<br>next <span "
        "class=\"ts-report__from\">Zqxsource"
        "</span></p></body></html>",
        folder / "report.docx");
    const auto document = part_of(folder / "report.docx", "word/document.xml");
    EXPECT_THAT(document, ::testing::AllOf(HasSubstr("PAGEREF indicator_5_1 "), HasSubstr("w:name=\"indicator_5_1\""),
                                           HasSubstr("<w:br w:type=\"page\"/>"), HasSubstr("<w:rStyle w:val=\"Source\" />"),
                                           HasSubstr("<w:br />"), Not(HasSubstr("⟦"))));
    EXPECT_THAT(opened_in_office(folder / "report.docx", "fodt"), HasSubstr("Zqxsource"));
}

TEST_F(ReportFiles, days_in_a_workbook_are_days_and_every_column_has_a_filter) {
    write_workbook(folder / "days.xlsx", {{"One", {"Title", "From"}, {20, 20}, {{"Zqx", nlohmann::json{{"day", "2026-03-31"}}}}}});
    EXPECT_THAT(part_of(folder / "days.xlsx", "xl/worksheets/sheet1.xml"),
                ::testing::AllOf(HasSubstr("<v>46112</v>"), HasSubstr("<autoFilter ref=\"A1:B2\"/>")));
}

TEST_F(ReportFiles, a_title_with_a_control_character_breaks_no_workbook) {
    write_workbook(folder / "one.xlsx", {{"One", {"Title"}, {20}, {{"co\x02-op \xEF\xBF\xBF"}, {std::string(31'999, 'x') + "éé"}}}});
    EXPECT_THAT(part_of(folder / "one.xlsx", "xl/sharedStrings.xml"), HasSubstr("co-op"));
}

TEST_F(ReportFiles, a_part_that_no_program_would_open_is_found_before_the_file_is_kept) {
    write_zip(folder / "good.docx", {{"word/document.xml", "<w><p>One</p></w>"}, {"media/one.png", "\x01"}});
    check_office_file(folder / "good.docx");
    for (const auto& part :
         {std::string("<w><p>One\x02</p></w>"), std::string("<w><p>One</w>"), std::string("<w>A & B</w>"), std::string()}) {
        std::filesystem::remove(folder / "bad.docx");
        write_zip(folder / "bad.docx", {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", part}});
        EXPECT_THROW(check_office_file(folder / "bad.docx"), std::runtime_error) << part;
    }
    write_file(folder / "none.docx", "no archive");
    EXPECT_THROW(check_office_file(folder / "none.docx"), std::runtime_error);
}

TEST(Page, must_close_what_it_opens_before_it_is_printed) {
    for (const auto* good :
         {"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style>a > b {}</style></head><body><p>A &lt; B<br></p></body></html>",
          "<svg><path d='M0 0'/><!-- a < b --></svg>", "plain", "<details open><p class=\"a>b\">x</p></details>"})
        EXPECT_NO_THROW(check_page(good)) << good;
    for (const auto* bad :
         {"<p>A", "<p><b>A</p></b>", "A < B", "</p>", "<p class=a>A</p>", "<p class=\"a>A</p>", "<p", "a\x02", "a\xFF", "<!-- a"})
        EXPECT_THROW(check_page(bad), std::runtime_error) << bad;
}

// What Chromium makes of a page is the fault that must be found.
TEST_F(ReportFiles, a_pdf_has_nothing_that_a_screen_reader_stumbles_over) {
    write_file(
        folder / "page.html",
        "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Zqxtitle &amp; more</title></head><body><h1>One</h1><svg aria-hidden=\"true\" "
        "width=\"10\" height=\"10\"><path d=\"M0 0h5v5z\"/></svg><h3>Three</h3><p><strong>Much"
        "</strong> and <em>more</em></p><ul><li>First</li></ul><figure><figcaption>Shown</figcaption><svg role=\"img\" viewBox=\"0 0 "
        "10 10\" width=\"10\" height=\"10\"><title>Zqxpicture</title><rect width=\"5\" height=\"5\"/></svg></figure>"
        "<table border=1><thead><tr><td></td><th scope=col>Level</th></tr></thead><tbody><tr><th scope=row>5.1</th><td>4"
        "</td></tr></tbody></table></body></html>");
    const auto faults_of_printed = [&] {
        run_child({"chromium", "--headless", "--no-sandbox", "--export-tagged-pdf", "--user-data-dir=" + (folder / "profile").string(),
                   "--print-to-pdf=" + (folder / "raw.pdf").string(), "file://" + (folder / "page.html").string()},
                  std::chrono::seconds{60});
        return testing::pdf_faults(folder / "raw.pdf");
    };
    EXPECT_THAT(faults_of_printed(),
                ::testing::UnorderedElementsAre("it has no bookmarks", "its metadata have no title", "nobody knows what /Strong is",
                                                "nobody knows what /Em is", "/NonStruct stands in /LI", "content stands in /Table",
                                                "a picture says nothing", "something is painted that is neither tagged nor decoration",
                                                "a heading of level 3 follows one of level 1"));
    mend_tags(folder / "raw.pdf");
    EXPECT_THAT(testing::pdf_faults(folder / "raw.pdf"),
                ::testing::UnorderedElementsAre("it has no bookmarks", "a heading of level 3 follows one of level 1"));
}

// A server that is stopped in between goes on from here.
TEST(ReportJobs, make_each_file_once_also_when_taken_up_again) {
    testing::Site site;
    const auto evaluation = site.add_evaluation("Zqxtitle");
    site.judge_something(evaluation);
    site.sign_in(Role::lead);
    const auto address = "/evaluations/" + evaluation.text;
    EXPECT_EQ(site.post(address + "/state", {{"state", "finished"}}).status, web::Status::see_other);
    EXPECT_EQ(site.post(address + "/publishing", {{"audiences", "board"}, {"without_capacity", "Zqx not yet."}}).status,
              web::Status::see_other);
    const auto report_of = [&] {
        return site.database().reading([&](db::Read& db) { return read_published(db, site.partnership(), evaluation).reports.front(); });
    };
    const auto spool = site.files().folder() / "spool-of-test";
    std::filesystem::create_directories(spool);
    const auto work = report_files_work(site.database(), site.files(), spool, [&] { return site.now; });
    jobs::Job job;
    job.partnership = site.partnership();
    job.kind = "report_files";
    job.subject = report_of().id.text;
    int steps = 0;
    EXPECT_THROW((void)work(job,
                            [&](int, int, const std::string&) {
                                if (++steps == 3) throw std::runtime_error("the server was stopped");
                            }),
                 std::runtime_error);
    const auto before = report_of().files;
    ASSERT_EQ(before.size(), 2u);
    const auto result = work(job, [](int, int, const std::string&) {});
    const auto after = report_of().files;
    ASSERT_EQ(after.size(), 4u);
    for (const auto& file : before)
        EXPECT_TRUE(std::ranges::any_of(after, [&](const auto& each) { return each.hash == file.hash && each.format == file.format; }));
    EXPECT_THAT(result.name, HasSubstr(".pdf"));
    for (const auto& file : after) EXPECT_GT(std::filesystem::file_size(site.files().path_of(file.hash)), 500u) << file.format;
    const auto pdf = std::ranges::find(after, std::string("pdf"), &ReportFile::format);
    EXPECT_THAT(testing::pdf_faults(site.files().path_of(pdf->hash)), ::testing::IsEmpty());
}

}  // namespace
}  // namespace touchstone::reports
