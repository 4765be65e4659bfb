#include "reports/package.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "base/workbench.h"
#include "evidence/evidence_store.h"
#include "jobs/job_store.h"
#include "judging/judgement_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "reports/report_store.h"
#include "tests/many.h"
#include "tests/site.h"

namespace touchstone::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace evidence;
using namespace judging;

class Package : public ::testing::TestWithParam<db::Engine> {
protected:
    Package() : site(GetParam()), evaluation(site.add_evaluation("Zqxtitle")), address("/evaluations/" + evaluation.text + "/position") {
        site.database().writing([&](db::Write& db) {
            people::add_organisation(db, site.by(Role::administrator), {other, "Zqxcouncil", "council_department"});
            return record_judgement(db, site.by(Role::evaluator), evaluation, site.framework(), nullptr,
                                    {"5.1", Level::good, "Why", Confidence::high, site.account(Role::evaluator), site.now, 0, "Zqxcaveat"});
        });
        add_item("=Zqxseen", {});
        add_item("Zqxhidden", other);
        site.sign_in(Role::evaluator);
        EXPECT_EQ(site.post(address, {{"statement", "Zqxposition <b>."}, {"seen_version", "0"}}).status, web::Status::see_other);
    }
    void add_item(const std::string& title, const OrganisationId& owner) {
        Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = title;
        item.from = item.to = date_of(site.now);
        item.owner = owner;
        item.added_by = site.account(Role::evaluator);
        item.added_at = site.now;
        const Workbench bench(std::filesystem::temp_directory_path());
        write_file(bench.folder / "plan", "Zqxbytes");
        const auto kept = site.files().keep(bench.folder / "plan");
        site.database().writing([&](db::Write& db) {
            add_evidence(db, site.by(Role::evaluator), item);
            use_evidence(db, site.by(Role::evaluator), evaluation, item.id);
            EvidenceFile file;
            file.id = FileId::make(site.now);
            file.evidence = item.id;
            file.name = "../Zqx plan.pdf";
            file.media_type = "application/pdf";
            file.hash = kept.hash;
            file.size = kept.size;
            file.added_by = item.added_by;
            file.added_at = site.now;
            add_file(db, site.by(Role::evaluator), file);
            return true;
        });
    }
    static std::string unpacked(const std::filesystem::path& file, const char* name) {
        const std::unique_ptr<zip_t, void (*)(zip_t*)> zip(zip_open(file.c_str(), ZIP_RDONLY, nullptr), zip_discard);
        zip_stat_t stat;
        if (!zip || zip_stat(zip.get(), name, 0, &stat) != 0) return {};
        std::string content(stat.size, '\0');
        auto* one = zip_fopen(zip.get(), name, 0);
        zip_fread(one, content.data(), content.size());
        zip_fclose(one);
        return content;
    }
    jobs::Job job_of(Role role) {
        jobs::Job job;
        job.partnership = site.partnership();
        job.subject = evaluation.text;
        job.asked_by = site.account(role);
        job.asked_at = site.now;
        return job;
    }
    testing::Site site;
    EvaluationId evaluation;
    std::string address;
    OrganisationId other = OrganisationId::make(site.now);
};

INSTANTIATE_TEST_SUITE_P(Both, Package, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Package, holds_the_statement_and_the_list_without_what_is_not_shared) {
    EXPECT_THAT(site.html(address), HasSubstr("Make the package for inspectors"));
    const auto asked = site.post(address + "/package", {});
    EXPECT_THAT(asked.location, HasSubstr("/jobs/"));
    const auto work = package_work(site.database(), site.files(), std::filesystem::temp_directory_path(), [&] { return site.now; });
    const auto result = work(job_of(Role::evaluator), [](int, int, const std::string&) {});
    EXPECT_EQ(result.name, "zqxtitle.zip");
    const auto zip = site.files().path_of(result.hash);
    EXPECT_THAT(unpacked(zip, "position-statement.html"),
                AllOf(HasSubstr("Zqxposition &lt;b&gt;."), HasSubstr("4 good"), HasSubstr("Zqxcaveat"), HasSubstr("Zqxcouncil"),
                      Not(HasSubstr("Zqxhidden"))));
    EXPECT_EQ(unpacked(zip, "files/1-1 ..-Zqx plan.pdf"), "Zqxbytes");
    const auto xlsx = std::filesystem::temp_directory_path() / ("package-" + new_id_text(site.now) + ".xlsx");
    std::ofstream(xlsx, std::ios::binary) << unpacked(zip, "evidence.xlsx");
    const auto texts = unpacked(xlsx, "xl/sharedStrings.xml"), cells = unpacked(xlsx, "xl/worksheets/sheet1.xml");
    std::filesystem::remove(xlsx);
    EXPECT_THAT(texts, AllOf(HasSubstr("=Zqxseen"), HasSubstr("files/1-1 ..-Zqx plan.pdf"), Not(HasSubstr("Zqxhidden"))));
    EXPECT_THAT(cells, AllOf(HasSubstr("<c "), Not(HasSubstr("<f>")))) << "a text that begins with = is no formula";
}

TEST_P(Package, tells_what_has_been_improved_since) {
    const auto page = [&] {
        const auto work = package_work(site.database(), site.files(), std::filesystem::temp_directory_path(), [&] { return site.now; });
        const auto result = work(job_of(Role::evaluator), [](int, int, const std::string&) {});
        return unpacked(site.files().path_of(result.hash), "position-statement.html");
    };
    site.database().writing([&](db::Write& db) {
        testing::add_plan(site, db, 7, evaluation, other);
        return true;
    });
    EXPECT_THAT(page(), AllOf(HasSubstr("has a finished action point yet"), Not(HasSubstr("Action point 7"))));
    site.database().writing([&](db::Write& db) { return db.run("update action_point set state = 3, done_at = $1", site.now) == 1; });
    EXPECT_THAT(page(), AllOf(HasSubstr("Action point 7"), HasSubstr("Plan 7"), HasSubstr("Zqxcouncil")));
}

// The evaluator also administers the organisation whose item is hidden from everybody else: a role that counts after a second factor only.
class AskedFor : public Package {
protected:
    AskedFor() {
        site.database().writing([&](db::Write& db) {
            people::add_assignment(db, site.partnership(),
                                   {AssignmentId::make(site.now),
                                    site.account(Role::evaluator),
                                    Role::administrator,
                                    Reach::organisation,
                                    other.text,
                                    site.now,
                                    {},
                                    "",
                                    site.account(Role::administrator)});
            return true;
        });
    }
    void sign_in(bool with_factor) {
        site.sign_in(Role::evaluator);
        if (with_factor) return;
        site.database().writing([](db::Write& db) { return db.run("update session set factor_at = null") > 0; });
    }
    JobId ask() {
        const auto location = site.post(address + "/package", {}).location;
        return JobId{location.substr(location.rfind('/') + 1)};
    }
    jobs::Job waiting(const JobId& id) {
        return *site.database().reading([&](db::Read& db) { return jobs::find_job(db, site.partnership(), id); });
    }
    std::string made_for(const JobId& id) {
        const auto job = waiting(id);
        const auto work = package_work(site.database(), site.files(), std::filesystem::temp_directory_path(), [&] { return site.now; });
        const auto result = work(job, [](int, int, const std::string&) {});
        site.database().writing([&](db::Write& db) {
            jobs::finish(db, job, result.hash, result.name, site.now);
            return true;
        });
        const auto xlsx = std::filesystem::temp_directory_path() / ("package-" + new_id_text(site.now) + ".xlsx");
        std::ofstream(xlsx, std::ios::binary) << unpacked(site.files().path_of(result.hash), "evidence.xlsx");
        const auto texts = unpacked(xlsx, "xl/sharedStrings.xml");
        std::filesystem::remove(xlsx);
        return texts;
    }
};

INSTANTIATE_TEST_SUITE_P(Both, AskedFor, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(AskedFor, without_a_second_factor_a_file_holds_nothing_that_needs_one) {
    sign_in(false);
    EXPECT_THAT(made_for(ask()), AllOf(HasSubstr("=Zqxseen"), Not(HasSubstr("Zqxhidden"))));
    sign_in(true);
    EXPECT_THAT(made_for(ask()), AllOf(HasSubstr("=Zqxseen"), HasSubstr("Zqxhidden"))) << "with one it does";
}

TEST_P(AskedFor, what_waits_is_the_same_only_for_a_session_that_can_as_much) {
    sign_in(true);
    const auto with_factor = ask();
    EXPECT_EQ(ask(), with_factor);
    sign_in(false);
    const auto without = ask();
    EXPECT_NE(without, with_factor);
    EXPECT_FALSE(waiting(without).means.has_factor);
    EXPECT_TRUE(waiting(with_factor).means.has_factor);
}

TEST_P(AskedFor, what_was_made_with_a_second_factor_is_not_there_without_one) {
    sign_in(true);
    const auto job = ask();
    EXPECT_THAT(made_for(job), HasSubstr("Zqxhidden"));
    EXPECT_EQ(site.get("/jobs/" + job.text + "/result").status, web::Status::ok);
    sign_in(false);
    for (const auto* part : {"", "/state", "/result"})
        EXPECT_EQ(site.get("/jobs/" + job.text + part).status, web::Status::not_found) << part;
}

TEST_P(AskedFor, a_role_that_ended_while_the_work_waited_opens_nothing) {
    sign_in(true);
    const auto job = ask();
    site.now += std::chrono::seconds{1};
    site.database().writing(
        [&](db::Write& db) { return db.run("update assignment set until = $1 where reach = 2 and on_id = $2", site.now, other) == 1; });
    EXPECT_THAT(made_for(job), Not(HasSubstr("Zqxhidden")));
}

TEST_P(AskedFor, work_for_nobody_at_hand_has_no_second_factor) {
    const auto id = *site.database().writing([&](db::Write& db) {
        return jobs::ask(db, jobs::unattended(site.partnership(), site.account(Role::evaluator)), package_job, evaluation.text, site.now);
    });
    EXPECT_EQ(waiting(id).means, jobs::Means{});
    EXPECT_THAT(made_for(id), Not(HasSubstr("Zqxhidden")));
}

TEST_P(Package, is_not_made_for_who_has_lost_the_evaluation) {
    auto job = job_of(Role::evaluator);
    job.asked_by = AccountId{"nobody"};
    const auto work = package_work(site.database(), site.files(), std::filesystem::temp_directory_path(), [&] { return site.now; });
    EXPECT_ANY_THROW(work(job, [](int, int, const std::string&) {}));
}

}  // namespace
}  // namespace touchstone::reports
