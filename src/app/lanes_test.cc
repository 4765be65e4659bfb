// What is read and scanned holds up no report.
#include "app/lanes.h"

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "app/programs.h"
#include "jobs/job_store.h"
#include "tests/other_programs.h"
#include "tests/site.h"

namespace touchstone::app {

namespace {

constexpr std::chrono::seconds patience{60};

// Opens once and for all.
class Gate {
public:
    void open() {
        const std::scoped_lock lock(mutex_);
        is_open_ = true;
        opened_.notify_all();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        opened_.wait(lock, [&] { return is_open_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable opened_;
    bool is_open_ = false;
};

TEST(Lanes, a_report_never_waits_for_files_that_are_read) {
    testing::Site site;
    const auto ask = [&](const std::string& kind, const std::string& subject) {
        return *site.database().writing([&](db::Write& db) {
            return jobs::ask(db, jobs::unattended(site.partnership(), site.account(Role::evaluator)), kind, subject, site.now,
                             jobs::Limit::none);
        });
    };
    for (int i = 0; i < 20; ++i) {
        ask("file_text", std::to_string(i));
        ask("file_scan", std::to_string(i));
    }
    const auto report = ask("report_pdf", "report");
    const auto state = [&](const JobId& id) {
        return site.database().reading([&](db::Read& db) { return jobs::find_job(db, site.partnership(), id)->state; });
    };
    Gate gate;
    const jobs::Work hangs = [&](const jobs::Job&, const jobs::Progress&) {
        gate.wait();
        return jobs::Result{};
    };
    const jobs::Work works = [](const jobs::Job&, const jobs::Progress&) { return jobs::Result{}; };
    Lanes lanes(site.database(), {{"file_text", hangs}, {"file_scan", hangs}, {"report_pdf", works}}, [&] { return site.now; });
    lanes.wake();
    for (const auto end = std::chrono::steady_clock::now() + patience;
         state(report) != jobs::State::done && std::chrono::steady_clock::now() < end;)
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    EXPECT_EQ(state(report), jobs::State::done);
    gate.open();
}

TEST(Lanes, a_lane_takes_up_again_only_what_is_its_own) {
    testing::Site site;
    const auto taken = site.database().writing([&](db::Write& db) {
        const auto by = jobs::unattended(site.partnership(), site.account(Role::evaluator));
        const auto id = jobs::ask(db, by, "report_pdf", "report", site.now);
        const auto job = jobs::find_job(db, site.partnership(), *id);
        EXPECT_TRUE(jobs::take(db, *job, site.now));
        jobs::take_up_again(db, {"file_text"}, site.now);
        return *id;
    });
    const auto job = site.database().reading([&](db::Read& db) { return jobs::find_job(db, site.partnership(), taken); });
    EXPECT_EQ(job->state, jobs::State::running);
    EXPECT_FALSE(site.database().reading([](db::Read& db) { return jobs::find_next(db, {"file_text"}); }));
}

TEST(Programs, those_that_are_missing_are_named_with_what_cannot_be_done) {
    testing::OtherPrograms programs;
    EXPECT_TRUE(missing_programs().empty());
    programs.take_away("pandoc");
    const auto missing = missing_programs();
    ASSERT_EQ(missing.size(), 1u);
    EXPECT_TRUE(
        missing.front().starts_with("pandoc is not installed (package pandoc): without it reports cannot be made as Word documents"));
}

TEST(Fonts, that_lack_letters_are_named_with_their_package) {
    const auto folder = std::filesystem::temp_directory_path() / "touchstone-no-fonts";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "fonts.conf") << "<?xml version=\"1.0\"?><fontconfig></fontconfig>";
    setenv("FONTCONFIG_FILE", (folder / "fonts.conf").c_str(), 1);
    const auto missing = missing_fonts();
    unsetenv("FONTCONFIG_FILE");
    std::filesystem::remove_all(folder);
    ASSERT_FALSE(missing.empty());
    EXPECT_NE(missing.front().find("no font here has Chinese and Japanese (package fonts-noto-cjk)"), std::string::npos);
    EXPECT_LT(missing_fonts().size(), missing.size()) << "Chromium brings fonts with the letters of most of Europe";
}

}  // namespace
}  // namespace touchstone::app
