// What is due goes with two administrators' word for it and leaves a certificate; what nobody needs goes by itself; nothing else goes.
#include "app/upkeep.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evaluations/evaluation_store.h"
#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "evidence/retention_store.h"
#include "jobs/job_store.h"
#include "tests/many.h"
#include "tests/site.h"

namespace touchstone::app {

using namespace carrying;
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::chrono::days year{366};

class Retention : public ::testing::TestWithParam<db::Engine> {
protected:
    Retention() : site(GetParam()), spool(site.files().folder().parent_path() / "spool") {
        std::filesystem::create_directories(spool);
        evaluation = site.add_evaluation("Zqxold review");
        site.sign_in(Role::administrator);
        write([&](db::Write& db) { db.run("update evaluation set finished_at = $2 where id = $1", evaluation, site.now); });
        write([&](db::Write& db) {
            events::record(db, {site.partnership(), site.now, site.account(Role::evaluator), "judged", "evaluation", evaluation.text, "5.1",
                                "", R"({"rationale":"Zqxwords"})"});
            db.run(
                "insert into judgement (partnership_id, evaluation_id, indicator, level, rationale, confidence, judged_by, judged_at, "
                "version) "
                "values ($1, $2, '5.1', 4, 'Zqxwords', 2, $3, $4, 1)",
                site.partnership(), evaluation, site.account(Role::evaluator), site.now);
        });
        tick();
    }
    void write(const std::function<void(db::Write&)>& work) {
        site.database().writing([&](db::Write& db) {
            work(db);
            return true;
        });
    }
    void tick() {
        write([&](db::Write& db) { evidence::watch_clock(db, site.now); });
    }
    // Years pass, a day at a time as a clock does.
    void years_later(int years) {
        for (const auto then = site.now + years * year; site.now < then; site.now += std::chrono::days{1}) tick();
        tick();
        site.sign_in(Role::administrator);
    }
    EvidenceId add_evidence(const std::string& title) { return testing::add_evidence(site, title); }
    int count(const std::string& sql) {
        return site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + sql);
        });
    }
    // Asks as the one administrator for everything that is due and answers the disposal's address.
    std::string ask(const std::string& of, const std::vector<std::string>& ids) {
        std::vector<std::pair<std::string, std::string>> fields{{"class", of}, {"do", "ask"}};
        for (const auto& id : ids) fields.emplace_back("items_" + of, id);
        return site.post("/rights/retention", fields).location;
    }
    void use_second_administrator() {
        write([&](db::Write& db) {
            db.run("update disposal set asked_by = $1", site.account(Role::evaluator));  // as if another one had asked
        });
    }
    jobs::Result work(const std::string& address) {
        jobs::Job job;
        job.partnership = site.partnership();
        job.subject = address.substr(address.rfind('/') + 1);
        return disposal_work(site.database(), site.files(), spool, [this] { return site.now; })(job, [](int, int, const std::string&) {});
    }
    std::string words_of(const jobs::Result& result) {
        std::ostringstream paper;
        paper << std::ifstream(site.files().path_of(result.hash)).rdbuf();
        return paper.str();
    }
    std::vector<std::string> faults() {
        return site.database().reading([&](db::Read& db) { return events::audit(db, site.partnership()).faults; });
    }

    testing::Site site;
    std::filesystem::path spool;
    EvaluationId evaluation;
};

INSTANTIATE_TEST_SUITE_P(Both, Retention, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Retention, nothing_is_due_before_its_years_are_over) {
    years_later(9);
    EXPECT_THAT(site.html("/rights/retention"), Not(HasSubstr("Zqxold review")));
    years_later(1);
    EXPECT_THAT(site.html("/rights/retention"), HasSubstr("Zqxold review"));
}

TEST_P(Retention, takes_two_administrators_and_leaves_a_certificate_and_a_sound_record) {
    years_later(10);
    const auto address = ask("evaluation", {evaluation.text});
    ASSERT_THAT(address, HasSubstr("/rights/disposals/"));
    EXPECT_EQ(site.post(address + "/approve", {}).status, web::Status::unprocessable) << "who asked may not approve";
    EXPECT_EQ(count("evaluation"), 1);
    use_second_administrator();
    EXPECT_THAT(site.post(address + "/approve", {}).location, HasSubstr("/jobs/"));
    const auto certificate = words_of(work(address));
    EXPECT_THAT(certificate, ::testing::AllOf(HasSubstr("Certificate of disposal 1"), HasSubstr("Zqxold review"),
                                              HasSubstr("Ailsa Administrator"), Not(HasSubstr("Zqxwords"))));
    for (const auto* table : {"evaluation", "judgement", "scope_choice"}) EXPECT_EQ(count(table), 0) << table;
    EXPECT_EQ(count("event where after like '%Zqxwords%'"), 0);
    EXPECT_THAT(faults(), IsEmpty());
    EXPECT_THAT(site.html(address), HasSubstr("Certificate of disposal"));
    work(address);  // taken up again after a stop: done once
    EXPECT_EQ(count("event where verb = 'erased'"), 1);
}

TEST_P(Retention, an_item_with_its_file_goes_when_no_evaluation_uses_it_and_its_bytes_with_it) {
    const auto unused = add_evidence("Zqxunused"), used = add_evidence("Zqxused");
    std::ofstream(spool / "file") << "Zqxbytes";
    const auto kept = site.files().keep(spool / "file");
    write([&](db::Write& db) {
        evidence::use_evidence(db, site.by(Role::evaluator), evaluation, used);
        evidence::add_file(
            db, site.by(Role::evaluator),
            {FileId::make(site.now), unused, "notes.txt", "text/plain", 8, kept.hash, site.account(Role::evaluator), site.now});
    });
    years_later(6);
    const auto page = site.html("/rights/retention");
    EXPECT_THAT(page, ::testing::AllOf(HasSubstr("Zqxunused"), Not(HasSubstr("Zqxused"))));
    const auto address = ask("evidence", {unused.text});
    use_second_administrator();
    ASSERT_THAT(site.post(address + "/approve", {}).location, HasSubstr("/jobs/"));
    const auto certificate = words_of(work(address));
    EXPECT_THAT(certificate, Not(HasSubstr("Zqxunused"))) << "its title may name somebody";
    EXPECT_FALSE(std::filesystem::exists(site.files().path_of(kept.hash)));
    EXPECT_EQ(count("evidence"), 1);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_P(Retention, what_is_used_again_before_the_second_word_stays) {
    const auto item = add_evidence("Zqxunused");
    years_later(6);
    const auto address = ask("evidence", {item.text});
    use_second_administrator();
    site.post(address + "/approve", {});
    write([&](db::Write& db) { evidence::use_evidence(db, site.by(Role::evaluator), evaluation, item); });
    EXPECT_THAT(words_of(work(address)), HasSubstr("Kept, because it is in use again"));
    EXPECT_EQ(count("evidence"), 1);
}

TEST_P(Retention, what_is_kept_longer_is_not_due_until_it_is_released) {
    years_later(10);
    EXPECT_EQ(site.post("/rights/retention", {{"class", "evaluation"}, {"do", "hold"}, {"items_evaluation", evaluation.text}}).status,
              web::Status::unprocessable)
        << "without a reason";
    const std::vector<std::pair<std::string, std::string>> reasoned{
        {"class", "evaluation"}, {"do", "hold"}, {"items_evaluation", evaluation.text}, {"reason_evaluation", "Zqxinquiry"}};
    EXPECT_EQ(site.post("/rights/retention", reasoned).status, web::Status::see_other);
    EXPECT_THAT(site.html("/rights/retention"), HasSubstr("Zqxinquiry"));
    EXPECT_EQ(ask("evaluation", {evaluation.text}), "") << "it is not due";
    EXPECT_EQ(site.post("/rights/retention/release", {{"class", "evaluation"}, {"item", evaluation.text}}).status, web::Status::see_other);
    EXPECT_NE(ask("evaluation", {evaluation.text}), "");
}

TEST_P(Retention, a_clock_that_leapt_deletes_nothing_until_a_person_says_that_it_is_right) {
    site.now += 11 * year;  // no tick in between
    site.sign_in(Role::administrator);
    EXPECT_EQ(ask("evaluation", {evaluation.text}), "");
    tick();
    tick();
    EXPECT_EQ(ask("evaluation", {evaluation.text}), "") << "time alone does not make it right";
    EXPECT_THAT(site.html("/rights/retention"), HasSubstr("clock has jumped"));
    EXPECT_EQ(site.post("/rights/retention/clock", {}).status, web::Status::conflict) << "which leap is not said";
    const auto page = site.html("/rights/retention");
    const auto begin = page.find("name=\"before\" value=\"") + 21;
    EXPECT_EQ(site.post("/rights/retention/clock", {{"before", page.substr(begin, page.find('"', begin) - begin)}}).status,
              web::Status::see_other);
    EXPECT_NE(ask("evaluation", {evaluation.text}), "");
}

TEST_P(Retention, years_are_refused_beside_their_field_and_changed_with_a_trace) {
    const auto save = [&](const std::string& evaluation_years, const std::string& evidence_years) {
        std::vector<std::pair<std::string, std::string>> fields{{"years_evaluation", evaluation_years}, {"years_evidence", evidence_years}};
        for (const auto& [of, years] : {std::pair{"wave", "2"}, {"talk", "2"}, {"comment", "3"}})
            fields.emplace_back(std::string("years_") + of, years);
        for (const auto* of : {"evaluation", "evidence", "wave", "talk", "comment"}) fields.emplace_back(std::string("version_") + of, "0");
        return site.post("/rights/retention/years", fields);
    };
    const auto wrong = save("0", "x");
    EXPECT_EQ(wrong.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(wrong), HasSubstr("from 1 to 100"));
    EXPECT_EQ(save("1", "6").status, web::Status::see_other);
    EXPECT_EQ(count("event where verb = 'changed_retention'"), 1);
    years_later(1);
    EXPECT_THAT(site.html("/rights/retention"), HasSubstr("Zqxold review"));
}

TEST_P(Retention, the_sweep_takes_what_is_over_and_files_that_nobody_refers_to) {
    std::ofstream(spool / "orphan") << "nobody's";
    const auto orphan = site.files().keep(spool / "orphan");
    std::ofstream(spool / "fresh") << "still being saved";
    const auto fresh = site.files().keep(spool / "fresh");
    std::filesystem::last_write_time(site.files().path_of(orphan.hash),
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours{49});
    write([&](db::Write& db) {
        const auto job = jobs::ask(db, jobs::unattended(site.partnership(), site.account(Role::evaluator)), "own_copy", "x", site.now);
        jobs::fail(db, *jobs::find_job(db, site.partnership(), *job), "jobs.message.failed", site.now);
    });
    const auto swept = sweep(site.database(), site.files(), site.now + std::chrono::days{31});
    EXPECT_EQ(swept.files, 1);
    EXPECT_FALSE(std::filesystem::exists(site.files().path_of(orphan.hash)));
    EXPECT_TRUE(std::filesystem::exists(site.files().path_of(fresh.hash)));
    EXPECT_EQ(count("job"), 0);
    EXPECT_EQ(count("evaluation"), 1);
}

TEST_P(Retention, after_some_days_off_owners_are_reminded_and_administrators_are_told_what_waits) {
    site.now += std::chrono::days{5};  // no tick in between
    tick();
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/"), HasSubstr("The server’s clock has jumped"));
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html("/"), Not(HasSubstr("clock has jumped")));
    const auto failed_job = [&](std::chrono::days ago) {
        const auto then = site.now - ago;
        write([&](db::Write& db) {
            const auto job = jobs::ask(db, jobs::unattended(site.partnership(), site.account(Role::evaluator)), "own_copy", "x", then);
            jobs::fail(db, *jobs::find_job(db, site.partnership(), *job), "jobs.message.failed", then);
        });
    };
    failed_job(std::chrono::days{60});
    (void)do_daily(site.database(), site.files(), "http://localhost", site.now);
    EXPECT_EQ(count("job"), 0) << "what was over before goes";
    site.now += std::chrono::days{40};
    failed_job(std::chrono::days{42});
    (void)do_daily(site.database(), site.files(), "http://localhost", site.now);
    EXPECT_EQ(count("job"), 1) << "what the leap alone makes old stays";
}

}  // namespace
}  // namespace touchstone::app
