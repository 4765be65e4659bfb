#include "statistics/series_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::statistics {
namespace {

using ::testing::ElementsAre;

const Wanted either;
const Wanted shares{"period", false, true, true, true};
const Wanted counts{"period", true, false, true, false};

auto read(const std::string& text, const Wanted& wanted) { return read_series(read_csv(text).value().rows, wanted); }

// Of each problem its sentence, row and column.
std::vector<std::string> problems_of(const std::string& text, const Wanted& wanted) {
    const auto series = read(text, wanted);
    std::vector<std::string> said;
    if (series) return said;
    for (const auto& problem : series.error()) {
        const auto of = [&](const char* name) { return problem.values.contains(name) ? " " + problem.values.at(name) : ""; };
        said.push_back(problem.sentence.substr(std::string("statistics.file.").size()) + of("row") + of("column"));
    }
    return said;
}

TEST(SeriesFile, reads_values_and_counts) {
    const auto values = read("period,value\nMay,3.5\nJune,-2\n", either).value();
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(values[1].label, "June");
    EXPECT_EQ(values[1].value, -2);
    const auto parts = read("Denominator,note,PERIOD,Numerator\n20,x,May,5\n", either).value();
    EXPECT_EQ(parts[0].value, 0.25);
    EXPECT_EQ(parts[0].denominator, 20);
}

TEST(SeriesFile, reads_what_other_programs_write) {
    const auto series =
        read("\xEF\xBB\xBFperiod,numerator,denominator\r\n\"May, late\",\"1\",\"4\"\r\n\r\nJune,1e0,4.0\r\n", shares).value();
    ASSERT_EQ(series.size(), 2U);
    EXPECT_EQ(series[0].label, "May, late");
    EXPECT_EQ(series[1].value, 0.25);
}

TEST(SeriesFile, takes_markers_and_zero_denominators_for_missing_points) {
    const auto series = read("period,numerator,denominator\n1,*,9\n2,c,9\n3,[c],9\n4,NA,9\n5,,9\n6,1,*\n7,0,0\n8\n9,1,9\n", shares).value();
    ASSERT_EQ(series.size(), 9U);
    for (std::size_t i = 0; i < 8; ++i) EXPECT_FALSE(series[i].value) << i;
    EXPECT_TRUE(series[8].value);
}

TEST(SeriesFile, names_every_problem_with_its_row_and_column) {
    EXPECT_THAT(problems_of("period,value\nMay,abc\nMay,nan\n,inf\nJuly,1e400\nAugust,2e12\n", either),
                ElementsAre("not_a_number 2 value", "label_twice 3 period", "not_a_number 3 value", "label_missing 4 period",
                            "not_a_number 4 value", "too_large 5 value", "too_large 6 value"));
    EXPECT_THAT(
        problems_of("period,numerator,denominator\n1,5,4\n2,1,-4\n3,-1,4\n4,1.5,4\n5,1,4.5\n6,3,0\n7,5%,1 000\n", shares),
        ElementsAre("above_denominator 2 numerator", "negative 3 denominator", "negative 4 numerator", "not_whole 5 numerator",
                    "not_whole 6 denominator", "above_denominator 7 numerator", "not_a_number 8 numerator", "not_a_number 8 denominator"));
    EXPECT_THAT(problems_of("period,value\n1,-1\n2,1.5\n", counts), ElementsAre("negative 2 value", "not_whole 3 value"));
    EXPECT_THAT(problems_of("period,numerator,denominator\n1,1,-2\n", either), ElementsAre("negative 2 denominator"));
}

TEST(SeriesFile, names_columns_that_are_missing_or_there_twice) {
    EXPECT_THAT(problems_of("month,value\n1,1\n", either), ElementsAre("column_missing 1 period"));
    EXPECT_THAT(problems_of("period\n1\n", either), ElementsAre("column_missing 1 value"));
    EXPECT_THAT(problems_of("period,numerator\n1,1\n", either), ElementsAre("column_missing 1 denominator"));
    EXPECT_THAT(problems_of("period,value\n1,1\n", shares), ElementsAre("column_missing 1 numerator", "column_missing 1 denominator"));
    EXPECT_THAT(problems_of("period,numerator,denominator\n1,1,2\n", counts), ElementsAre("column_missing 1 value"));
    EXPECT_THAT(problems_of("period,value,Value\n1,1,2\n", either), ElementsAre("column_twice 1 value"));
    EXPECT_THAT(problems_of("unit,numerator,denominator\n1,1,2\n", shares), ElementsAre("column_missing 1 period"));
}

TEST(SeriesFile, wants_a_head_and_rows) {
    EXPECT_THAT(problems_of("period,value\n", either), ElementsAre("no_rows"));
    EXPECT_THAT(problems_of("\nperiod,value\n1,2\n", either), ElementsAre("no_head"));
    EXPECT_EQ(read_series({}, either).error().front().sentence, "statistics.file.no_head");
}

}  // namespace
}  // namespace touchstone::statistics
