// Conclusions on key areas and on the capacity for improvement, with findings drawn in, and words that figures must support.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conclusions/conclusion_store.h"
#include "evidence/evidence_store.h"
#include "tests/happened.h"

namespace touchstone {
namespace {

using namespace evidence;
using namespace conclusions;
using ::testing::HasSubstr;
using ::testing::Not;

class Concluding : public ::testing::TestWithParam<db::Engine> {
protected:
    Concluding() : site(GetParam()), evaluation(site.add_evaluation("Concluded")), address("/evaluations/" + evaluation.text) {
        site.sign_in(Role::evaluator);
        Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = "Zqxsurvey";
        item.source = Source::views;
        item.from = item.to = date_of(site.now);
        item.security = Security::anecdotal;
        item.added_by = site.account(Role::evaluator);
        item.added_at = site.now;
        evidence = item.id;
        finding = FindingId::make(site.now);
        site.database().writing([&](db::Write& db) {
            add_evidence(db, site.by(Role::evaluator), item);
            use_evidence(db, site.by(Role::evaluator), evaluation, evidence);
            add_finding(db, site.by(Role::evaluator),
                        {finding,
                         evidence,
                         FindingKind::improvement,
                         "Zqxfinding.",
                         {{"generic-2006", {"5.1", 1}}},
                         item.added_by,
                         site.now,
                         std::nullopt,
                         0});
            return true;
        });
    }
    void add_a_figure(const std::string& counted, const std::string& id = {}, const std::string& version = "0") {
        const auto answer = site.post("/evidence/" + evidence.text + "/figures", {{"figure", id},
                                                                                  {"words", "Zqxparents"},
                                                                                  {"counted", counted},
                                                                                  {"total", "100"},
                                                                                  {"as_of_day", "1"},
                                                                                  {"as_of_month", "1"},
                                                                                  {"as_of_year", "2026"},
                                                                                  {"seen_version", version}});
        EXPECT_EQ(answer.status, web::Status::see_other);
    }
    std::string first_figure() {
        std::string id;
        site.database().read([&](db::Read& db) { id = list_figures(db, site.partnership(), evidence).front().id.text; });
        return id;
    }
    testing::Site site;
    EvaluationId evaluation;
    std::string address;
    EvidenceId evidence;
    FindingId finding;
};

INSTANTIATE_TEST_SUITE_P(Both, Concluding, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Concluding, on_a_key_area_draws_findings_in_as_links) {
    const auto page = address + "/key-areas/5";
    EXPECT_EQ(site.post(page, {{"statement", "Zqxdelivery is late."}, {"improvements", finding.text}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(page),
                ::testing::AllOf(HasSubstr("Zqxdelivery is late."), HasSubstr("/evidence/" + evidence.text + "#finding_" + finding.text)));
    EXPECT_THAT(site.html(address + "/questions/3"), HasSubstr("Zqxdelivery is late."));
    EXPECT_EQ(site.get(address + "/key-areas/99").status, web::Status::not_found);
    site.database().writing([&](db::Write& db) { return db.run("update finding set withdrawn_at = 1"); });
    EXPECT_THAT(site.html(page), HasSubstr("One finding added here has been withdrawn"));
}

TEST_P(Concluding, on_the_capacity_wants_confidence_and_offers_real_caveats) {
    const auto page = address + "/capacity/outcomes";
    const auto refused = site.post(page, {{"statement", "Zqxbetter."}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), HasSubstr("Zqxbetter."));
    EXPECT_THAT(site.html(page), HasSubstr("One piece of evidence is anecdotal."));
    EXPECT_EQ(
        site.post(page, {{"statement", "Zqxbetter."}, {"confidence", "moderate"}, {"caveat", "Zqxcaveat holds."}, {"add", "anecdotal"}})
            .status,
        web::Status::see_other);
    EXPECT_THAT(site.html(address + "/capacity"),
                ::testing::AllOf(HasSubstr("Zqxbetter."), HasSubstr("Zqxcaveat holds. One piece of evidence is anecdotal.")));
    const auto late = site.post(page, {{"statement", "Zqxlate."}, {"confidence", "high"}, {"seen_version", "0"}});
    EXPECT_EQ(late.status, web::Status::conflict);
    EXPECT_THAT(site.document(late), ::testing::AllOf(HasSubstr("ts-typed\">Zqxlate."), HasSubstr("ts-typed\">Zqxbetter."),
                                                      HasSubstr("ts-typed\">High"), HasSubstr("ts-typed\">Moderate")));
}

TEST_P(Concluding, keeps_what_may_help_or_hinder_until_it_plays_no_part) {
    const auto page = address + "/capacity";
    EXPECT_EQ(site.post(page, {{"kind", "funding"}, {"words", ""}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(page, {{"kind", "funding"},
                               {"words", "Zqxmoney ends."},
                               {"review_on_day", "1"},
                               {"review_on_month", "3"},
                               {"review_on_year", "2020"}})
                  .status,
              web::Status::see_other);
    const auto shown = site.html(page);
    EXPECT_THAT(shown, ::testing::AllOf(HasSubstr("Zqxmoney ends."), HasSubstr("This was due for review on 1 March 2020")));
    const auto at = shown.find("?factor=") + 8;
    const auto id = shown.substr(at, 26);
    const auto late =
        site.post(page, {{"factor", id}, {"kind", "other"}, {"words", "Zqxlate."}, {"review_on", "2021-03-01"}, {"seen_version", "0"}});
    EXPECT_EQ(late.status, web::Status::conflict);
    EXPECT_THAT(site.document(late), ::testing::AllOf(HasSubstr("ts-typed\">Funding"), HasSubstr("ts-typed\">Something else"),
                                                      HasSubstr("ts-typed\">Zqxlate."), HasSubstr("ts-typed\">1 March 2020")));
    EXPECT_EQ(site.post(page, {{"factor", id},
                               {"do", "end"},
                               {"kind", "funding"},
                               {"words", "Zqxmoney ends."},
                               {"review_on_day", "1"},
                               {"review_on_month", "3"},
                               {"review_on_year", "2020"},
                               {"seen_version", "1"}})
                  .status,
              web::Status::see_other);
    EXPECT_THAT(site.html(page), Not(HasSubstr("Zqxmoney ends.")));
}

TEST_P(Concluding, flags_most_as_soon_as_the_figure_no_longer_supports_it) {
    add_a_figure("80");
    const auto page = address + "/questions/2";
    EXPECT_EQ(site.post(page, {{"statement", "Most parents are content."}}).status, web::Status::see_other);
    EXPECT_EQ(site.post(page + "/figure-ties", {{"seen_version", "1"}, {"figure_1", first_figure()}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(page), HasSubstr("Supported by: Zqxparents: 80 of 100 (80%)"));
    add_a_figure("60", first_figure(), "1");
    const auto change = testing::happened(site, "evidence", evidence.text, "changed_figure");
    EXPECT_EQ(change.before, R"({"as_of":"2026-01-01","counted":"80","total":"100","words":"Zqxparents"})");
    EXPECT_THAT(change.after, HasSubstr(R"("counted":"60")"));
    EXPECT_THAT(site.html("/evidence/" + evidence.text + "/history"), HasSubstr("How many: 80"));
    EXPECT_THAT(site.html(page),
                HasSubstr("The figure does not support “most”: Zqxparents: 60 of 100 (60%), 1 January 2026. It would support: majority."));
    EXPECT_EQ(site.post(page, {{"statement", "The majority of parents are content."}, {"seen_version", "1"}}).status,
              web::Status::see_other);
    EXPECT_THAT(site.html(page), HasSubstr("was linked to a figure, and its sentence has been rewritten"));
}

}  // namespace
}  // namespace touchstone
