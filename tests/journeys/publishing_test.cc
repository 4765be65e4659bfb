// An evaluation is published: signed, for several audiences, and nothing that is for partners stands in what everybody reads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "conclusions/conclusion_store.h"
#include "conclusions/whole_store.h"
#include "evaluations/evaluation_store.h"
#include "evidence/evidence_store.h"
#include "judging/judgement_store.h"
#include "people/organisation_store.h"
#include "reports/publishing_store.h"
#include "reports/report_files.h"
#include "reports/sheets_pages.h"
#include "reports/snapshot.h"
#include "tests/happened.h"

namespace touchstone {
namespace {

using namespace evidence;
using namespace judging;
using namespace conclusions;
using ::testing::HasSubstr;
using ::testing::Not;

class Publishing : public ::testing::TestWithParam<db::Engine> {
protected:
    Publishing() : site(GetParam()), evaluation(site.add_evaluation("Zqxtitle")), address("/evaluations/" + evaluation.text) {
        site.database().writing([&](db::Write& db) {
            add_evidence_of({}, "shared", db);
            const auto other = OrganisationId::make(site.now);
            people::add_organisation(db, site.by(Role::administrator), {other, "Zqxcouncil", "council_department"});
            add_evidence_of(other, "secret", db);
            (void)record_judgement(db, site.by(Role::evaluator), evaluation, site.framework(), nullptr,
                                   {"5.1", Level::good, "Zqxrationale", Confidence::high, by(), site.now, 0, "Zqxcaveat"});
            (void)record_conclusion(db, site.by(Role::evaluator), evaluation, nullptr,
                                    {part_of_question(3), "Zqxconclusion.", {}, {}, {finding}, by(), site.now, 0});
            (void)record_conclusion(db, site.by(Role::evaluator), evaluation, nullptr,
                                    {part_of_component("outcomes"), "Zqxbetter.", Confidence::low, "Zqxdoubt", {}, by(), site.now, 0});
            return true;
        });
        site.sign_in(Role::lead);
    }
    AccountId by() { return site.account(Role::evaluator); }
    void add_evidence_of(const OrganisationId& owner, const std::string& word, db::Write& db) {
        Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = "Zqxitem" + word;
        item.from = item.to = date_of(site.now);
        item.owner = owner;
        item.added_by = by();
        item.added_at = site.now;
        add_evidence(db, site.by(Role::evaluator), item);
        use_evidence(db, site.by(Role::evaluator), evaluation, item.id);
        const auto id = FindingId::make(site.now);
        add_finding(db, site.by(Role::evaluator),
                    {id,
                     item.id,
                     FindingKind::strength,
                     "Zqxfinding" + word,
                     {{"generic-2006", {"5.1", 1}}},
                     by(),
                     site.now,
                     std::nullopt,
                     0,
                     "Zqxquote" + word,
                     "page 1",
                     {}});
        if (owner.is_empty()) finding = id;
    }
    void finish_it() { EXPECT_EQ(site.post(address + "/state", {{"state", "finished"}}).status, web::Status::see_other); }
    std::string publish(const std::string& audience, const std::string& what_changed = {}) {
        site.now += std::chrono::minutes{1};
        const auto answer = site.post(address + "/publishing",
                                      {{"audiences", audience}, {"what_changed", what_changed}, {"without_capacity", "Zqx not yet."}});
        EXPECT_EQ(answer.status, web::Status::see_other) << site.document(answer);
        std::string id;
        site.database().read(
            [&](db::Read& db) { id = reports::read_published(db, site.partnership(), evaluation).reports.front().id.text; });
        return id;
    }
    std::string sealed(int number) {
        std::string found;
        site.database().read([&](db::Read& db) { found = reports::find_sealed(db, site.partnership(), evaluation, number).value(); });
        return found;
    }
    testing::Site site;
    EvaluationId evaluation;
    std::string address;
    FindingId finding;
};

INSTANTIATE_TEST_SUITE_P(Both, Publishing, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Publishing, wants_a_finished_evaluation_an_audience_and_words_for_young_people) {
    EXPECT_EQ(site.post(address + "/publishing", {{"audiences", "board"}}).status, web::Status::unprocessable);
    finish_it();
    EXPECT_EQ(site.post(address + "/publishing", {}).status, web::Status::unprocessable);
    EXPECT_THAT(site.document(site.post(address + "/publishing", {{"audiences", "young_people"}})),
                HasSubstr("Write the words for young people"));
    publish("board");
    EXPECT_THAT(site.document(site.post(address + "/publishing", {{"audiences", "board"}})), HasSubstr("Enter what has changed"));
}

TEST_P(Publishing, fixes_a_version_that_stays_while_the_evaluation_moves_on) {
    finish_it();
    const auto first = publish("partnership");
    EXPECT_TRUE(reports::verify(sealed(1), reports::signing_key().public_key()).is_whole);
    site.post(address + "/state", {{"state", "under_way"}});
    site.database().writing([&](db::Write& db) { return db.run("update conclusion set statement = 'Zqxlater.', version = version + 1"); });
    EXPECT_THAT(site.html("/reports/" + first), ::testing::AllOf(HasSubstr("Zqxconclusion."), Not(HasSubstr("Zqxlater."))));
    finish_it();
    const auto second = publish("partnership", "Zqxcorrected one sentence.");
    EXPECT_THAT(site.html("/reports/" + second),
                ::testing::AllOf(HasSubstr("Zqxlater."), HasSubstr("Zqxcorrected one sentence."), HasSubstr("Version 2")));
    EXPECT_THAT(site.html("/reports/" + first), HasSubstr("Zqxconclusion."));
}

TEST_P(Publishing, says_first_what_is_missing_and_what_each_audience_will_read) {
    const auto finishing = site.html(address + "/finishing");
    EXPECT_THAT(finishing, ::testing::AllOf(HasSubstr("indicators in scope have no judgement: 1.1"), HasSubstr("/capacity\">"),
                                            HasSubstr("What key outcomes have we achieved?")));
    site.post(address + "/publishing/plain-words", {{"public_3", "Most of the plans are shared."}, {"seen_public_3", ""}});
    const auto check = site.html(address + "/publishing/check?audiences=public&audiences=board");
    EXPECT_THAT(check, ::testing::AllOf(HasSubstr("Publish for the public and board members"), HasSubstr("Most of the plans are shared."),
                                        HasSubstr("/publishing/preview/public\""),
                                        HasSubstr("Nothing has been put into plain words for this report: Report to elected")));
    EXPECT_THAT(site.html(address + "/publishing/check"),
                ::testing::AllOf(HasSubstr("Choose at least one report"), Not(HasSubstr("Publish for"))));
    const auto preview = site.html(address + "/publishing/preview/public");
    EXPECT_THAT(preview, ::testing::AllOf(HasSubstr("Nothing has been published."), HasSubstr("Most of the plans are shared."),
                                          Not(HasSubstr("Zqxrationale")), Not(HasSubstr("Zqxitem"))));
    EXPECT_EQ(site.get(address + "/publishing/preview/nobody").status, web::Status::not_found);
}

TEST_P(Publishing, wants_a_judgement_and_a_statement_on_capacity_or_the_reason_why_there_is_none) {
    const auto bare = site.add_evaluation("Zqxbare");
    const auto there = "/evaluations/" + bare.text;
    EXPECT_EQ(site.post(there + "/state", {{"state", "finished"}}).status, web::Status::see_other);
    EXPECT_THAT(site.document(site.post(there + "/publishing", {{"audiences", "board"}, {"without_capacity", "Zqxlater."}})),
                ::testing::AllOf(HasSubstr("Judge at least one indicator"), HasSubstr("Zqxlater.")));
    finish_it();
    EXPECT_THAT(site.document(site.post(address + "/publishing", {{"audiences", "board"}})),
                HasSubstr("Write the overall statement on capacity for improvement, or say why there is none"));
    const auto report = publish("board");
    EXPECT_THAT(site.html("/reports/" + report), HasSubstr("Zqx not yet."));
    EXPECT_THAT(site.html("/reports/" + publish("public", "Zqx again.")), HasSubstr("Zqx not yet."));
}

TEST_P(Publishing, says_what_was_achieved_and_how_quickly_services_respond_where_the_capacity_stands) {
    const auto overall = address + "/questions/6";
    EXPECT_THAT(site.html(overall), ::testing::AllOf(HasSubstr("name=\"achievements\""), HasSubstr("name=\"responsiveness\"")));
    EXPECT_THAT(site.html(address + "/questions/3"), Not(HasSubstr("name=\"achievements\"")));
    EXPECT_EQ(site.post(overall, {{"statement", "Zqxsure."}, {"confidence", "high"}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(address + "/finishing"),
                ::testing::AllOf(HasSubstr("Achievements to date"), HasSubstr("Ability to respond to change and to be creative")));
    EXPECT_EQ(site.post(overall, {{"statement", "Zqxsure."},
                                  {"confidence", "high"},
                                  {"achievements", "Zqxachieved."},
                                  {"responsiveness", "Zqxquick."},
                                  {"seen_version", "1"}})
                  .status,
              web::Status::see_other);
    const auto change = testing::happened(site, "evaluation", evaluation.text, "concluded");
    EXPECT_THAT(change.before, HasSubstr(R"("achievements":"")"));
    EXPECT_THAT(change.after,
                ::testing::AllOf(HasSubstr(R"("achievements":"Zqxachieved.")"), HasSubstr(R"("responsiveness":"Zqxquick.")")));
    EXPECT_THAT(site.html(address + "/finishing"),
                ::testing::AllOf(Not(HasSubstr("Achievements to date")), Not(HasSubstr("Ability to respond"))));
    EXPECT_THAT(site.html(address + "/capacity"), ::testing::AllOf(HasSubstr("Zqxachieved."), HasSubstr("Zqxquick.")));
    finish_it();
    const auto is_said = ::testing::AllOf(HasSubstr("Achievements to date"), HasSubstr("Zqxachieved."), HasSubstr("Zqxquick."));
    EXPECT_THAT(site.html("/reports/" + publish("partnership", "Zqx again.")), is_said);
    EXPECT_THAT(sealed(1), HasSubstr("Zqxachieved."));
    EXPECT_THAT(site.html("/reports/" + publish("board", "Zqx again.")),
                ::testing::AllOf(HasSubstr("Zqxsure."), Not(HasSubstr("Zqxachieved."))))
        << "two pages have no room for it";
    std::string cells;
    for (const auto& sheet : reports::sheets_of(nlohmann::json::parse(reports::content_of(sealed(1)))))
        for (const auto& row : sheet.rows)
            for (const auto& cell : row) cells += cell.dump();
    EXPECT_THAT(cells, ::testing::AllOf(HasSubstr("Zqxachieved."), HasSubstr("Zqxquick.")));
    EXPECT_THAT(site.html("/reports/" + publish("public", "Zqx again.")),
                ::testing::AllOf(HasSubstr("Zqxsure."), Not(HasSubstr("Zqxachieved."))));
}

TEST_P(Publishing, never_shows_a_level_without_its_confidence_and_caveat_and_lets_conclusions_stand_in) {
    finish_it();
    for (const auto* audience : {"partnership", "public"}) {
        const auto page = site.html("/reports/" + publish(audience, "Zqx again."));
        EXPECT_THAT(page, ::testing::AllOf(HasSubstr("4 good"), HasSubstr("Zqxcaveat"), HasSubstr("Zqxconclusion."))) << audience;
    }
    site.post(address + "/publishing/plain-words", {{"public_3", "Zqxplainly."}, {"seen_public_3", ""}});
    EXPECT_THAT(site.html("/reports/" + publish("public", "Zqx again.")),
                ::testing::AllOf(HasSubstr("Zqxplainly."), Not(HasSubstr("Zqxconclusion."))));
}

TEST_P(Publishing, tells_nobody_what_was_not_shared) {
    finish_it();
    EXPECT_THAT(site.html("/reports/" + publish("partnership")),
                ::testing::AllOf(HasSubstr("Zqxfindingshared"), HasSubstr("Zqxrationale"), HasSubstr("Zqxcouncil"),
                                 Not(HasSubstr("Zqxfindingsecret"))));
    EXPECT_THAT(sealed(1), ::testing::AllOf(HasSubstr("Zqxquoteshared"), Not(HasSubstr("secret"))));
}

TEST_P(Publishing, gives_everybody_a_page_without_anything_that_is_for_partners) {
    finish_it();
    const auto report = publish("public");
    const auto open = "/open/" + site.partnership().text + "/" + report;
    site.sign_in(std::nullopt);
    const auto page = site.html(open);
    EXPECT_THAT(page,
                ::testing::AllOf(HasSubstr("Zqxtitle"), HasSubstr("Zqxfindingshared"), HasSubstr("Zqxbetter."), HasSubstr("Zqxdoubt")));
    for (const auto* canary : {"Zqxrationale", "Zqxitem", "Zqxquote", "secret", "Zqxcouncil", "Eve Evaluator", "Evaluator"})
        EXPECT_THAT(page, Not(HasSubstr(canary)));
    EXPECT_EQ(site.get("/reports/" + report).status, web::Status::see_other);
    EXPECT_GT(site.get(open).cache_s, 0);
    EXPECT_THAT(site.html("/open/" + site.partnership().text), HasSubstr("Zqxtitle"));
    EXPECT_EQ(site.get("/open/" + PartnershipId::make(site.now).text + "/" + report).status, web::Status::not_found);
    site.sign_in(Role::lead);
    EXPECT_EQ(site.post("/reports/" + report + "/withdraw", {}).status, web::Status::see_other);
    EXPECT_EQ(site.get(open).status, web::Status::not_found);
    EXPECT_EQ(site.get("/open/" + site.partnership().text + "/" + publish("board", "Zqx")).status, web::Status::not_found)
        << "the board's report is open to nobody";
}

TEST_P(Publishing, gives_young_people_what_was_written_for_them_and_a_picture) {
    finish_it();
    site.post(address + "/state", {{"state", "under_way"}});
    EXPECT_EQ(
        site.post(address + "/publishing/plain-words", {{"young_people_3", "Zqxplain words."}, {"board_1", "Zqxboard words."}}).status,
        web::Status::see_other);
    finish_it();
    const auto page = site.html("/open/" + site.partnership().text + "/" + publish("young_people"));
    EXPECT_THAT(page, ::testing::AllOf(HasSubstr("Zqxplain words."), HasSubstr("levels_picture"), Not(HasSubstr("Zqxfinding")),
                                       Not(HasSubstr("Zqxconclusion")), Not(HasSubstr("Zqxboard"))));
}

TEST_P(Publishing, lays_reports_out_as_the_partnership_wants_from_then_on) {
    finish_it();
    const auto before = publish("board");
    EXPECT_EQ(site.post("/report-templates/board", {{"opening", "Zqxopening."}, {"place_questions", "1"}, {"place_profile", "x"}}).status,
              web::Status::unprocessable);
    EXPECT_EQ(site.post("/report-templates/board", {{"opening", "Zqxopening."}, {"place_questions", "2"}, {"place_profile", "1"}}).status,
              web::Status::see_other);
    EXPECT_EQ(site.post("/report-templates/board", {{"opening", "Zqxother."}, {"place_questions", "1"}, {"seen_version", "0"}}).status,
              web::Status::conflict);
    const auto page = site.html("/reports/" + publish("board", "Laid out anew."));
    EXPECT_THAT(page, ::testing::AllOf(HasSubstr("Zqxopening."), HasSubstr("Zqxrationale")));
    EXPECT_LT(page.find("profile_head"), page.find("question_3"));
    EXPECT_THAT(site.html("/reports/" + before), Not(HasSubstr("Zqxopening.")));
}

}  // namespace
}  // namespace touchstone
