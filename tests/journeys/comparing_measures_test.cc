// Measures from a published set, figures of several places and of groups, and what may be said of them side by side.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ComparingMeasures : public ::testing::TestWithParam<db::Engine> {
protected:
    ComparingMeasures() : site(GetParam()) { site.sign_in(Role::evaluator); }

    void define(const std::string& smallest = "five") {
        const auto made = site.post("/measures/new", {{"title", "Zqxchecks"},
                                                      {"code", "ZQX1"},
                                                      {"counted", "Zqxcounted."},
                                                      {"numerator", "Zqxseen"},
                                                      {"denominator", "Zqxall"},
                                                      {"unit", "per_cent"},
                                                      {"better", "higher"},
                                                      {"counting", "flow"},
                                                      {"chart", "run"},
                                                      {"smallest", smallest},
                                                      {"outcomes", "safe"},
                                                      {"source", "Zqxsource"},
                                                      {"developments", "Zqxdevelopments"},
                                                      {"owner", "partnership"}});
        ASSERT_EQ(made.status, web::Status::see_other) << site.document(made);
        measure = made.location;
    }
    void enter(const std::string& area, const std::string& people, const std::string& figures) {
        const auto entered =
            site.post(measure + "/figures/entry", {{"organisation", ""}, {"area", area}, {"people", people}, {"figures", figures}});
        ASSERT_EQ(entered.status, web::Status::see_other) << site.document(entered);
    }
    void enter_places() {
        for (const auto& [area, figures] : {std::pair{"S12000047", "2024; 40; 50\n2025; 41; 50"},
                                            {"S12000005", "2024; 39; 50\n2025; 40; 50"},
                                            {"S12000014", "2024; 41; 50\n2025; 39; 50"},
                                            {"S12000017", "2024; 40; 50\n2025; 42; 50"},
                                            {"S12000020", "2024; 42; 50\n2025; 40; 50\n2026; 43; 50"},
                                            {"S12000019", "2024; 40; 50\n2025; 4; 997"},
                                            {"S92000003", "2024; 400; 500\n2025; 401; 500"}})
            enter(area, "", figures);
    }

    testing::Site site;
    std::string measure;
};

INSTANTIATE_TEST_SUITE_P(Both, ComparingMeasures, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(ComparingMeasures, places_stand_side_by_side_at_the_latest_period_that_most_have) {
    define();
    enter("S12000005", "", "2025; 40; 50");
    EXPECT_THAT(site.html(measure), Not(HasSubstr(measure + "/comparison"))) << "one place is compared with nothing";
    EXPECT_THAT(site.html(measure + "/comparison"), HasSubstr("There is nothing to compare yet"));
    enter_places();
    EXPECT_THAT(site.html(measure), AllOf(HasSubstr(measure + "/comparison"), Not(HasSubstr(measure + "/equity"))));
    const auto page = site.html(measure + "/comparison");
    EXPECT_THAT(page, AllOf(HasSubstr("Zqxchecks, 2025"), HasSubstr("Every unit is within what chance explains."),
                            HasSubstr("The others together (5 places)"), HasSubstr("Scotland")));
    EXPECT_THAT(page, Not(HasSubstr(">997<"))) << "4 of 997 are too few to show";
    EXPECT_LT(page.find("Clackmannanshire"), page.find("Falkirk"));
    EXPECT_LT(page.find("Falkirk"), page.find("Moray"));
    EXPECT_THAT(site.html(measure + "/comparison?period=2024"), HasSubstr("Zqxchecks, 2024"));
    EXPECT_THAT(site.html(measure + "/comparison?period=nonsense"), HasSubstr("Zqxchecks, 2025"));
}

TEST_P(ComparingMeasures, somebody_chooses_places_and_few_are_not_compared) {
    define();
    enter_places();
    site.sign_in(Role::reader);
    const auto page = site.html(measure);
    const auto at = page.find("?series=");
    ASSERT_NE(at, std::string::npos);
    const auto series = page.substr(at + 8, 26);
    const auto chosen = site.html(measure + "/comparison?area=" + series);
    EXPECT_THAT(chosen, HasSubstr("No statement is made: a comparison with these limits needs at least 5 units"));
    EXPECT_THAT(chosen, HasSubstr("value=\"" + series + "\" checked"));
}

TEST_P(ComparingMeasures, a_group_stands_beside_everybody_else_with_how_far_the_gap_is_known) {
    define();
    enter("", "", "2024; 300; 1000\n2025; 104; 150");
    enter("", "Looked-after children", "2024; 30; 60\n2025; 56; 70");
    enter("", "Young carers", "2024; 3; 333\n2025; 2; 22");
    EXPECT_THAT(site.html(measure), HasSubstr(measure + "/equity"));
    const auto page = site.html(measure + "/equity");
    EXPECT_THAT(page, AllOf(HasSubstr("The gap is between 5.2 and 33.4 percentage points (95% interval)."), HasSubstr("Everybody else"),
                            HasSubstr("Several periods are counted together"), HasSubstr("Disabled children and young people")));
    EXPECT_THAT(page, AllOf(Not(HasSubstr("significant")), Not(HasSubstr(">333<"))));
    EXPECT_EQ(page.find("Young carers", page.find("No figures of these groups")), std::string::npos);
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(measure + "/equity"), Not(HasSubstr("/figures/entry")));
}

TEST_P(ComparingMeasures, an_index_needs_all_five_groups) {
    define("as_published");
    for (const auto& [people, figures] :
         {std::pair{"SIMD 1", "2025; 50; 100"}, {"SIMD 2", "2025; 40; 100"}, {"SIMD 3", "2025; 30; 100"}, {"SIMD 4", "2025; 20; 100"}})
        enter("", people, figures);
    EXPECT_THAT(site.html(measure + "/equity"), HasSubstr("there are no counts that can be shown of these groups: 5."));
    enter("", "SIMD 5", "2025; 10; 100");
    EXPECT_THAT(site.html(measure + "/equity"), AllOf(HasSubstr("slope index 50 percentage points"), HasSubstr("Relative index: 1.67")));
}

TEST_P(ComparingMeasures, take_two_trips_for_a_page) {
    define();
    enter_places();
    enter("S12000047", "Young carers", "2025; 20; 30");
    for (const auto& page :
         {measure + "/comparison", measure + "/equity", std::string("/measures-by-outcome"), std::string("/measures-from-a-set")})
        EXPECT_LE(site.get(page).trips, 2) << page;
}

TEST_P(ComparingMeasures, stand_by_outcome_in_five_columns) {
    define();
    enter("", "", "2024; 300; 400\n2025; 104; 150");
    const auto page = site.html("/measures-by-outcome");
    EXPECT_THAT(page, AllOf(HasSubstr("<th scope=\"row\">Safe</th>"), HasSubstr("ZQX1"), HasSubstr("Zqxsource"),
                            HasSubstr("First, 2024: 75%"), HasSubstr("Zqxdevelopments"), HasSubstr("Higher is better.")));
    EXPECT_THAT(site.html("/measures"), AllOf(HasSubstr("/measures-by-outcome"), HasSubstr("/measures-from-a-set")));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html("/measures"), Not(HasSubstr("/measures-from-a-set")));
}

TEST_P(ComparingMeasures, are_added_from_a_set_and_not_twice) {
    const std::string set = "/measures-from-a-set";
    EXPECT_THAT(site.html(set), AllOf(HasSubstr("Registered again within 18 months (CHN22)"), Not(HasSubstr("There already"))));
    EXPECT_EQ(site.post(set, {{"owner", "partnership"}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(set, {{"starters", "CHN22"}, {"starters", "CWI-trust"}, {"owner", "partnership"}}).location, "/measures");
    EXPECT_THAT(site.html("/measures"), AllOf(HasSubstr("Registered again within 18 months"), HasSubstr("Always an adult to trust")));
    EXPECT_THAT(site.html(set), HasSubstr("There already"));
    const auto again = site.post(set, {{"starters", "CHN22"}, {"owner", "partnership"}});
    EXPECT_EQ(again.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(again), HasSubstr("has all of these already"));
    EXPECT_EQ(site.post(set, {{"starters", "CHN22"}, {"starters", "CHN9"}, {"owner", "partnership"}}).status, web::Status::see_other);
    const auto page = site.html("/measures");
    const auto first = page.find("Registered again within 18 months</a>");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(page.find("Registered again within 18 months</a>", first + 1), std::string::npos) << "once";
}

}  // namespace
}  // namespace touchstone
