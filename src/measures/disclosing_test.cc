#include "measures/disclosing.h"

#include <algorithm>
#include <array>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "measures/entered_in_tests.h"

namespace touchstone::measures {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

Observation quotient(double numerator, double denominator) {
    return {.period = {}, .state = FigureState::value, .value = {}, .numerator = numerator, .denominator = denominator};
}

Whose group(const std::string& people) { return {{}, "", "", people}; }
Whose service(const std::string& id, const std::string& people = "") { return {OrganisationId{id}, "", "", people}; }
const Whose everybody;

constexpr auto told = Telling::told, small = Telling::small, beside = Telling::beside;

TEST(SmallNumbers, are_withheld_as_far_as_the_measure_says) {
    EXPECT_FALSE(is_small(share(), quotient(50, 100)));
    EXPECT_TRUE(is_small(share(), quotient(4, 100)));
    EXPECT_TRUE(is_small(share(), quotient(96, 100))) << "four are told by what is left";
    EXPECT_TRUE(is_small(share(), quotient(0, 100)));
    EXPECT_TRUE(is_small(share(), quotient(100, 100)));
    EXPECT_FALSE(is_small(share(Smallest::five, true), quotient(0, 100)));
    EXPECT_FALSE(is_small(share(Smallest::five, true), quotient(100, 100)));
    EXPECT_TRUE(is_small(share(Smallest::five, true), quotient(0, 9))) << "all of so few";
    EXPECT_TRUE(is_small(share(Smallest::five, true), quotient(0, 4)));
    EXPECT_FALSE(is_small(share(Smallest::as_published), quotient(4, 100)));
    Definition count;
    count.smallest = Smallest::ten;
    const auto number = [](double value) {
        return Observation{.period = {}, .state = FigureState::value, .value = value, .numerator = {}, .denominator = {}};
    };
    EXPECT_TRUE(is_small(count, number(9)));
    EXPECT_TRUE(is_small(count, number(0)));
    EXPECT_FALSE(is_small(count, number(10)));
}

TEST(Groups, that_make_up_everybody_hide_one_another) {
    Entered it;
    EXPECT_THAT(it.enter({{everybody, "2025; 60; 100"}, {group("Boys"), "2025; 40; 60"}, {group("Girls"), "2025; 20; 40"}}), Each(told));
    Entered few;
    EXPECT_THAT(few.enter({{everybody, "2025; 43; 100"}, {group("Boys"), "2025; 40; 60"}, {group("Girls"), "2025; 3; 40"}}),
                ElementsAre(told, beside, small));
}

TEST(Groups, leave_no_few_beside_them) {
    Entered it;
    EXPECT_THAT(it.enter({{everybody, "2025; 50; 100"}}), ElementsAre(told));
    EXPECT_THAT(it.enter({{group("Boys"), "2025; 47; 60"}}), ElementsAre(beside));
    EXPECT_EQ(it.against(), (Against{"//", it.all().front().figure.period})) << "everybody was told before";
    Entered other;
    EXPECT_THAT(other.enter({{group("Boys"), "2025; 47; 60"}}), ElementsAre(told));
    EXPECT_THAT(other.enter({{everybody, "2025; 50; 100"}}), ElementsAre(beside));
}

TEST(Groups, of_which_one_is_small_hide_another_though_others_overlap) {
    Entered it;
    const auto became = it.enter({{everybody, "2025; 150; 500"},
                                  {group("SIMD 1"), "2025; 3; 100"},
                                  {group("SIMD 2"), "2025; 40; 100"},
                                  {group("SIMD 3"), "2025; 30; 100"},
                                  {group("SIMD 4"), "2025; 50; 100"},
                                  {group("SIMD 5"), "2025; 27; 100"},
                                  {group("Looked after"), "2025; 20; 60"}});
    EXPECT_THAT(became, ElementsAre(told, small, told, told, told, beside, told));
}

TEST(Services, hide_one_another_beside_their_total) {
    Entered it;
    EXPECT_THAT(it.enter({{everybody, "2025; 70; 150"}, {service("a"), "2025; 20; 50"}, {service("b"), "2025; 47; 60"}}),
                ElementsAre(told, beside, told))
        << "three are left beside both";
    Entered areas;
    EXPECT_THAT(areas.enter({{{{}, "S92000003", "Scotland", ""}, "2025; 63; 200"},
                             {{{}, "S12000005", "Clackmannanshire", ""}, "2025; 3; 60"},
                             {{{}, "S12000047", "Fife", ""}, "2025; 60; 140"}}),
                ElementsAre(told, small, beside));
}

TEST(Crossing, figures_wait_until_all_of_them_are_there) {
    Entered it;
    it.enter({{everybody, "2025; 100; 300"}, {service("a"), "2025; 40; 150"}, {service("b"), "2025; 60; 150"}});
    it.enter({{group("Boys"), "2025; 45; 150"}, {group("Girls"), "2025; 55; 150"}});
    EXPECT_THAT(it.enter({{service("a", "Boys"), "2025; 20; 75"}}), ElementsAre(Telling::waiting));
    EXPECT_THAT(it.enter({{service("a", "Girls"), "2025; 20; 75"}}), ElementsAre(Telling::waiting));
    EXPECT_THAT(it.enter({{service("b", "Boys"), "2025; 25; 75"}}), ElementsAre(Telling::waiting));
    EXPECT_THAT(it.enter({{service("b", "Girls"), "2025; 35; 75"}}), ElementsAre(told));
    for (const auto& entry : it.all()) EXPECT_EQ(entry.telling, told) << entry.series << ": all are there, and none is small";
    EXPECT_THAT(it.enter({{service("c"), "2025; 30; 60"}}), ElementsAre(Telling::waiting)) << "its groups are not there";
}

TEST(Years, hide_a_month_that_is_small) {
    Definition count;
    count.smallest = Smallest::five;
    Entered it(count);
    EXPECT_THAT(it.enter({{everybody, "2025; 40"}}), ElementsAre(told));
    EXPECT_THAT(it.enter({{everybody, "2025-Q1; 12\n2025-Q2; 3\n2025-Q3; 10\n2025-Q4; 15"}}), ElementsAre(told, small, beside, told));
    count.counting = Counting::stock;
    Entered stock(count);
    EXPECT_THAT(stock.enter({{everybody, "2025; 40"}, {everybody, "2025-Q1; 37\n2025-Q2; 38"}}), Each(told)) << "a stock does not add up";
}

TEST(Corrections, by_a_few_are_withheld) {
    Entered it;
    EXPECT_THAT(it.enter({{everybody, "2025; 50; 100"}}), ElementsAre(told));
    EXPECT_THAT(it.enter({{everybody, "2025; 52; 100"}}), ElementsAre(beside));
    EXPECT_EQ(it.against(), (Against{"//", it.all().front().figure.period}));
    EXPECT_THAT(it.enter({{everybody, "2025; 60; 120"}}), ElementsAre(told));
    EXPECT_THAT(it.enter({{everybody, "2025; 50; 100"}}), ElementsAre(told)) << "that was told already";
}

TEST(Corrections, do_not_give_away_what_was_withheld_before_them) {
    Entered it;
    EXPECT_THAT(
        it.enter({{everybody, "2025; 100; 200"}, {group("A"), "2025; 57; 100"}, {group("B"), "2025; 40; 50"}, {group("C"), "2025; 3; 50"}}),
        ElementsAre(told, told, beside, small));
    EXPECT_THAT(it.enter({{everybody, "2025; 120; 220"}, {group("A"), "2025; 77; 120"}}), Each(told));
    EXPECT_THAT(it.enter({{group("B"), "2025; *"}}), ElementsAre(told)) << "there is no number in it";
    EXPECT_THAT(it.enter({{group("B"), "2025; 40; 50"}}), ElementsAre(beside)) << "with A and everybody of before";
}

TEST(Results, alone_go_with_their_counts) {
    Entered it;
    EXPECT_THAT(it.enter({{everybody, "2025; 3; 10"}}), ElementsAre(small));
    EXPECT_THAT(it.enter({{everybody, "2025; 30"}}), ElementsAre(beside));
    EXPECT_THAT(it.enter({{everybody, "2026; 30"}}), ElementsAre(told));
}

TEST(Published, figures_are_told_as_they_are) {
    Entered it(share(Smallest::as_published));
    EXPECT_THAT(it.enter({{everybody, "2025; 4; 100"}, {group("Boys"), "2025; 1; 3"}}), Each(told));
}

std::vector<Whose> touched(const Entered& it) {
    std::vector<Whose> all;
    for (const auto& entry : it.all()) all.push_back(entry.whose);
    return all;
}

const std::string every_year = "2020; 40; 200\n2021; 40; 200\n2022; 40; 200\n2023; 40; 200\n2024; 40; 200\n2025; 40; 200";

TEST(Pooled, are_as_few_periods_of_a_group_as_may_be_told) {
    Entered it;
    it.enter({{everybody, every_year}, {group("Carers"), "2023; 9; 20\n2024; 2; 20\n2025; 3; 20"}});
    const auto sums = pooled(it.definition(), it.all(), touched(it));
    ASSERT_EQ(sums.size(), 2U);
    EXPECT_EQ(sums[0].whose.people, "Carers");
    EXPECT_EQ(sums[0].figure.numerator, 5);
    EXPECT_EQ(sums[0].figure.denominator, 40);
    EXPECT_EQ(iso(sums[0].figure.period.first), "2024-01-01");
    EXPECT_EQ(sums[1].figure.numerator, 80);
    EXPECT_THAT((std::vector{sums[0].telling, sums[1].telling}), Each(told));
    EXPECT_TRUE(pooled(it.definition(), it.all(), {service("a")}).empty()) << "nothing was entered there";
}

TEST(Pooled, give_nothing_away_by_what_is_told_of_single_periods) {
    Entered it;  // 11 of 40 less the 8 of 20 that are told would be the 3 of 20 that are not
    it.enter({{everybody, every_year}, {group("Carers"), "2024; 8; 20\n2025; 3; 20"}});
    EXPECT_TRUE(pooled(it.definition(), it.all(), touched(it)).empty());
    Entered longer;
    longer.enter({{everybody, every_year}, {group("Carers"), "2023; 2; 20\n2024; 8; 20\n2025; 3; 20"}});
    const auto sums = pooled(longer.definition(), longer.all(), touched(longer));
    ASSERT_EQ(sums.size(), 2U);
    EXPECT_EQ(iso(sums[0].figure.period.first), "2023-01-01");
    EXPECT_EQ(sums[0].figure.numerator, 13);
}

TEST(Pooled, are_five_years_at_most_and_nothing_of_a_stock) {
    Entered it(share(Smallest::ten));
    it.enter({{everybody, every_year}, {group("Carers"), "2020; 9; 20\n2021; 1; 20\n2022; 2; 20\n2023; 2; 20\n2024; 2; 20\n2025; 2; 20"}});
    EXPECT_TRUE(pooled(it.definition(), it.all(), touched(it)).empty());
    auto definition = share();
    definition.counting = Counting::stock;
    Entered stock(definition);
    stock.enter({{everybody, every_year}, {group("Carers"), "2024; 2; 20\n2025; 3; 20"}});
    EXPECT_TRUE(pooled(stock.definition(), stock.all(), touched(stock)).empty());
}

TEST(Figures, without_small_numbers_are_all_told) {
    std::mt19937_64 random(7);
    const auto of = [&](int from, int below) { return from + static_cast<int>(random() % static_cast<unsigned>(below - from)); };
    for (int i = 0; i < 50; ++i) {
        Entered it;
        std::vector<std::pair<Whose, std::string>> lines;
        std::array<int, 2> all{};
        for (const auto* people : {"Boys", "Girls", "Not known"}) {
            const int one = of(5, 40), rest = of(5, 40);
            all[0] += one;
            all[1] += one + rest;
            lines.emplace_back(group(people), "2025; " + std::to_string(one) + "; " + std::to_string(one + rest));
        }
        lines.emplace_back(everybody, "2025; " + std::to_string(all[0]) + "; " + std::to_string(all[1]));
        EXPECT_THAT(it.enter(lines), Each(told));
    }
}

}  // namespace
}  // namespace touchstone::measures
