#include "reports/package.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "evaluations/evidence_store.h"
#include "evaluations/judgement_store.h"
#include "people/organisation_store.h"
#include "tests/site.h"

namespace touchstone::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace evaluations;

class Package : public ::testing::TestWithParam<db::Engine> {
protected:
    Package() : site(GetParam()), evaluation(site.add_evaluation("Zqxtitle")), address("/evaluations/" + evaluation.text + "/position") {
        const auto other = OrganisationId::make(site.now);
        site.database().writing([&](db::Write& db) {
            people::add_organisation(db, site.partnership(), {other, "Zqxcouncil", "council_department"});
            return record_judgement(db, site.partnership(), evaluation,
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
        site.database().writing([&](db::Write& db) {
            add_evidence(db, site.partnership(), item);
            use_evidence(db, site.partnership(), evaluation, item.id);
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
};

INSTANTIATE_TEST_SUITE_P(Both, Package, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Package, holds_the_statement_and_the_list_without_what_is_not_shared) {
    EXPECT_THAT(site.html(address), HasSubstr("Make the package for inspectors"));
    const auto asked = site.post(address + "/package", {});
    EXPECT_THAT(asked.location, HasSubstr("/jobs/"));
    const auto work = package_work(site.database(), site.files(), std::filesystem::temp_directory_path());
    const auto result = work(job_of(Role::evaluator), [](int, int, const std::string&) {});
    EXPECT_EQ(result.name, "zqxtitle.zip");
    const auto zip = site.files().path_of(result.hash);
    EXPECT_THAT(unpacked(zip, "position-statement.html"),
                AllOf(HasSubstr("Zqxposition &lt;b&gt;."), HasSubstr("4 good"), HasSubstr("Zqxcaveat"), HasSubstr("Zqxcouncil"),
                      Not(HasSubstr("Zqxhidden"))));
    const auto xlsx = std::filesystem::temp_directory_path() / ("package-" + new_id_text(site.now) + ".xlsx");
    std::ofstream(xlsx, std::ios::binary) << unpacked(zip, "evidence.xlsx");
    const auto texts = unpacked(xlsx, "xl/sharedStrings.xml"), cells = unpacked(xlsx, "xl/worksheets/sheet1.xml");
    std::filesystem::remove(xlsx);
    EXPECT_THAT(texts, AllOf(HasSubstr("=Zqxseen"), Not(HasSubstr("Zqxhidden"))));
    EXPECT_THAT(cells, AllOf(HasSubstr("<c "), Not(HasSubstr("<f>")))) << "a text that begins with = is no formula";
}

TEST_P(Package, is_not_made_for_who_has_lost_the_evaluation) {
    auto job = job_of(Role::evaluator);
    job.asked_by = AccountId{"nobody"};
    const auto work = package_work(site.database(), site.files(), std::filesystem::temp_directory_path());
    EXPECT_ANY_THROW(work(job, [](int, int, const std::string&) {}));
}

}  // namespace
}  // namespace touchstone::reports
