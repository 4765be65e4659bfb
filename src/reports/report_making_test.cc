// The files of a published report when a program is missing or dies, and when the work is interrupted: each format says how far it is and
// why, and can be made again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "jobs/job_store.h"
#include "reports/format_store.h"
#include "reports/publishing_store.h"
#include "reports/report_files.h"
#include "tests/other_programs.h"
#include "tests/site.h"

namespace touchstone::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ReportMaking : public ::testing::TestWithParam<db::Engine> {
protected:
    ReportMaking() : site(GetParam()), evaluation(site.add_evaluation("Zqxtitle")), spool(site.files().folder() / "spool-of-test") {
        std::filesystem::create_directories(spool);
        site.judge_something(evaluation);
        site.sign_in(Role::lead);
        const auto address = "/evaluations/" + evaluation.text;
        EXPECT_EQ(site.post(address + "/state", {{"state", "finished"}}).status, web::Status::see_other);
        EXPECT_EQ(site.post(address + "/publishing", {{"audiences", "board"}, {"without_capacity", "Zqx not yet."}}).status,
                  web::Status::see_other);
    }
    Report report() {
        return site.database().reading([&](db::Read& db) { return read_published(db, site.partnership(), evaluation).reports.front(); });
    }
    Format format(const std::string& name) {
        const auto all = report().formats;
        return *std::ranges::find(all, name, &Format::name);
    }
    // What the page says of that format.
    std::string said(const std::string& page, const std::string& name) {
        const auto place = "id=\"files_" + report().id.text + "_" + name + "\">";
        const auto at = page.find(place);
        return at == std::string::npos ? "" : page.substr(at + place.size(), page.find('<', at + place.size()) - at - place.size());
    }
    // As the script that follows the work gets it.
    nlohmann::json state() { return nlohmann::json::parse(site.get(address() + "/files/state").body); }
    std::string address() { return "/reports/" + report().id.text; }
    std::optional<jobs::Job> next() {
        return site.database().reading([](db::Read& db) { return jobs::find_next(db, {"report_files"}); });
    }
    template <class Change>
    void write(const Change& change) {
        site.database().writing([&](db::Write& db) {
            change(db);
            return true;
        });
    }
    // As the runner does it. False when there was nothing to do.
    bool do_next() {
        const auto job = next();
        if (!job) return false;
        write([&](db::Write& db) { EXPECT_TRUE(jobs::take(db, *job, site.now)); });
        try {
            const auto work = report_files_work(site.database(), site.files(), spool, [&] { return site.now; });
            const auto result = work(*job, [](int, int, const std::string&) {});
            write([&](db::Write& db) { jobs::finish(db, *job, result.hash, result.name, site.now); });
        } catch (const std::exception&) {
            write([&](db::Write& db) { jobs::fail(db, *job, "jobs.message.failed", site.now); });
        }
        return true;
    }
    void restart() {
        write([&](db::Write& db) {
            ask_for_left_files(db, site.now);
            jobs::take_up_again(db, {"report_files"}, site.now);
        });
    }
    testing::Site site;
    EvaluationId evaluation;
    std::filesystem::path spool;
    testing::OtherPrograms programs;
};

INSTANTIATE_TEST_SUITE_P(Both, ReportMaking, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(ReportMaking, a_chromium_that_dies_once_costs_nobody_their_pdf) {
    programs.replace("chromium", "if mkdir " + (programs.folder() / "died").string() + " 2>/dev/null; then exit 1; fi\nexec $REAL \"$@\"");
    ASSERT_TRUE(do_next());
    EXPECT_EQ(report().files.size(), 4u);
    EXPECT_EQ(format("pdf").state, Making::made);
    EXPECT_EQ(format("pdf").tries, 2);
    EXPECT_EQ(format("docx").tries, 1);
    EXPECT_THAT(site.html(address()), Not(HasSubstr("ts-formats")));
}

TEST_P(ReportMaking, a_pdf_that_fails_stops_no_other_file_says_why_and_is_made_again) {
    EXPECT_THAT(site.html(address()), AllOf(HasSubstr("waiting its turn"), Not(HasSubstr("could not be made"))));
    programs.replace("chromium", "exit 1");
    ASSERT_TRUE(do_next());
    EXPECT_EQ(report().files.size(), 3u);
    const auto publishing = "/evaluations/" + evaluation.text + "/publishing";
    for (const auto& page : {site.html(address()), site.html(publishing)})
        EXPECT_THAT(page, AllOf(HasSubstr("could not be made</span>"), HasSubstr("The program chromium stopped unexpectedly."),
                                HasSubstr("Make the PDF again"), Not(HasSubstr("Make the Word file again"))));
    EXPECT_THAT(site.html(publishing), AllOf(HasSubstr("1 file could not be made"), Not(HasSubstr("<progress"))));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(address()), AllOf(HasSubstr("The program chromium stopped unexpectedly."), Not(HasSubstr("Make the PDF again"))));
    EXPECT_EQ(site.post(address() + "/files/pdf/again", {}).status, web::Status::forbidden);
    EXPECT_FALSE(next());
    site.sign_in(Role::lead);
    programs.bring_back("chromium");
    EXPECT_EQ(site.post(address() + "/files/pdf/again", {}).location, address());
    EXPECT_EQ(site.post(address() + "/files/pdf/again", {}).location, address()) << "asked twice is asked once";
    EXPECT_EQ(format("pdf").state, Making::waiting);
    ASSERT_TRUE(do_next());
    EXPECT_FALSE(next());
    EXPECT_EQ(report().files.size(), 4u);
    EXPECT_THAT(site.html(publishing), HasSubstr("With files to download"));
    EXPECT_EQ(site.post(address() + "/files/pdf/again", {}).location, address());
    EXPECT_FALSE(next()) << "what is there is not made again";
    EXPECT_EQ(site.post(address() + "/files/exe/again", {}).status, web::Status::not_found);
}

TEST_P(ReportMaking, a_missing_pandoc_is_named_and_a_restart_with_it_makes_the_word_file) {
    programs.take_away("pandoc");
    ASSERT_TRUE(do_next());
    EXPECT_EQ(report().files.size(), 3u);
    EXPECT_EQ(format("docx").program, "pandoc");
    EXPECT_THAT(site.html(address()), HasSubstr("The program pandoc is not installed on the server."));
    restart();
    EXPECT_FALSE(next()) << "it is still missing";
    programs.bring_back("pandoc");
    restart();
    ASSERT_TRUE(do_next());
    EXPECT_EQ(report().files.size(), 4u);
}

TEST_P(ReportMaking, files_are_not_being_made_for_ever_when_nobody_makes_them) {
    const auto job = next();
    ASSERT_TRUE(job);
    write([&](db::Write& db) {
        EXPECT_TRUE(jobs::take(db, *job, site.now));
        begin_format(db, site.partnership(), report().id, "pdf", site.now);
    });
    EXPECT_EQ(said(site.html(address()), "pdf"), "being made");
    EXPECT_EQ(said(site.html(address()), "docx"), "waiting its turn");
    write([&](db::Write& db) { jobs::fail(db, *job, "jobs.message.failed", site.now); });
    EXPECT_THAT(site.html(address()), AllOf(HasSubstr("The server was stopped before the file was ready."), HasSubstr("Make the PDF again"),
                                            Not(HasSubstr("being made")), Not(HasSubstr("<progress"))));
    restart();
    ASSERT_TRUE(do_next());
    EXPECT_EQ(report().files.size(), 4u);
    restart();
    EXPECT_FALSE(next());
}

TEST_P(ReportMaking, how_far_the_files_are_stands_in_a_bar_with_words_on_both_pages) {
    const auto publishing = "/evaluations/" + evaluation.text + "/publishing";
    const auto id = "files_" + report().id.text;
    const auto expect_far = [&](int made, const std::string& words) {
        for (const auto& here : {publishing, address()})
            EXPECT_THAT(
                site.html(here),
                AllOf(HasSubstr("<label class=\"ds_label\" for=\"" + id + "_bar\">Report to elected and board members: its files</label>"),
                      HasSubstr("id=\"" + id + "_bar\" value=\"" + std::to_string(made) + "\" max=\"4\"></progress>"),
                      HasSubstr("role=\"status\" data-job-message>" + words + "</p>"),
                      HasSubstr("data-job=\"" + address() + "/files/state\""),
                      HasSubstr("data-job-reload><a href=\"" + here + "\">Check progress</a>")));
        EXPECT_EQ(state()["message"], words);
        EXPECT_EQ(state()["done"], made);
        EXPECT_EQ(state()["state"], "running");
        EXPECT_FALSE(state().contains("result"));
    };
    expect_far(0, "0 of 4 files are ready. The rest are waiting their turn.");
    const auto job = next();
    write([&](db::Write& db) {
        EXPECT_TRUE(jobs::take(db, *job, site.now));
        keep_report_file(db, site.partnership(), report().id, {"json", "hash", "report.json", 10}, site.now);
        begin_format(db, site.partnership(), report().id, "xlsx", site.now);
    });
    expect_far(1, "1 of 4 files are ready. Now: Spreadsheet.");
    for (const auto& [name, words] : {std::pair{"json", "ready"}, {"xlsx", "being made"}, {"pdf", "waiting its turn"}}) {
        EXPECT_EQ(said(site.html(publishing), name), words);
        EXPECT_EQ(said(site.html(address()), name), words);
        EXPECT_EQ(state()["parts"][id + "_" + name], words);
    }
    site.sign_in(Role::reader);
    EXPECT_EQ(state()["total"], 4) << "whoever reads the report follows its files, not only who published it";
}

TEST_P(ReportMaking, whoever_follows_the_files_learns_that_all_are_there_or_that_one_is_not) {
    programs.replace("chromium", "exit 1");
    ASSERT_TRUE(do_next());
    EXPECT_EQ(state()["state"], "failed");
    EXPECT_EQ(state()["message"], "1 file could not be made");
    EXPECT_EQ(state()["result"], address());
    programs.bring_back("chromium");
    EXPECT_EQ(site.post(address() + "/files/pdf/again", {}).status, web::Status::see_other);
    EXPECT_EQ(state()["message"], "3 of 4 files are ready. The rest are waiting their turn.");
    ASSERT_TRUE(do_next());
    EXPECT_EQ(state()["state"], "done");
    EXPECT_EQ(state()["done"], 4);
    EXPECT_THAT(site.html(address()), AllOf(Not(HasSubstr("<progress")), Not(HasSubstr("ts-formats"))));
}

TEST_P(ReportMaking, what_was_begun_three_times_waits_for_a_person) {
    const auto job = next();
    ASSERT_TRUE(job);
    write([&](db::Write& db) {
        jobs::fail(db, *job, "jobs.message.failed", site.now);
        for (const auto& name : all_formats())
            for (int i = 0; i < format_tries_max; ++i) begin_format(db, site.partnership(), report().id, name, site.now);
    });
    restart();
    EXPECT_FALSE(next());
    EXPECT_EQ(site.post(address() + "/files/json/again", {}).status, web::Status::see_other);
    EXPECT_TRUE(next());
}

TEST_P(ReportMaking, nobody_makes_the_files_of_a_report_that_was_withdrawn) {
    programs.replace("chromium", "exit 1");
    ASSERT_TRUE(do_next());
    EXPECT_EQ(site.post(address() + "/withdraw", {}).status, web::Status::see_other);
    EXPECT_THAT(site.html(address()), Not(HasSubstr("Make the PDF again")));
    EXPECT_EQ(site.post(address() + "/files/pdf/again", {}).status, web::Status::see_other);
    restart();
    EXPECT_FALSE(next());
}

}  // namespace
}  // namespace touchstone::reports
