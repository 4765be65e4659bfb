#include "conclusions/proportion.h"

#include <gtest/gtest.h>

namespace touchstone::conclusions {

namespace {

frameworks::Framework framework() {
    frameworks::Framework made;
    made.quantity_words = {{"all", 100, 100},          {"almost all", 91, 99}, {"most", 75, 90}, {"majority", 50, 74},
                           {"less than half", 15, 49}, {"minority", 15, 49},   {"a few", 0, 14}};
    return made;
}

Figure of(int counted, int total) {
    Figure figure;
    figure.counted = counted;
    figure.total = total;
    return figure;
}

TEST(Proportion, rounds_to_whole_per_cent_and_keeps_all_and_none_exact) {
    EXPECT_EQ(per_cent(0, 7), 0);
    EXPECT_EQ(per_cent(7, 7), 100);
    EXPECT_EQ(per_cent(999, 1000), 99);
    EXPECT_EQ(per_cent(1, 1000), 1);
    EXPECT_EQ(per_cent(149, 200), 75);  // 74.5
    EXPECT_EQ(per_cent(744, 1000), 74);
    EXPECT_EQ(per_cent(99'999'999, 100'000'000), 99);
}

TEST(Proportion, knows_which_words_a_figure_supports) {
    const auto known = framework();
    const struct {
        int counted, total;
        std::vector<std::string> words;
    } cases[] = {{10, 10, {"all"}},
                 {91, 100, {"almost all"}},
                 {90, 100, {"most"}},
                 {905, 1000, {"almost all"}},
                 {75, 100, {"most"}},
                 {74, 100, {"majority"}},
                 {50, 100, {"majority"}},
                 {49, 100, {"less than half", "minority"}},
                 {15, 100, {"less than half", "minority"}},
                 {14, 100, {"a few"}},
                 {0, 100, {"a few"}}};
    for (const auto& one : cases) EXPECT_EQ(words_for(known, of(one.counted, one.total)), one.words) << one.counted << " of " << one.total;
}

TEST(Proportion, every_whole_per_cent_has_a_word) {
    for (int share = 0; share <= 100; ++share) EXPECT_FALSE(words_for(framework(), of(share, 100)).empty()) << share;
}

TEST(Proportion, finds_the_longest_word_where_it_stands_and_none_within_others) {
    const auto said = quantity_words_in(
        framework(), "Almost all parents agree. Overall, most of them came.\nThe mosting is small! A few stayed, all of 2.5% of them.");
    const std::vector<Said> expected{{"almost all", "Almost all parents agree."},
                                     {"most", "Overall, most of them came."},
                                     {"a few", "A few stayed, all of 2.5% of them."},
                                     {"all", "A few stayed, all of 2.5% of them."}};
    EXPECT_EQ(said, expected);
    EXPECT_TRUE(quantity_words_in(framework(), "").empty());
    EXPECT_TRUE(quantity_words_in(framework(), "Uamhà allà").empty());
}

TEST(Proportion, flags_a_word_as_soon_as_its_figure_no_longer_supports_it) {
    const auto known = framework();
    const Tie tie{{}, "question_1", {"most", "Most agree."}, {}};
    const auto good = of(80, 100), bad = of(60, 100);
    EXPECT_EQ(state_of(known, tie, "Most agree. Few do not.", &good), TieState::supported);
    EXPECT_EQ(state_of(known, tie, "Most agree.", &bad), TieState::not_supported);
    EXPECT_EQ(state_of(known, tie, "Many agree.", &good), TieState::sentence_gone);
    EXPECT_EQ(state_of(known, tie, "Most agree.", nullptr), TieState::figure_gone);
}

TEST(Proportion, says_everything_that_is_wrong_with_a_figure) {
    const auto today = Date{std::chrono::year{2026} / 11 / 23};
    EXPECT_EQ(count_up({}, {"parents", "7", "9", "2026-11-01", 0}, today)->counted, 7);
    EXPECT_EQ(count_up({}, {"", "-1", "0", "31", 0}, today).error().size(), 4u);
    EXPECT_EQ(count_up({}, {"parents", "10", "9", "2026-11-24", 0}, today).error(),
              (Problems{{"counted", "evaluations.figure.more_than_all"}, {"as_of", "evaluations.figure.in_the_future"}}));
    EXPECT_FALSE(count_up({}, {"parents", "1e3", "2000000000", "2026-11-01", 0}, today));
}

}  // namespace
}  // namespace touchstone::conclusions
