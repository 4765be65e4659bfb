#include "measures/observation.h"

#include <gtest/gtest.h>

namespace touchstone::measures {
namespace {

Definition quotient() {
    Definition definition;
    definition.numerator = "Half-days present";
    definition.denominator = "Half-days open";
    definition.unit = Unit::per_cent;
    return definition;
}

std::vector<LineProblem> problems_of(const std::string& text, const Definition& definition) {
    const auto read = read_pasted(text, definition);
    return read ? std::vector<LineProblem>{} : read.error();
}

TEST(Pasted, figures_are_read_with_their_heads_passed_over) {
    const auto read = read_pasted("Month\tPresent\tOpen\n2026-01\t462\t500\n\n2026-02\t455\t496\n", quotient());
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 2U);
    EXPECT_EQ(text_of(read->front().period), "2026-01");
    EXPECT_EQ(read->front().numerator, 462);
    EXPECT_EQ(read->front().denominator, 500);
    EXPECT_DOUBLE_EQ(value_of(quotient(), read->front()).value(), 92.4);
}

TEST(Pasted, figures_may_be_results_alone_withheld_or_missing) {
    const auto read = read_pasted("2024; 91.8\n2025; *\n2026; NA", quotient());
    ASSERT_TRUE(read);
    EXPECT_EQ((*read)[0].value, 91.8);
    EXPECT_EQ((*read)[1].state, FigureState::withheld);
    EXPECT_EQ((*read)[2].state, FigureState::missing);
    EXPECT_EQ(value_of(quotient(), (*read)[1]), std::nullopt);
}

TEST(Pasted, every_line_that_is_wrong_is_named) {
    EXPECT_EQ(problems_of("2026-01; 4; 5\nsoon; 4; 5\n2026-02; many; 5\n2026-01; 4; 6\n2026-03; 7; 5\n2026-04; -1; 5\n2026-05; 1; 2; 3",
                          quotient()),
              (std::vector<LineProblem>{{2, "measures.paste.no_period", "soon"},
                                        {3, "measures.paste.no_number", "many"},
                                        {4, "measures.paste.twice", "2026-01"},
                                        {5, "measures.paste.above_all", "7"},
                                        {6, "measures.paste.below_nothing", "-1"},
                                        {7, "measures.paste.too_many", "3"}}));
    EXPECT_EQ(problems_of(" \n", quotient()), (std::vector<LineProblem>{{0, "measures.paste.nothing", ""}}));
    EXPECT_EQ(problems_of("2026-01; 4; 5", {}), (std::vector<LineProblem>{{1, "measures.paste.too_many", "5"}}));
}

TEST(Pasted, a_year_of_two_is_asked_about_unless_the_measure_says_what_it_is) {
    EXPECT_EQ(problems_of("2025/26; 4", {}).size(), 1U);
    EXPECT_EQ(problems_of("01/02/2026; 4", {}).size(), 1U);
    Definition definition;
    definition.years = PeriodKind::academic_year;
    const auto read = read_pasted("2025/26; 4\n2026/2027; 5", definition);
    ASSERT_TRUE(read);
    EXPECT_EQ(iso(read->front().period.first), "2025-08-01");
    EXPECT_EQ(iso(read->back().period.last), "2027-07-31");
}

TEST(Pasted, numbers_keep_all_their_digits) {
    for (const auto* digits : {"0.1", "92.4", "1234567.25", "9007199254740993", "1e-07"}) {
        const auto number = number_from(digits);
        ASSERT_TRUE(number) << digits;
        EXPECT_EQ(number_from(digits_of(*number)), number) << digits;
    }
    EXPECT_EQ(digits_of(88.4), "88.4");
    EXPECT_EQ(digits_of(1'000'000), "1000000") << "as people write it";
    EXPECT_EQ(number_from(""), std::nullopt);
    EXPECT_EQ(number_from("4 "), std::nullopt);
}

}  // namespace
}  // namespace touchstone::measures
