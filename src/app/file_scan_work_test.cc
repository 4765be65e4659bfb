// A virus scanner that speaks clamd's protocol, and files that are held until it has spoken.
#include "app/file_scan_work.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/clamd.h"
#include "evidence/evidence_store.h"
#include "jobs/job_store.h"
#include "tests/fake_clamd.h"
#include "tests/site.h"

namespace touchstone::app {

namespace {

using evidence::ScanState;
using ::testing::HasSubstr;

using testing::FakeClamd;
using testing::planted;

class FileScan : public ::testing::Test {
protected:
    FileScan() : folder(std::filesystem::temp_directory_path() / new_id_text(site.now)), item(EvidenceId::make(site.now)) {
        std::filesystem::create_directory(folder);
        evidence::Evidence evidence;
        evidence.id = item;
        evidence.title = evidence.line = "Minutes";
        evidence.from = evidence.to = *date_from("2026-01-01");
        evidence.added_by = site.account(Role::evaluator);
        evidence.added_at = site.now;
        site.database().write([&](db::Write& db) {
            evidence::add_evidence(db, site.by(Role::evaluator), evidence);
            return true;
        });
        site.sign_in(Role::evaluator);
    }
    ~FileScan() override { std::filesystem::remove_all(folder); }

    std::filesystem::path written(const std::string& content) {
        const auto file = folder / new_id_text(site.now);
        std::ofstream(file) << content;
        return file;
    }
    std::string add_waiting(const std::string& content) {
        const auto kept = site.files().keep(written(content));
        const auto id = FileId::make(site.now);
        site.database().write([&](db::Write& db) {
            evidence::add_file(
                db, site.by(Role::evaluator),
                {id, item, "a.txt", "text/plain", 1, kept.hash, site.account(Role::evaluator), site.now, {}, ScanState::waiting});
            return true;
        });
        return "/evidence/" + item.text + "/files/" + id.text;
    }
    void scan() {
        const jobs::Job job{.partnership = site.partnership(), .asked_by = site.account(Role::evaluator)};
        file_scan_work(site.database(), site.files(), socket(), [this] { return site.now; })(job, [](int, int, const std::string&) {});
    }
    std::filesystem::path socket() const { return folder / "clamd"; }

    testing::Site site;
    std::filesystem::path folder;
    EvidenceId item;
};

TEST_F(FileScan, tells_clean_from_infected_however_long_the_file_is) {
    const FakeClamd clamd(socket());
    EXPECT_EQ(scan_with_clamd(socket(), written("Minutes of the meeting")), Verdict::clean);
    EXPECT_EQ(scan_with_clamd(socket(), written("")), Verdict::clean);
    EXPECT_EQ(scan_with_clamd(socket(), written(planted)), Verdict::infected);
    EXPECT_EQ(scan_with_clamd(socket(), written(std::string(64 * 1024 - 20, 'x') + planted)), Verdict::infected) << "across two chunks";
    EXPECT_THROW((void)scan_with_clamd(socket(), written(std::string(3'000'000, 'x'))), std::runtime_error) << "too large is no verdict";
    EXPECT_THROW((void)scan_with_clamd(folder / "nobody", written("x")), std::runtime_error);
    EXPECT_THROW((void)scan_with_clamd(socket(), folder / "no such file"), std::runtime_error);
}

TEST_F(FileScan, holds_a_file_until_it_is_found_clean) {
    const auto clean = add_waiting("Minutes of the meeting"), infected = add_waiting(planted);
    EXPECT_THROW(scan(), std::runtime_error) << "nobody listens";
    for (const auto& file : {clean, infected}) {
        EXPECT_EQ(site.get(file).status, web::Status::conflict);
        EXPECT_THAT(site.html(file), HasSubstr("held until it has been checked for viruses"));
    }
    const FakeClamd clamd(socket());
    scan();
    EXPECT_EQ(site.get(clean).status, web::Status::ok);
    EXPECT_FALSE(site.get(clean).file_hash.empty());
    EXPECT_EQ(site.get(infected).status, web::Status::conflict);
    EXPECT_TRUE(site.get(infected).file_hash.empty());
    EXPECT_THAT(site.html(infected), HasSubstr("This file is not safe"));
    EXPECT_THAT(site.html("/evidence/" + item.text + "/history"), HasSubstr("Found a virus in a.txt"));
}

TEST_F(FileScan, is_asked_for_again_when_the_server_starts) {
    add_waiting("Minutes of the meeting");
    site.database().write([&](db::Write& db) {
        ask_for_waiting_scans(db, site.now);
        ask_for_waiting_scans(db, site.now);
        return true;
    });
    const auto next = site.database().reading([](db::Read& db) { return jobs::find_next(db, {"file_scan"}); });
    ASSERT_TRUE(next);
    EXPECT_EQ(next->kind, "file_scan");
    EXPECT_EQ(next->partnership, site.partnership());
}

}  // namespace
}  // namespace touchstone::app
