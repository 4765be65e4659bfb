// Reports as a place: what has been published, for those who may read it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/matrix/publishing.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::What;
using testing::Who;

class ReportsPlace : public ::testing::TestWithParam<db::Engine> {
protected:
    ReportsPlace() : world(GetParam()) {}
    std::string get(Who who, const std::string& address) {
        web::Request request;
        request.method = "GET";
        request.target = address;
        request.headers = {{"Host", "localhost"}, {"Cookie", "visitor=v; session=" + world.session_of(who)}};
        return world.site.answer(request).body;
    }
    testing::World world;
};

INSTANTIATE_TEST_SUITE_P(Both, ReportsPlace, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(ReportsPlace, lists_the_latest_first_for_who_may_read_them_and_marks_the_withdrawn) {
    testing::Publishing publishing(world);
    const auto first = publishing.publish(false), second = publishing.publish(false);
    world.site.database().writing([&](db::Write& db) {
        reports::withdraw_report(db, world.site.by(Role::lead), EvaluationId{world.thing(What::own).evaluation}, first.reports.front());
        return true;
    });
    const auto page = get(Who::a_reader, "/reports");
    EXPECT_LT(page.find("/reports/" + second.reports.front().id.text), page.find("/reports/" + first.reports.front().id.text));
    EXPECT_THAT(page, AllOf(HasSubstr("Withdrawn"), HasSubstr("Evaluation " + world.thing(What::own).summary_word)));
    const auto elsewhere = get(Who::b_evaluator, "/reports");
    EXPECT_EQ(elsewhere.find("/reports/" + second.reports.front().id.text), std::string::npos);
    EXPECT_THAT(elsewhere, AllOf(Not(HasSubstr(world.thing(What::own).summary_word)), HasSubstr("Reports that anyone can read")));
}

TEST_P(ReportsPlace, what_an_inspector_was_given_comes_first_at_home) {
    const auto page = get(Who::inspector, "/");
    const auto given = page.find("Shared with you for inspection"), found = page.find(world.thing(What::own).evaluation);
    ASSERT_NE(given, std::string::npos);
    EXPECT_LT(given, found);
    EXPECT_LT(found, page.find("For you to do"));
}

}  // namespace
}  // namespace touchstone
