#include "measures/figure_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "measures/figure_file.h"
#include "measures/figure_groups.h"

namespace touchstone::measures {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

FileFound found_of(const std::string& csv) {
    const auto rows = each_of(read_csv(csv).value().rows);
    GroupsSeen groups;
    const auto read = read_figures(rows, scotland(), {"file", {}}, [&](const Figure& figure) { groups.add(figure); }).value();
    return found_in(read, groups.telling(), 1);
}

const std::string two =
    "Council,Year,Indicator,Measure,Unit,Value\nFife,2024/25,A1,Attendance,%,91\nFife,2024/25,A2,Cost,£,12\nFife,2025/"
    "26,A1,Attendance,%,92\n";

ImportDraft answered(const FileFound& found) {
    auto draft = begun(found, {}, std::nullopt, {});
    draft.years = "financial_year";
    draft.counting = "flow";
    draft.smallest = "as_published";
    for (auto& measure : draft.measures) measure.better = "higher";
    return draft;
}

std::vector<std::string> fields_of(const Outcome<std::vector<Goal>>& goals) {
    std::vector<std::string> fields;
    if (!goals)
        for (const auto& problem : goals.error()) fields.push_back(problem.field);
    return fields;
}

TEST(FileFound, is_the_same_after_it_was_kept) {
    const auto found = found_of(two);
    ASSERT_EQ(found.measures.size(), 2U);
    EXPECT_EQ(found.measures[0].unit, Unit::per_cent);
    EXPECT_EQ(found.measures[1].unit, Unit::pounds);
    EXPECT_EQ(file_found_from(as_json(found)), found);
    EXPECT_EQ(found.why_refused(), "");
}

TEST(FileFound, says_why_it_cannot_be_taken) {
    EXPECT_EQ(found_of("Council,Year,Value\nFife,2025,many\nFife,2026,1\n").why_refused(), "measures.import.rows_refused");
    EXPECT_EQ(unreadable({{"file", "measures.file.no_shape"}}).why_refused(), "measures.import.unreadable");
    auto found = found_of(two);
    found.series = series_max + 1;
    EXPECT_EQ(found.why_refused(), "measures.import.too_many_series");
    found.periods = 0;
    EXPECT_EQ(found.why_refused(), "measures.import.no_periods");
}

TEST(FileFound, has_the_same_heads_whatever_stands_below_them) {
    EXPECT_EQ(found_of(two).heads,
              found_of("council,Year,Indicator,Measure,Unit,Value\nMoray,2020/21,B,Other,%,1\nMoray,2021/22,B,Other,%,2\n").heads);
    EXPECT_NE(found_of(two).heads, found_of("Council,Year,Measure,Unit,Value\nMoray,2020/21,Other,%,1\nMoray,2021/22,Other,%,2\n").heads);
}

TEST(GroupsSeen, leave_out_what_goes_with_the_area_the_measure_or_the_period) {
    const auto found = found_of(
        "Council,Year,Measure,Sex,Family,Category,Value\nFife,2025,A,Girls,1,Care,1\nFife,2025,A,Boys,1,Care,2\nMoray,2025,A,Girls,2,Care,"
        "3\n"
        "Moray,2025,B,Girls,2,Cost,4\nFife,2026,A,Girls,1,Care,5\n");
    EXPECT_THAT(found.groups, ElementsAre("Sex"));
}

TEST(Goals, are_new_measures_as_the_file_has_them) {
    const auto found = found_of(two);
    const auto goals = goals_of(found, answered(found), {}, "figures.csv");
    ASSERT_TRUE(goals);
    const auto& made = (*goals)[0].made.value();
    EXPECT_EQ(made.title, "Attendance");
    EXPECT_EQ(made.code, "A1");
    EXPECT_EQ(made.unit, Unit::per_cent);
    EXPECT_EQ(made.smallest, Smallest::as_published);
    EXPECT_EQ(made.years, PeriodKind::financial_year);
    EXPECT_EQ(made.source, "figures.csv");
}

TEST(Goals, ask_for_everything_that_nobody_has_said) {
    const auto found = found_of(two);
    const auto draft = begun(found, {}, std::nullopt, {});
    EXPECT_THAT(fields_of(goals_of(found, draft, {}, "figures.csv")), ElementsAre("years", "counting", "smallest", "better_1", "better_2"));
    auto wrong = answered(found);
    wrong.measures[0].into = "nonsense";
    wrong.measures[1].title = "";
    EXPECT_THAT(fields_of(goals_of(found, wrong, {}, "figures.csv")), ElementsAre("into_1", "title_2"));
}

TEST(Goals, are_existing_measures_by_code_or_title_each_once) {
    const auto found = found_of(two);
    const std::vector<Existing> existing{{MeasureId{"m1"}, "A1", "Present", false}};
    auto draft = begun(found, existing, std::nullopt, {});
    EXPECT_EQ(draft.measures[0].into, "m1");
    EXPECT_EQ(draft.measures[1].into, into_new);
    draft.years = "financial_year";
    draft.measures[1].into = "m1";
    EXPECT_THAT(fields_of(goals_of(found, draft, existing, "f")), ElementsAre("into_2"));
    draft.measures[1].into = into_nothing;
    const auto goals = goals_of(found, draft, existing, "f");
    ASSERT_TRUE(goals);
    EXPECT_EQ((*goals)[0].existing, MeasureId{"m1"});
    EXPECT_FALSE((*goals)[1].is_taken());
    draft.measures[0].into = into_nothing;
    EXPECT_THAT(fields_of(goals_of(found, draft, existing, "f")), ElementsAre("into_1"));
}

TEST(Goals, are_shares_where_somebody_says_so) {
    const auto found = found_of("Council,Year,Numerator,Denominator\nFife,2025,3,4\nFife,2026,2,5\n");
    ASSERT_EQ(found.measures[0].share_of, 1U);
    auto draft = answered(found);
    EXPECT_THAT(fields_of(goals_of(found, draft, {}, "f")), ElementsAre("share_1"));
    draft.measures[0].share = "yes";
    draft.measures[1].into = into_nothing;
    const auto goals = goals_of(found, draft, {}, "f");
    ASSERT_TRUE(goals);
    EXPECT_EQ((*goals)[0].denominator, 1U);
    EXPECT_TRUE((*goals)[0].made.value().is_quotient());
    draft.measures[0].into = "m1";
    EXPECT_THAT(fields_of(goals_of(found, draft, {{MeasureId{"m1"}, "", "Plain", false}}, "f")), ElementsAre("into_1"));
}

TEST(Goals, begin_with_what_was_said_last) {
    const auto found = found_of(two);
    auto last = answered(found);
    last.measures[0].into = into_nothing;
    last.measures[1].into = "m2";
    const std::vector<std::string> keys{found.measures[0].key(), found.measures[1].key()};
    const auto draft = begun(found, {{MeasureId{"m2"}, "other", "Other", false}}, import_draft_from(as_json(last)), keys);
    EXPECT_EQ(draft.years, "financial_year");
    EXPECT_EQ(draft.counting, "flow");
    EXPECT_EQ(draft.measures[0].into, into_nothing);
    EXPECT_EQ(draft.measures[1].into, "m2");
    EXPECT_EQ(begun(found, {}, last, keys).measures[1].into, into_new) << "that measure is not there any more";
}

TEST(Goals, of_a_long_file_are_those_that_are_ticked) {
    std::string csv = "Council,Year,Indicator,Measure,Value\n";
    for (int i = 0; i < 30; ++i) csv += "Fife,2025,C" + std::to_string(i) + ",Measure " + std::to_string(i) + ",1\n";
    const auto found = found_of(csv);
    ASSERT_TRUE(is_long(found));
    auto draft = begun(found, {}, std::nullopt, {});
    draft.counting = "stock";
    draft.smallest = "five";
    draft.looked_at = {"yes"};
    EXPECT_THAT(draft.take, IsEmpty());
    EXPECT_THAT(fields_of(goals_of(found, draft, {}, "f")), ElementsAre("take"));
    draft.take = {"2"};
    const auto goals = goals_of(found, draft, {}, "f");
    ASSERT_TRUE(goals);
    EXPECT_FALSE((*goals)[0].is_taken());
    EXPECT_EQ((*goals)[1].made.value().title, "Measure 1");
    EXPECT_EQ((*goals)[1].made.value().better, Direction::neither);
}

}  // namespace
}  // namespace touchstone::measures
