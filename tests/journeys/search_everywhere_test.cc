// The one search finds and counts what each list shows to the one who looks, and nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "plans/plan_store.h"
#include "tests/matrix/world.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::What;
using testing::Who;

class SearchEverywhere : public ::testing::TestWithParam<db::Engine> {
protected:
    SearchEverywhere() : world(GetParam()) {}
    web::Answer get(const std::string& session, const std::string& address) {
        web::Request request;
        request.method = "GET";
        request.target = address;
        request.headers = {{"Host", "localhost"}, {"Cookie", "visitor=v; session=" + session}};
        return world.site.answer(request);
    }
    testing::World world;
};

INSTANTIATE_TEST_SUITE_P(Both, SearchEverywhere, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(SearchEverywhere, finds_an_evaluation_an_item_and_a_plan_only_where_their_lists_show_them) {
    for (int who = static_cast<int>(Who::foreign_administrator); who < static_cast<int>(Who::through_eyes); ++who) {
        const auto session = world.session_of(static_cast<Who>(who));
        const auto evaluations = get(session, "/evaluations").body, plans = get(session, "/plans").body;
        for (int what = 0; what < testing::everything - 1; ++what) {
            const auto& thing = world.thing(static_cast<What>(what));
            const auto said = std::to_string(who) + " " + std::to_string(what);
            const auto by_title = get(session, "/search?q=" + thing.summary_word).body;
            const auto evaluation = "/evaluations/" + thing.evaluation + "\"", plan = "/plans/" + thing.plan + "\"";
            EXPECT_EQ(by_title.find(evaluation) != std::string::npos, evaluations.find(evaluation) != std::string::npos) << said;
            const auto by_secret = get(session, "/search?q=" + thing.secret_word).body;
            const bool reads = get(session, "/evidence/" + thing.evidence).status == 200;
            EXPECT_EQ(by_secret.find("/evidence/" + thing.evidence + "\"") != std::string::npos, reads) << said;
            const bool plans_there = plans.find(plan) != std::string::npos;
            EXPECT_EQ(by_secret.find(plan) != std::string::npos, plans_there) << said;
            if (!reads && !plans_there) {
                EXPECT_THAT(by_secret, AllOf(HasSubstr("Nothing found for"), Not(HasSubstr("1 found")))) << said;
            }
        }
    }
}

TEST_P(SearchEverywhere, names_to_somebody_who_was_given_one_evaluation_only_whom_they_work_with_there) {
    const auto inspector = world.session_of(Who::inspector), lead = world.session_of(Who::lead);
    EXPECT_THAT(get(lead, "/search?q=lachie").body, HasSubstr("<mark>Lachie</mark> Lead"));
    EXPECT_THAT(get(inspector, "/search?q=lachie").body, AllOf(HasSubstr("Nothing found for"), Not(HasSubstr("Lachie Lead"))));
    EXPECT_EQ(get(inspector, "/people?q=lachie").body.find("Lachie Lead"), std::string::npos);
}

class SearchPage : public ::testing::TestWithParam<db::Engine> {
protected:
    SearchPage() : site(GetParam()) { site.sign_in(Role::lead); }
    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, SearchPage, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(SearchPage, folds_accents_wants_every_word_and_marks_them) {
    site.add_evaluation("Àrainneachd nan sgoiltean");
    const auto page = site.html("/search?q=SGOILTEAN+arainneachd");
    EXPECT_THAT(page, AllOf(HasSubstr("<mark>Àrainneachd</mark> nan <mark>sgoiltean</mark>"), HasSubstr("1 found.")));
    EXPECT_THAT(site.html("/search?q=sgoiltean+teachers"), HasSubstr("Nothing found for “sgoiltean teachers”"));
    EXPECT_THAT(site.html("/evaluations?q=arainneachd"), AllOf(HasSubstr("Àrainneachd nan sgoiltean"), HasSubstr("1 found")));
    EXPECT_THAT(site.html("/evaluations?q=zzz"), AllOf(Not(HasSubstr("Àrainneachd nan sgoiltean")), HasSubstr("0 found")));
}

TEST_P(SearchPage, shows_ten_of_a_kind_and_leads_to_the_rest) {
    for (int i = 0; i < 12; ++i) site.add_evaluation("Nurture groups " + std::to_string(i));
    const auto page = site.html("/search?q=nurture+groups");
    EXPECT_THAT(page, AllOf(HasSubstr("12 found. The first 10 are shown."), HasSubstr("/evaluations?q=nurture%20groups")));
    EXPECT_THAT(site.html("/evaluations?q=nurture+groups"), HasSubstr("12 found"));
}

TEST_P(SearchPage, finds_an_indicator_by_its_code_and_by_words_of_its_themes) {
    EXPECT_THAT(site.html("/search?q=5.1"), HasSubstr("/indicators/5.1"));
    EXPECT_THAT(site.html("/search?q=nothing-has-this-word"), Not(HasSubstr("/indicators/")));
}

TEST_P(SearchPage, says_what_belongs_there_before_anything_was_typed_and_ignores_what_is_only_marks) {
    EXPECT_THAT(site.html("/search"), HasSubstr("Evaluations, indicators, evidence with its findings, plans and people."));
    EXPECT_THAT(site.html("/search?q=%25_"), AllOf(Not(HasSubstr("1 found")), Not(HasSubstr("Nothing found"))));
    EXPECT_THAT(site.html("/search?q=%3Cscript%3E"), AllOf(Not(HasSubstr("<script>")), HasSubstr("&lt;script&gt;")));
    EXPECT_LE(site.get("/search?q=attendance").trips, 2);
}

TEST_P(SearchPage, stands_in_the_header_for_people_who_may_read) {
    EXPECT_THAT(site.html("/plans"), AllOf(HasSubstr("action=\"/search\""), HasSubstr("data-search-all")));
    site.sign_in(std::nullopt);
    EXPECT_THAT(site.html("/"), Not(HasSubstr("data-search-all")));
}

TEST_P(SearchPage, answers_programs_alike) {
    const auto id = site.add_evaluation("Nurture groups");
    const auto answer = nlohmann::json::parse(site.get("/api/v1/search?q=nurture+GROUPS").body);
    EXPECT_EQ(answer["evaluations"]["total"], 1);
    EXPECT_EQ(answer["evaluations"]["items"][0]["id"], id.text);
    EXPECT_EQ(answer["plans"]["total"], 0);
    EXPECT_EQ(nlohmann::json::parse(site.get("/api/v1/search").body)["people"]["total"], 0);
    EXPECT_EQ(nlohmann::json::parse(site.get("/api/v1/search?q=ewan").body)["people"]["items"][0]["name"], "Ewan Evaluator");
}

}  // namespace
}  // namespace touchstone
