// Reports as files, made by the real programs and read back.
#include "reports/report_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/child.h"
#include "reports/publishing_store.h"
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

TEST_F(ReportFiles, word_keeps_headings_tables_and_pictures_with_what_they_show) {
    write_docx(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><title>T</title></head><body><h1>Zqxhead</h1><h2>Zqxpart</h2>"
        "<svg role=\"img\" viewBox=\"0 0 10 10\" width=\"10\" height=\"10\"><title>Zqxprofile</title><desc>Two &amp; more.</desc>"
        "<rect class=\"ts-chart-now\" width=\"5\" height=\"5\"/></svg><svg aria-hidden=\"true\"><use href=\"#i\"/></svg>"
        "<table><thead><tr><th>Indicator</th></tr></thead><tbody><tr><td>Zqxcell</td></tr></tbody></table></body></html>",
        folder / "report.docx");
    const auto read = run_child({"pandoc", "--from=docx", "--to=html", (folder / "report.docx").string()}, std::chrono::seconds{60});
    EXPECT_THAT(read,
                ::testing::AllOf(HasSubstr("<h1"), HasSubstr("Zqxhead"), HasSubstr("<h2"), HasSubstr("<table"), HasSubstr("Zqxcell")));
    EXPECT_THAT(read, HasSubstr("alt=\"Zqxprofile. Two &amp; more.\""));
    EXPECT_EQ(read.find("<img"), read.rfind("<img")) << "what is only decoration is left out";
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
}

// A server that is stopped in between goes on from here.
TEST(ReportJobs, make_each_file_once_also_when_taken_up_again) {
    testing::Site site;
    const auto evaluation = site.add_evaluation("Zqxtitle");
    site.sign_in(Role::lead);
    const auto address = "/evaluations/" + evaluation.text;
    EXPECT_EQ(site.post(address + "/state", {{"state", "finished"}}).status, web::Status::see_other);
    EXPECT_EQ(site.post(address + "/publishing", {{"audiences", "board"}}).status, web::Status::see_other);
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
    const auto structure = run_child({"pdfinfo", "-struct", site.files().path_of(pdf->hash).string()}, std::chrono::seconds{60});
    EXPECT_THAT(structure, ::testing::AllOf(HasSubstr("H1"), HasSubstr("Document")));
}

}  // namespace
}  // namespace touchstone::reports
