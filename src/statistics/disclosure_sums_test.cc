#include "statistics/disclosure_sums.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Rules hidden_zeros;
const Rules shown_zeros{5, true};

Told told(std::vector<Count> counts) { return {.counts = std::move(counts)}; }
Told fresh(std::vector<Count> counts) { return {.counts = std::move(counts), .is_withheld = false, .is_new = true}; }
Told few(std::vector<Count> counts) {
    Told it{.counts = std::move(counts), .is_withheld = true};
    for (const auto count : it.counts) it.secrets.push_back(count < 5);
    return it;
}
std::vector<std::size_t> places(const std::vector<Held>& held) {
    std::vector<std::size_t> all;
    for (const auto& it : held) all.push_back(it.figure);
    return all;
}

// [[3, 20], [15, 30]], the totals of its rows and columns, and their total.
const std::vector<Sum> square{{4, {0, 1}}, {5, {2, 3}}, {6, {0, 2}}, {7, {1, 3}}, {8, {4, 5}}, {8, {6, 7}}};
std::vector<Told> square_of(const std::vector<Count>& counts) {
    std::vector<Told> figures;
    for (const auto count : counts) figures.push_back(count < 5 ? few({count}) : fresh({count}));
    return figures;
}

TEST(Sums, are_told_whole_where_nothing_is_small) {
    EXPECT_THAT(withhold({fresh({60}), fresh({20}), fresh({40})}, {{0, {1, 2}}}, hidden_zeros), IsEmpty());
    EXPECT_THAT(withhold(square_of({13, 20, 15, 30, 33, 45, 28, 50, 78}), square, hidden_zeros), IsEmpty());
}

TEST(Sums, withhold_the_smallest_other_part) {  // [3, 7, 10 | 20]
    EXPECT_EQ(withhold({fresh({20}), few({3}), fresh({7}), fresh({10})}, {{0, {1, 2, 3}}}, hidden_zeros), (std::vector<Held>{{2, {}}}));
}

TEST(Sums, that_cross_need_a_cycle_and_no_total) {
    EXPECT_THAT(places(withhold(square_of({3, 20, 15, 30, 23, 45, 18, 50, 68}), square, hidden_zeros)), ElementsAre(1, 2, 3));
}

TEST(Sums, keep_what_the_parts_leave) {
    EXPECT_EQ(withhold({told({100, 50}), fresh({97, 20})}, {{0, {1}}}, hidden_zeros), (std::vector<Held>{{1, 0}})) << "three are left";
    EXPECT_EQ(withhold({fresh({100, 50}), told({97, 20})}, {{0, {1}}}, hidden_zeros), (std::vector<Held>{{0, 1}})) << "either way round";
    EXPECT_THAT(withhold({told({100, 50}), fresh({90, 20})}, {{0, {1}}}, hidden_zeros), IsEmpty());
}

TEST(Sums, tell_of_nobody_only_where_zeros_are_shown) {
    const std::vector<Told> figures{told({10, 20}), fresh({10, 12})};
    EXPECT_THAT(places(withhold(figures, {{0, {1}}}, hidden_zeros)), ElementsAre(1));
    EXPECT_THAT(withhold(figures, {{0, {1}}}, shown_zeros), IsEmpty());
    EXPECT_THAT(withhold({told({10, 20}), fresh({10, 20})}, {{0, {1}}}, hidden_zeros), IsEmpty()) << "there is nobody else";
}

TEST(Sums, that_do_not_add_up_are_none) {
    EXPECT_THAT(withhold({told({20}), few({3}), fresh({30})}, {{0, {1, 2}}}, hidden_zeros), IsEmpty());
    EXPECT_THAT(places(withhold({told({20}), few({3}), fresh({19})}, {{0, {1, 2}}}, hidden_zeros)), ElementsAre(2))
        << "by a slip they nearly do";
}

TEST(Sums, that_were_told_stay_told_and_nothing_else_is_withheld_for_them) {
    EXPECT_THAT(withhold({told({20}), few({3}), told({17}), fresh({40})}, {{0, {1, 2}}}, hidden_zeros), IsEmpty());
    EXPECT_THAT(leaks({told({20}), few({3}), told({17})}, {{0, {1, 2}}}, hidden_zeros), ElementsAre(Leak{false, 1, 0}));
}

TEST(Sums, of_few_in_all_are_no_cover) {
    // Of the 4 that are left beside 16 nobody may know, though two parts are withheld.
    const std::vector<Told> figures{told({20}), few({1}), few({3}), told({16})};
    EXPECT_THAT(leaks(figures, {{0, {1, 2, 3}}}, hidden_zeros), SizeIs(2));
}

TEST(Sums, name_places_that_are_there) {
    EXPECT_THROW((void)withhold({told({1})}, {{0, {1}}}, hidden_zeros), std::invalid_argument);
    EXPECT_THROW((void)leaks({told({1})}, {{1, {0}}}, hidden_zeros), std::invalid_argument);
    EXPECT_THROW((void)leaks({}, {}, {.k = 1, .zeros_shown = false}), std::invalid_argument);
}

}  // namespace
}  // namespace touchstone::statistics
