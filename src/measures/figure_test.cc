#include "measures/figure.h"

#include <string>

#include <gtest/gtest.h>

namespace touchstone::measures {
namespace {

double number(const char* cell) {
    const auto read = read_figure(cell);
    EXPECT_TRUE(read && read->state == FigureState::value) << cell;
    return read ? read->number : 0;
}

TEST(Figures, are_numbers_as_tables_write_them) {
    EXPECT_EQ(number("472"), 472);
    EXPECT_EQ(number(" 97.2 "), 97.2);
    EXPECT_EQ(number("9.72E1"), 97.2);
    EXPECT_EQ(number("-3"), -3);
    EXPECT_EQ(number("\xE2\x88\x92"
                     "3"),
              -3);
    EXPECT_EQ(number("+3"), 3);
    EXPECT_EQ(number("1,234"), 1'234);
    EXPECT_EQ(number("1,234,567.5"), 1'234'567.5);
    EXPECT_EQ(number("1 234"), 1'234);
    EXPECT_EQ(number("1\xC2\xA0"
                     "234"),
              1'234);
    EXPECT_EQ(number("88.4%"), 88.4);
    EXPECT_EQ(number("88.4 %"), 88.4);
    EXPECT_EQ(number("\xC2\xA3"
                     "1,200"),
              1'200);
    EXPECT_EQ(number("0"), 0);
    EXPECT_EQ(read_figure("88%")->sign, Sign::per_cent);
    EXPECT_EQ(read_figure("-\xC2\xA3"
                          "5")
                  ->number,
              -5);
    EXPECT_EQ(read_figure("-\xC2\xA3"
                          "5")
                  ->sign,
              Sign::pounds);
}

TEST(Figures, are_withheld_or_missing_by_their_marks) {
    for (const auto* cell : {"", " ", "*", "c", "[c]", "[x]", "C"}) EXPECT_EQ(read_figure(cell)->state, FigureState::withheld) << cell;
    for (const auto* cell : {"NA", "N/A", "n/a", "..", "-", ":", "\xE2\x80\x93"})
        EXPECT_EQ(read_figure(cell)->state, FigureState::missing) << cell;
}

TEST(Figures, that_are_none_are_refused) {
    for (const auto* cell : {"abc", "nan",   "inf",  "1,23", "12,34,567", "1,2345",   ",123", "3,5", "1 23",       "5 of 9",
                             "(5)", "1.2.3", "0x10", "+-5",  "%",         "\xC2\xA3", "e",    "1e",  "2026-05-31", "S12000005"}) {
        const auto read = read_figure(cell);
        ASSERT_FALSE(read) << cell;
        EXPECT_STREQ(read.error(), "measures.row.not_a_number") << cell;
    }
    EXPECT_STREQ(read_figure("1e16").error(), "measures.row.too_large");
    EXPECT_STREQ(read_figure("1e999").error(), "measures.row.too_large");
    EXPECT_FALSE(read_figure(std::string(100, '1')));
}

}  // namespace
}  // namespace touchstone::measures
