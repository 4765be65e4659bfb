// The guided start: one thing a page, nothing lost, and at its end an evaluation whose first indicator is open.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evaluations/scope_store.h"
#include "people/draft_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;

class Starting : public ::testing::TestWithParam<db::Engine> {
protected:
    Starting() : site(GetParam()) { site.sign_in(Role::lead); }
    web::Response say(const std::string& step, const Fields& fields) { return site.post("/evaluations/start/steps/" + step, fields); }
    void say_what_and_who() {
        ASSERT_EQ(say("what", {{"title", "Zqxtitle"}, {"why", "To know."}}).location, "/evaluations/start/steps/who");
        ASSERT_EQ(say("who", {{"level", "delivery"}, {"children", "All"}}).location, "/evaluations/start/steps/when");
    }
    const Fields a_year{{"from_day", "1"}, {"from_month", "8"}, {"from_year", "2025"},
                        {"to_day", "31"},  {"to_month", "7"},   {"to_year", "2026"}};
    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, Starting, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Starting, leads_from_a_question_to_the_first_indicator) {
    EXPECT_THAT(site.html("/evaluations"), HasSubstr("/evaluations/start"));
    say_what_and_who();
    ASSERT_EQ(say("when", a_year).location, "/evaluations/start/steps/scope");
    EXPECT_THAT(site.html("/evaluations/start/steps/what"), HasSubstr("Zqxtitle")) << "one can go back";
    const auto begun = say("scope", {{"scope", "small_start"}});
    EXPECT_THAT(begun.location, HasSubstr("/indicators/"));
    const EvaluationId id{begun.location.substr(std::string("/evaluations/").size(), 26)};
    const auto scope = site.database().reading([&](db::Read& db) { return evaluations::list_scope(db, site.partnership(), id); });
    EXPECT_EQ(std::ranges::count_if(scope, [](const auto& choice) { return choice.depth != frameworks::Depth::none; }), 3);
    EXPECT_THAT(site.html("/evaluations/start"), Not(HasSubstr("Zqxtitle"))) << "the next one begins anew";
}

TEST_P(Starting, asks_for_groups_of_children_and_a_neighbourhood_on_the_page_about_who) {
    say("what", {{"title", "Zqxtitle"}, {"why", "To know."}});
    EXPECT_THAT(site.html("/evaluations/start/steps/who"), AllOf(HasSubstr("value=\"young_carers\""), HasSubstr("name=\"neighbourhood\"")));
    say("who", {{"level", "delivery"}, {"children", "All"}, {"groups", "young_carers"}, {"neighbourhood", "Zqxcoast"}});
    say("when", a_year);
    const auto begun = say("scope", {{"scope", "by_hand"}});
    EXPECT_THAT(site.html(begun.location.substr(0, std::string("/evaluations/").size() + 26)), HasSubstr("Zqxcoast"));
}

TEST_P(Starting, asks_again_on_the_page_where_something_is_missing) {
    const auto refused = say("what", {{"title", ""}, {"why", "Zqxwhy"}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Zqxwhy"), HasSubstr("Step 1 of 4")));
    say_what_and_who();
    const auto early = say("scope", {{"scope", "small_start"}});
    EXPECT_THAT(early.location, HasSubstr("/indicators/")) << "the usual period stands";
    EXPECT_EQ(say("scope", {{"scope", "small_start"}}).status, web::Status::unprocessable) << "nothing is said yet of another one";
}

TEST_P(Starting, takes_the_scope_of_an_earlier_evaluation_or_none) {
    const auto before = site.add_evaluation("Zqxearlier");
    say_what_and_who();
    EXPECT_THAT(site.html("/evaluations/start/steps/scope"), HasSubstr("Same as “Zqxearlier”"));
    EXPECT_EQ(say("scope", {{"scope", "as_in_0123456789abcdefghjkmnpqrs"}}).status, web::Status::unprocessable);
    EXPECT_THAT(say("scope", {{"scope", "as_in_" + before.text}}).location, HasSubstr("/indicators/"));
    say_what_and_who();
    EXPECT_THAT(say("scope", {{"scope", "by_hand"}}).location, EndsWith("/scope"));
}

TEST_P(Starting, is_kept_for_nobody_else) {
    say_what_and_who();
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html("/evaluations/start"), Not(HasSubstr("Zqxtitle")));
}

TEST_P(Starting, survives_whatever_was_kept_in_its_place) {
    site.database().writing([&](db::Write& db) {
        people::keep_draft(db, site.account(Role::lead), "/evaluations/start/" + site.partnership().text,
                           R"({"title":7,"why":["x",1],"framework":"none"})", site.now);
        return true;
    });
    EXPECT_EQ(site.get("/evaluations/start/steps/scope").status, web::Status::ok);
    EXPECT_EQ(say("scope", {{"scope", "small_start"}, {"framework", "none"}}).status, web::Status::unprocessable);
}

}  // namespace
}  // namespace touchstone
