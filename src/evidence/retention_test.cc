#include "evidence/retention.h"

#include <gtest/gtest.h>

namespace touchstone::evidence {
namespace {

std::string due_before(int years, std::string_view now) {
    return iso(due_before(RetentionRule{RetentionClass::evaluation, years, 0}, instant_from(now).value()));
}

TEST(DueBefore, is_the_beginning_of_a_day_there) {
    EXPECT_EQ(due_before(10, "2026-12-01T12:00:00.000Z"), "2016-12-01T00:00:00.000Z");
    EXPECT_EQ(due_before(10, "2026-07-01T12:00:00.000Z"), "2016-06-30T23:00:00.000Z") << "in summer time";
    EXPECT_EQ(due_before(10, "2026-06-30T23:30:00.000Z"), "2016-06-30T23:00:00.000Z") << "there it is the first of July already";
    EXPECT_EQ(due_before(1, "2029-02-28T12:00:00.000Z"), "2028-02-28T00:00:00.000Z");
    EXPECT_EQ(due_before(1, "2028-02-29T12:00:00.000Z"), "2027-02-28T00:00:00.000Z") << "a year without that day";
}

TEST(GoesOn, is_the_day_after_its_years) {
    const auto goes = [](int years, const char* since) { return iso(goes_on({RetentionClass::talk, years, 0}, *date_from(since))); };
    EXPECT_EQ(goes(2, "2026-12-01"), "2028-12-02");
    EXPECT_EQ(goes(1, "2028-02-29"), "2029-03-01");
    EXPECT_TRUE(goes_by_itself(RetentionClass::wave) && goes_by_itself(RetentionClass::comment));
    EXPECT_FALSE(goes_by_itself(RetentionClass::evaluation) || goes_by_itself(RetentionClass::evidence));
    EXPECT_EQ(rule_of({{RetentionClass::talk, 5, 1}}, RetentionClass::talk).years, 5);
    EXPECT_EQ(rule_of({{RetentionClass::talk, 5, 1}}, RetentionClass::wave).years, 2) << "none was set";
}

TEST(DueBefore, holds_where_the_clocks_change) {
    EXPECT_EQ(due_before(1, "2027-03-28T12:00:00.000Z"), "2026-03-28T00:00:00.000Z");
    EXPECT_EQ(due_before(1, "2027-03-29T12:00:00.000Z"), "2026-03-29T00:00:00.000Z") << "the day on which clocks go forward";
    EXPECT_EQ(due_before(1, "2027-03-30T12:00:00.000Z"), "2026-03-29T23:00:00.000Z");
    EXPECT_EQ(due_before(1, "2027-10-25T12:00:00.000Z"), "2026-10-24T23:00:00.000Z") << "the day on which they go back";
    EXPECT_EQ(due_before(1, "2027-10-26T12:00:00.000Z"), "2026-10-26T00:00:00.000Z");
}

}  // namespace
}  // namespace touchstone::evidence
