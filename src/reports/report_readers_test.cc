// Reports as their readers get them: files by name, on as many pages as they have time for, in words that they know, and with a way to
// check them.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/child.h"
#include "base/text.h"
#include "base/workbench.h"
#include "reports/audience_pages.h"
#include "reports/paper_room.h"
#include "reports/printed_pages.h"
#include "reports/publishing_pages.h"
#include "reports/report_files.h"
#include "reports/report_pages.h"
#include "reports/report_pdf.h"
#include "reports/snapshot.h"
#include "tests/pdf_faults.h"
#include "tests/reading_grade.h"
#include "tests/site.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::json;

class ReportReaders : public ::testing::Test {
protected:
    ReportReaders() : evaluation(site.add_evaluation("Zqx title & more")), address("/evaluations/" + evaluation.text) {
        site.judge_something(evaluation);
        site.sign_in(Role::lead);
        for (const auto* audience : {"board", "young_people"})
            keep_words({{audience + std::string("_3"), "We saw:\n- zqx one\n- zqx two\nZqx line\nzqx next"}});
        keep_words({{"heading_young_people_3", "Zqx how is it?"}});
        EXPECT_EQ(site.post(address + "/state", {{"state", "finished"}}).status, web::Status::see_other);
    }
    void keep_words(const std::vector<std::pair<std::string, std::string>>& fields) {
        const auto answer = site.post(address + "/publishing/plain-words", fields);
        EXPECT_EQ(answer.status, web::Status::see_other) << site.document(answer);
    }
    ReportWhole publish(const std::string& audience, const std::string& to_decide = {}) {
        site.now += std::chrono::minutes{1};
        const auto answer = site.post(
            address + "/publishing",
            {{"audiences", audience}, {"what_changed", "Zqx changed."}, {"without_capacity", "Zqx not yet."}, {"to_decide", to_decide}});
        EXPECT_EQ(answer.status, web::Status::see_other) << site.document(answer);
        const auto id =
            site.database().reading([&](db::Read& db) { return read_published(db, site.partnership(), evaluation).reports.front().id; });
        return find(id);
    }
    ReportWhole find(const ReportId& id) {
        return site.database().reading([&](db::Read& db) { return find_report(db, site.partnership(), id).value(); });
    }
    // With its files, made by the real programs.
    ReportWhole made(const ReportWhole& whole) {
        const auto spool = site.files().folder() / "spool-of-test";
        std::filesystem::create_directories(spool);
        jobs::Job job;
        job.partnership = site.partnership();
        job.kind = "report_files";
        job.subject = whole.report.id.text;
        (void)report_files_work(site.database(), site.files(), spool, [&] { return site.now; })(job, [](int, int, const std::string&) {});
        return find(whole.report.id);
    }
    std::filesystem::path file(const ReportWhole& whole, const std::string& format) {
        return site.files().path_of(std::ranges::find(whole.report.files, format, &ReportFile::format)->hash);
    }
    std::string open_address(const ReportWhole& whole) { return "/open/" + site.partnership().text + "/" + whole.report.id.text; }

    testing::Site site;
    EvaluationId evaluation;
    std::string address;
};

std::string words_of_pdf(const std::filesystem::path& pdf) {
    return run_child({"pdftotext", "-layout", pdf.string(), "-"}, std::chrono::seconds{60});
}

TEST_F(ReportReaders, the_partnership_finds_its_way_on_paper) {
    const auto whole = made(publish("partnership"));
    EXPECT_EQ(std::ranges::find(whole.report.files, std::string("pdf"), &ReportFile::format)->name,
              "partnership-report-v1-zqx-title-more.pdf");
    const auto pdf = file(whole, "pdf");
    EXPECT_THAT(testing::pdf_faults(pdf), IsEmpty());
    const auto info = run_child({"pdfinfo", pdf.string()}, std::chrono::seconds{60});
    EXPECT_THAT(info, HasSubstr("Zqx title & more: Report to the partnership"));
    const auto words = words_of_pdf(pdf);
    const auto pages = count_pages(pdf);
    EXPECT_THAT(
        words, AllOf(HasSubstr("Contents"), HasSubstr(fmt::format("Page 2 of {}", pages)), Not(HasSubstr("Page 1 of")),
                     HasSubstr("What the six levels mean"), HasSubstr("/snapshot-key"),
                     HasSubstr(hash_of(
                         content_for(Audience::partnership, whole.report.layout, Json::parse(content_of(whole.snapshot.sealed))).dump()))));
    const auto linked = linked_pages(pdf);
    ASSERT_TRUE(linked.contains("profile_head"));
    EXPECT_THAT(words, ::testing::ContainsRegex(fmt::format("The profile of levels +{}\n", linked.at("profile_head"))));
}

TEST_F(ReportReaders, bookmarks_and_copied_words_keep_their_spaces) {
    const std::string heading =
        "Zqx heading that is so long that it goes on & on in a second line of the page, and then in a third one too";
    const Workbench bench(std::filesystem::temp_directory_path());
    print_to_pdf("<!DOCTYPE html><html lang=\"en-GB\"><head><title>Zqx</title></head><body><h1><span>1</span> " +
                     fmt::format("{}&amp;{}", heading.substr(0, heading.find('&')), heading.substr(heading.find('&') + 1)) +
                     "</h1><p>Zqx <strong>words</strong> here.</p></body></html>",
                 bench.folder / "one.pdf");
    EXPECT_THAT(run_child({"pdftohtml", "-xml", "-i", "-stdout", (bench.folder / "one.pdf").string()}, std::chrono::seconds{60}),
                HasSubstr("<item page=\"1\">1 " +
                          fmt::format("{}&amp;{}", heading.substr(0, heading.find('&')), heading.substr(heading.find('&') + 1))));
    EXPECT_THAT(words_of_pdf(bench.folder / "one.pdf"), HasSubstr("Zqx words here."));
}

TEST_F(ReportReaders, a_board_reads_two_pages_that_say_what_it_must_decide) {
    const auto whole = made(publish("board", "Zqx whether posts move.\n1. Zqx first\n2. Zqx second"));
    EXPECT_LE(count_pages(file(whole, "pdf")), 2);
    const auto page = site.html("/reports/" + whole.report.id.text);
    EXPECT_THAT(page, AllOf(HasSubstr("What must be decided"), HasSubstr("<li>Zqx first</li>"), HasSubstr("levels_picture")));
    EXPECT_THAT(site.html("/reports/" + publish("partnership", "Zqx whether posts move.").report.id.text),
                Not(HasSubstr("Zqx whether posts move.")));
    const std::string long_words(plain_words_max(Audience::board) + 1, 'x');
    const auto refused = site.post(address + "/publishing/plain-words", {{"board_1", long_words}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Shorten this to 400 characters"), HasSubstr("data-max=\"400\"")));
}

// As long as it may be, of the most awkward parts.
TEST_F(ReportReaders, whatever_is_let_through_for_a_board_fits_two_pages) {
    for (const std::string tag : {"p", "li"})
        for (const std::size_t length : {30U, 100U, 400U}) {
            std::string body, words;
            while (words.size() < length) words += "seven words ";
            for (int i = 0;; ++i) {
                const auto more = fmt::format("{}{}<{}>{}</{}>", body, i % 10 == 9 ? "<h2>Zqx heading</h2>" : "", tag, words, tag);
                if (lines_on_paper("<article>" + more) > board_lines_max) break;
                body = more;
            }
            const Workbench bench(std::filesystem::temp_directory_path());
            print_to_pdf(
                "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Zqx</title><link rel=\"stylesheet\" href=\"touchstone.css\"></head><body "
                "class=\"ts-page ts-page--print\"><main><article class=\"ts-report ts-report--brief\"><h1>Zqx</h1>" +
                    body + "</article></main></body></html>",
                bench.folder / "board.pdf", 2);
            EXPECT_LE(count_pages(bench.folder / "board.pdf"), 2) << tag << " of " << length;
        }
}

TEST_F(ReportReaders, an_old_version_names_the_newer_one_and_a_withdrawn_one_says_so) {
    const auto first = publish("public"), second = publish("public");
    for (const auto& page : {site.html("/reports/" + first.report.id.text), site.html(open_address(first))})
        EXPECT_THAT(page, AllOf(HasSubstr("There is a newer version of this report: version 2"), HasSubstr(second.report.id.text)));
    EXPECT_THAT(site.html(open_address(second)), Not(HasSubstr("newer version")));
    EXPECT_EQ(site.post("/reports/" + second.report.id.text + "/withdraw", {}).status, web::Status::see_other);
    EXPECT_THAT(site.html(open_address(first)), Not(HasSubstr("newer version"))) << "it is not there any more";
    const auto gone = site.get(open_address(second));
    EXPECT_EQ(gone.status, web::Status::not_found);
    EXPECT_THAT(site.document(gone), AllOf(HasSubstr("This report was withdrawn on"), Not(HasSubstr("Zqx"))));
    EXPECT_EQ(site.get(open_address(second) + "/json").status, web::Status::not_found);
}

TEST_F(ReportReaders, everybody_can_check_what_an_open_report_holds) {
    const auto whole = made(publish("public"));
    const auto signed_file = read_file(file(whole, "json"));
    const auto found = verify(signed_file, signing_key().public_key());
    EXPECT_TRUE(found.is_whole) << found.fault;
    EXPECT_EQ(found.title, "Zqx title & more");
    EXPECT_THAT(site.html(open_address(whole)), AllOf(HasSubstr(found.hash), HasSubstr(open_address(whole) + "/json")));
    EXPECT_THAT(words_of_pdf(file(whole, "pdf")), HasSubstr(found.hash));
    EXPECT_THAT(signed_file, Not(HasSubstr("\"evidence\"")));
}

TEST_F(ReportReaders, young_people_read_their_own_headings_and_words_that_they_know) {
    const auto whole = made(publish("young_people"));
    const auto page = site.html(open_address(whole));
    EXPECT_THAT(page, AllOf(HasSubstr("Zqx how is it?"), HasSubstr("<li>zqx one</li>"), HasSubstr("Zqx line<br>\nzqx next"),
                            Not(HasSubstr("delivery of services"))));
    EXPECT_EQ(std::ranges::count(whole.report.files, std::string("xlsx"), &ReportFile::format), 0);
    EXPECT_THAT(page, Not(HasSubstr("Spreadsheet")));
    for (const auto* key : {"reports.young.heading", "reports.young.framework", "reports.young.check", "reports.young.hash",
                            "reports.young.file", "reports.young.key", "reports.levels.head", "reports.levels.title", "reports.levels.none",
                            "reports.young.published_on", "reports.audience.young_people.name"}) {
        const auto words = web::text(key, {{"number", "1"}, {"date", "1 May 2026"}});
        EXPECT_LE(testing::reading_grade(words), 5.0) << key << ": " << words;
    }
    EXPECT_LE(testing::reading_grade(web::text("reports.levels.reading", {{"scale", "one and two"}})), 5.0);
    EXPECT_GT(testing::reading_grade("Evaluations of organisational capacity necessitate considerable triangulation."), 12.0);
}

}  // namespace
}  // namespace touchstone::reports
