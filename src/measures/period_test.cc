#include "measures/period.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::measures {
namespace {

// "kind text first last", and "?" where there is a doubt; empty for what is no period.
std::string said(const std::string& spelling, const PeriodRules& rules = {}) {
    const auto read = read_period(spelling, rules);
    if (!read) return {};
    const auto& period = read->period;
    return name_in(period_kinds(), period.kind) + " " + text_of(period) + " " + iso(period.first) + " " + iso(period.last) +
           (read->doubt == Doubt::none ? "" : " ?");
}

Doubt doubt_of(const std::string& spelling, const PeriodRules& rules = {}) { return read_period(spelling, rules).value().doubt; }

const std::string financial = "financial_year 2015-16 2015-04-01 2016-03-31", academic = "academic_year 2016-17 2016-08-01 2017-07-31",
                  may = "month 2026-05 2026-05-01 2026-05-31", quarter = "quarter 2026-Q2 2026-04-01 2026-06-30",
                  day = "day 2026-05-31 2026-05-31 2026-05-31", year = "year 2001 2001-01-01 2001-12-31";

TEST(Periods, are_read_in_every_spelling_that_means_one_thing) {
    for (const auto* spelling : {"2001", "Year 2001", "calendar year 2001", " 2001", "http://reference.data.gov.uk/id/year/2001",
                                 "http://reference.data.gov.uk/id/gregorian-year/2001", "year ending 31 December 2001",
                                 "http://reference.data.gov.uk/id/gregorian-interval/2001-01-01T00:00:00/P1Y"})
        EXPECT_EQ(said(spelling), year) << spelling;
    for (const auto* spelling : {"http://reference.data.gov.uk/id/government-year/2015-2016", "Financial year 2015-16", "FY 2015/16",
                                 "FY2015/2016", "financial year 2015/16", "year ending 31 March 2016", "Year to 31/03/2016",
                                 "http://reference.data.gov.uk/id/gregorian-interval/2015-04-01T00:00:00/P1Y"})
        EXPECT_EQ(said(spelling), financial) << spelling;
    for (const auto* spelling : {"Academic year 2016-17", "academic year 2016/2017", "Academic year 2016–17", "year ended 31 July 2017"})
        EXPECT_EQ(said(spelling), academic) << spelling;
    EXPECT_EQ(said("School year 2016/17"), "school_year 2016-17 2016-08-01 2017-07-31");
    for (const auto* spelling :
         {"2026-05", "May 2026", "2026 May", "may-2026", "2026M05", "202605", "http://reference.data.gov.uk/id/month/2026-05"})
        EXPECT_EQ(said(spelling), may) << spelling;
    for (const auto* spelling : {"2026 Q2", "Q2 2026", "2026-Q2", "2026Q2", "Quarter 2 2026"})
        EXPECT_EQ(said(spelling), quarter + " ?") << spelling;
    for (const auto* spelling : {"http://reference.data.gov.uk/id/quarter/2026-Q2", "Q1 2026-27", "2026/27 Q1",
                                 "http://reference.data.gov.uk/id/government-quarter/2026-2027/Q1"})
        EXPECT_EQ(said(spelling), quarter) << spelling;
    for (const auto* spelling : {"2026-05-31", "31/05/2026", "31 May 2026", "31-May-2026", "20260531", "2026-05-31T00:00:00",
                                 "2026-05-31 14:30", "as at 31 May 2026", "http://reference.data.gov.uk/id/day/2026-05-31"})
        EXPECT_EQ(said(spelling), day) << spelling;
    EXPECT_EQ(said("2014-2016"), "years 2014/2016 2014-01-01 2016-12-31");
    EXPECT_EQ(said("Q4 2025/26"), "quarter 2026-Q1 2026-01-01 2026-03-31") << "the last of a financial year";
}

TEST(Periods, that_can_be_meant_in_two_ways_say_so) {
    EXPECT_EQ(doubt_of("2010-11"), Doubt::month_or_years);
    EXPECT_EQ(doubt_of("2010/11"), Doubt::which_years);
    EXPECT_EQ(doubt_of("2012-13"), Doubt::which_years) << "there is no thirteenth month";
    EXPECT_EQ(doubt_of("2010-2011"), Doubt::which_years);
    EXPECT_EQ(doubt_of("01/02/2026"), Doubt::day_or_month_first);
    EXPECT_EQ(doubt_of("02/02/2026"), Doubt::none);
    EXPECT_EQ(doubt_of("13/02/2026"), Doubt::none);
    EXPECT_EQ(doubt_of("May-26"), Doubt::day_or_year);
    EXPECT_EQ(doubt_of("44071"), Doubt::spreadsheet_day);
    EXPECT_EQ(said("44071"), "day 2020-08-28 2020-08-28 2020-08-28 ?");
    EXPECT_EQ(said("2010-11"), "split_year 2010-11 2010-01-01 2011-12-31 ?") << "between its first possible day and its last";
}

TEST(Periods, mean_what_a_person_has_said) {
    const PeriodRules schools{PeriodKind::school_year, false}, months{std::nullopt, true};
    EXPECT_EQ(said("2010-11", schools), "school_year 2010-11 2010-08-01 2011-07-31");
    EXPECT_EQ(said("2010/11", schools), "school_year 2010-11 2010-08-01 2011-07-31");
    EXPECT_EQ(said("2010-11", months), "month 2010-11 2010-11-01 2010-11-30");
    EXPECT_EQ(said("Financial year 2015-16", schools), financial) << "the spelling says more than the rule";
}

TEST(Periods, that_are_none_are_not_read) {
    for (const auto* spelling : {"",
                                 "Scotland",
                                 "2026-13",
                                 "2010/12",
                                 "Q5 2026",
                                 "2026-02-30",
                                 "31/13/2026",
                                 "1899",
                                 "2101",
                                 "9",
                                 "99999",
                                 "Academic year 2016",
                                 "2016-2014",
                                 "2001-2099",
                                 "http://reference.data.gov.uk/id/government-year/2015-2017",
                                 "http://reference.data.gov.uk/id/week/2015-01",
                                 "http://reference.data.gov.uk/id/gregorian-interval/2015-02-01T00:00:00/P1Y",
                                 "q",
                                 "q1",
                                 "may",
                                 "-",
                                 "quarter"})
        EXPECT_EQ(said(spelling), "") << spelling;
    EXPECT_FALSE(read_period(std::string(5'000, '2')));
}

TEST(Periods, stand_in_the_order_of_time) {
    std::vector<Period> periods;
    for (const auto* spelling : {"2026-05", "FY 2025/26", "2025", "2026-05-31", "Academic year 2025-26", "2026-05-01"})
        periods.push_back(read_period(spelling)->period);
    std::ranges::sort(periods, is_before);
    std::vector<std::string> texts;
    for (const auto& period : periods) texts.push_back(name_in(period_kinds(), period.kind) + " " + text_of(period));
    EXPECT_THAT(texts, ::testing::ElementsAre("year 2025", "financial_year 2025-26", "academic_year 2025-26", "day 2026-05-01",
                                              "month 2026-05", "day 2026-05-31"));
}

TEST(Periods, are_told_from_months_by_their_two_digits) {
    EXPECT_TRUE(dashed("2010-11")->can_be_month && dashed("2010-11")->can_be_years);
    EXPECT_TRUE(!dashed("2012-13")->can_be_month && dashed("2012-13")->can_be_years);
    EXPECT_TRUE(dashed("2010-05")->can_be_month && !dashed("2010-05")->can_be_years);
    EXPECT_FALSE(dashed("2010/11"));
    EXPECT_EQ(years_named_by("Financial year"), PeriodKind::financial_year);
    EXPECT_EQ(years_named_by("AcademicYear"), PeriodKind::academic_year);
    EXPECT_EQ(years_named_by("school_year"), PeriodKind::school_year);
    EXPECT_FALSE(years_named_by("Year"));
}

}  // namespace
}  // namespace touchstone::measures
