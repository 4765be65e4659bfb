// A judgement is taken back, with a reason: the indicator is not judged again, nothing else of it is lost, and no level takes its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "events/event_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;
using Fields = std::vector<std::pair<std::string, std::string>>;

class Withdrawing : public ::testing::TestWithParam<db::Engine> {
protected:
    Withdrawing() : site(GetParam()), id(site.add_evaluation("How we judge")), desk("/evaluations/" + id.text + "/indicators/5.1") {
        site.sign_in(Role::evaluator);
    }
    void judge_alone_first() {
        site.database().writing([&](db::Write& db) { return db.run("update evaluation set judging = 2 where id = $1", id); });
    }
    Status judge(const std::string& level, int seen, const std::string& where = "") {
        return site
            .post(desk + where, {{"level", level},
                                 {"rationale", "Zqxrationale."},
                                 {"confidence", "high"},
                                 {"caveat", "Zqxcaveat holds."},
                                 {"seen_version", std::to_string(seen)}})
            .status;
    }
    web::Response withdraw(const std::string& reason, int seen, const std::string& where = "") {
        return site.post(desk + where + "/withdraw", {{"reason", reason}, {"seen_version", std::to_string(seen)}});
    }
    int count(const std::string& sql) {
        return site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + sql);
        });
    }
    std::string history() { return site.html("/evaluations/" + id.text + "/history"); }

    testing::Site site;
    EvaluationId id;
    std::string desk;
};

INSTANTIATE_TEST_SUITE_P(Both, Withdrawing, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Withdrawing, a_judgement_is_not_judged_again_and_stands_in_the_history_with_the_reason) {
    ASSERT_EQ(judge("4", 0), Status::see_other);
    EXPECT_THAT(site.html("/evaluations/" + id.text), HasSubstr("1 of 24 indicators judged"));
    EXPECT_EQ(withdraw("", 1).status, Status::unprocessable) << "without a reason";
    EXPECT_EQ(withdraw("Zqxreason", 7).status, Status::conflict) << "of another one than was shown";
    ASSERT_EQ(withdraw("Zqxreason", 1).status, Status::see_other);
    EXPECT_EQ(count("judgement"), 0);
    const auto page = site.html(desk);
    EXPECT_THAT(page, AllOf(HasSubstr("This indicator is no longer judged."), Not(HasSubstr("Nobody has judged")),
                            HasSubstr("Ewan Evaluator withdrew the judgement on"), HasSubstr("Zqxreason"), Not(HasSubstr("Zqxrationale"))));
    EXPECT_THAT(page, Not(HasSubstr("checked"))) << "no level is chosen for anybody";
    EXPECT_THAT(site.html("/evaluations/" + id.text), HasSubstr("0 of 24 indicators judged"));
    EXPECT_THAT(history(), AllOf(HasSubstr("Withdrew the judgement on indicator 5.1"), HasSubstr("Zqxreason"), HasSubstr("Zqxrationale"),
                                 HasSubstr("Zqxcaveat")));
    EXPECT_THAT(site.get("/api/v1/evaluations/" + id.text + "/history").body,
                AllOf(HasSubstr("withdrew_judgement"), HasSubstr("Zqxreason")));
    EXPECT_EQ(withdraw("Zqxreason", 1).status, Status::unprocessable) << "there is nothing to take back any more";
    EXPECT_THAT(page, HasSubstr("Put the withdrawn judgement back in the form"));
    EXPECT_THAT(site.html(desk + "?again=yes"), AllOf(HasSubstr("Zqxrationale"), HasSubstr("Zqxcaveat"), HasSubstr("checked")));
    EXPECT_EQ(judge("4", 2), Status::see_other);
    EXPECT_THAT(site.html(desk), Not(HasSubstr("Put the withdrawn judgement back")));
}

TEST_P(Withdrawing, a_page_opened_before_does_not_bring_it_back_unseen) {
    ASSERT_EQ(judge("4", 0), Status::see_other);
    ASSERT_EQ(withdraw("Zqxreason", 1).status, Status::see_other);
    EXPECT_EQ(judge("4", 0), Status::conflict);
    EXPECT_EQ(judge("4", 1), Status::conflict);
    EXPECT_EQ(judge("2", 2), Status::see_other) << "having seen that it was withdrawn";
    EXPECT_EQ(withdraw("Zqxagain", 1).status, Status::conflict) << "the one that was withdrawn before";
    EXPECT_EQ(withdraw("Zqxagain", 3).status, Status::see_other);
    EXPECT_EQ(count("withdrawn_judgement"), 2);
}

TEST_P(Withdrawing, a_sealed_first_judgement_is_taken_back_by_its_author_and_stays_sealed) {
    judge_alone_first();
    ASSERT_EQ(judge("2", 0, "/first"), Status::see_other);
    site.sign_in(Role::lead);
    EXPECT_EQ(withdraw("Zqxreason", 1, "/first").status, Status::unprocessable) << "only one's own";
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(desk), HasSubstr("Withdraw your own judgement"));
    ASSERT_EQ(withdraw("Zqxreason", 1, "/first").status, Status::see_other);
    EXPECT_EQ(count("first_judgement"), 0);
    EXPECT_THAT(site.html(desk), HasSubstr("Nobody has judged"));
    EXPECT_THAT(history(),
                AllOf(HasSubstr("Withdrew their own judgement on indicator 5.1"), HasSubstr("Zqxreason"), Not(HasSubstr("Zqxrationale"))));
    EXPECT_EQ(count("event where after like '%Zqxrationale%' or before like '%Zqxrationale%'"), 0);
    EXPECT_THAT(site.html(desk + "?again=yes"), HasSubstr("Zqxrationale"));
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html(desk + "?again=yes"), Not(HasSubstr("Zqxrationale"))) << "it is the author's alone";
    site.sign_in(Role::evaluator);
    EXPECT_EQ(judge("4", 1, "/first"), Status::conflict);
    EXPECT_EQ(judge("4", 2, "/first"), Status::see_other);
}

TEST_P(Withdrawing, what_is_laid_open_agreed_or_finished_is_withdrawn_only_by_those_who_may) {
    judge_alone_first();
    for (const auto role : {Role::evaluator, Role::lead}) {
        site.sign_in(role);
        ASSERT_EQ(judge("4", 0, "/first"), Status::see_other);
    }
    const auto meeting = "/evaluations/" + id.text + "/moderation/5.1";
    ASSERT_EQ(site.post(meeting + "/reveal", {}).status, Status::see_other);
    EXPECT_EQ(withdraw("Zqxreason", 1, "/first").status, Status::unprocessable) << "what is laid open is changed no more";
    ASSERT_EQ(site.post(meeting,
                        {{"level", "4"}, {"rationale", "Agreed."}, {"confidence", "high"}, {"caveat", "Zqx caveat"}, {"seen_version", "0"}})
                  .status,
              Status::see_other);
    site.sign_in(Role::evaluator);
    EXPECT_EQ(withdraw("Zqxreason", 1).status, Status::unprocessable);
    site.sign_in(Role::lead);
    EXPECT_EQ(withdraw("Zqxreason", 1).status, Status::see_other);
    EXPECT_EQ(count("judgement") + count("moderation"), 0);
    EXPECT_THAT(site.html(meeting), AllOf(HasSubstr("Zqxreason"), Not(HasSubstr("Agreed."))));
    ASSERT_EQ(site.post("/evaluations/" + id.text + "/state", {{"state", "finished"}}).status, Status::see_other);
    EXPECT_EQ(withdraw("Zqxreason", 2).status, Status::unprocessable);
}

}  // namespace
}  // namespace touchstone
