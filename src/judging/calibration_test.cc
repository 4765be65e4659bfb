// Practising with past cases: nobody but oneself sees what one awarded, and the agreed level waits until one has judged.
#include "judging/calibration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evaluations/evaluation_store.h"
#include "evidence/evidence_store.h"
#include "judging/calibration_store.h"
#include "judging/judgement_store.h"
#include "judging/moderation_store.h"
#include "tests/happened.h"

namespace touchstone::judging {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;

TEST(Calibration, counts_levels_beside_the_agreed_ones_by_round) {
    const auto drifts = drift_of({{1, Level::good, Level::good},
                                  {1, Level::weak, Level::good},
                                  {1, Level::excellent, Level::unsatisfactory},
                                  {2, Level::very_good, Level::good},
                                  {2, Level::adequate, Level::good}});
    ASSERT_EQ(drifts.size(), 2U);
    EXPECT_THAT(drifts[0].cases, ElementsAre(1, 0, 1, 0, 1));
    EXPECT_THAT(drifts[1].cases, ElementsAre(0, 1, 0, 1, 0));
    EXPECT_TRUE(drift_of({}).empty());
}

TEST(Calibration, wants_a_level_that_somebody_chose_and_a_reason) {
    const auto refused = practise({}, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().size(), 2U);
    EXPECT_EQ(practise({"3", "Because.", "", 2}, {})->round, 3);
    EXPECT_FALSE(make_set({}, {{{"e"}, "5.1"}}, {}, {}));
    EXPECT_EQ(make_set({"A", {"e/5.1", "x/9.9"}}, {{{"e"}, "5.1"}, {{"e"}, "5.2"}}, {}, {})->cases.size(), 1U) << "only what is there";
}

class CalibrationPages : public ::testing::TestWithParam<db::Engine> {
protected:
    CalibrationPages() : site(GetParam()), evaluation(site.add_evaluation("Under sixes")) {
        site.database().writing([&](db::Write& db) {
            const auto lead = site.account(Role::lead);
            const Judgement agreed{"5.1", Level::very_good, "zqagreed", Confidence::high, lead, site.now, 0};
            auto judged = agreed;
            judged.indicator = "5.2";
            EXPECT_TRUE(record_judgement(db, site.by(Role::lead), evaluation, site.framework(), nullptr, judged));
            EXPECT_TRUE(record_agreed(db, site.by(Role::lead), evaluation, site.framework(), nullptr,
                                      {agreed, {"Talked through", "", lead, {}, site.now}}));
            return true;
        });
        site.sign_in(Role::moderator);
        const auto made = site.post(
            "/calibration/new", {{"title", "Autumn practice"}, {"cases", evaluation.text + "/5.1"}, {"cases", evaluation.text + "/5.2"}});
        EXPECT_EQ(made.status, Status::see_other);
        set = made.location;
        one = set + "/cases/" + evaluation.text + "/5.1";
    }
    Status judge(const std::string& level, const std::string& seen) {
        return site.post(one, {{"level", level}, {"rationale", "zqown " + level}, {"seen_version", seen}}).status;
    }
    testing::Site site;
    EvaluationId evaluation;
    std::string set, one;
};

INSTANTIATE_TEST_SUITE_P(Both, CalibrationPages, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(CalibrationPages, draw_on_levels_that_were_agreed_in_moderation) {
    EXPECT_EQ(site.post("/calibration/new", {{"title", "Empty"}}).status, Status::unprocessable);
    EXPECT_THAT(site.html("/calibration/new"), HasSubstr(evaluation.text + "/5.1"));
    EXPECT_THAT(site.html("/calibration/new"), Not(HasSubstr(evaluation.text + "/5.2"))) << "judged, and not moderated";
    EXPECT_THAT(site.html("/calibration"), HasSubstr("Autumn practice"));
    EXPECT_THAT(site.html("/calibration"), HasSubstr("1 case<"));
}

TEST_P(CalibrationPages, hold_the_agreed_level_back_until_one_has_judged) {
    site.sign_in(Role::evaluator);
    const auto before = site.html(one);
    EXPECT_THAT(before, Not(HasSubstr("zqagreed")));
    EXPECT_THAT(before, Not(HasSubstr("Yours and the agreed level")));
    EXPECT_THAT(before, Not(HasSubstr(" checked"))) << "no level is chosen for anybody";
    EXPECT_EQ(site.post(one, {{"seen_version", "0"}}).status, Status::unprocessable);
    EXPECT_EQ(judge("3", "0"), Status::see_other);
    const auto after = site.html(one);
    for (const auto* words : {"zqagreed", "zqown 3", "Yours is 2 levels lower.", "Judge it again"}) EXPECT_THAT(after, HasSubstr(words));
    EXPECT_THAT(after, Not(HasSubstr(" checked")));
    EXPECT_EQ(judge("4", "0"), Status::conflict) << "the first is kept for ever";
    EXPECT_EQ(judge("5", "1"), Status::see_other);
    const auto drift = site.html(set);
    EXPECT_THAT(drift, HasSubstr("Round 1: 0 as agreed, 1 lower, 0 higher."));
    EXPECT_THAT(drift, HasSubstr("Round 2: 1 as agreed, 0 lower, 0 higher."));
    EXPECT_THAT(drift, HasSubstr("You have judged it 2 times."));
    EXPECT_LE(site.get(one).trips, 2);
    EXPECT_LE(site.get(set).trips, 2);
    EXPECT_LE(site.get("/calibration").trips, 2);
    EXPECT_EQ(site.get(set + "/cases/" + evaluation.text + "/5.2").status, Status::not_found) << "no case of this set";
}

TEST_P(CalibrationPages, show_what_somebody_awarded_to_nobody_else) {
    site.sign_in(Role::evaluator);
    EXPECT_EQ(judge("1", "0"), Status::see_other);
    for (const auto role : {Role::moderator, Role::lead, Role::administrator, Role::reader}) {
        site.sign_in(role);
        for (const auto& page : {std::string("/calibration"), set, one, std::string("/audit"), "/evaluations/" + evaluation.text,
                                 "/evaluations/" + evaluation.text + "/history"}) {
            EXPECT_THAT(site.html(page), Not(HasSubstr("zqown"))) << page;
            const bool shows_case = page == set || page == one;
            EXPECT_FALSE(shows_case && site.html(page).contains("zqagreed")) << page << ": it is not judged yet";
        }
        EXPECT_THAT(site.html(set), Not(HasSubstr("Round 1"))) << static_cast<int>(role);
    }
    site.sign_in(Role::moderator);
    EXPECT_THAT(site.html(set), HasSubstr("1 person has taken part."));
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html(set), Not(HasSubstr("taken part"))) << "its maker alone is told";
    const auto practised = testing::happened(site, "calibration", set.substr(set.rfind('/') + 1), "practised");
    EXPECT_EQ(practised.verb, "practised");
    EXPECT_EQ(practised.part + practised.before + practised.after, "");
    EXPECT_EQ(testing::happened(site, "calibration", practised.object, "made_calibration").after,
              R"({"cases":["5.1"],"title":"Autumn practice"})");
}

}  // namespace
}  // namespace touchstone::judging
