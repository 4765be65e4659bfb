#include <gtest/gtest.h>

#include "conclusions/measured.h"

namespace touchstone::conclusions {

namespace {

frameworks::Framework framework() {
    frameworks::Framework made;
    made.quantity_words = {{"all", 100, 100, false, false, {"at"}, {}},
                           {"almost all", 90, 100, true, true},
                           {"most", 75, 90, false, false, {"the", "our"}, {"*ive", "recent"}},
                           {"vast majority", 75, 90},
                           {"majority", 50, 75, false, true},
                           {"half", 49, 51},
                           {"less than half", 15, 50, true, true},
                           {"minority", 15, 50, true, true},
                           {"a few", 0, 15, true, false},
                           {"very few", 0, 5, true, false},
                           {"none", 0, 0}};
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
                 {999'999, 1'000'000, {"almost all"}},
                 {901, 1000, {"almost all"}},
                 {90, 100, {"most", "vast majority"}},
                 {75, 100, {"most", "vast majority"}},
                 {749, 1000, {"majority"}},
                 {51, 100, {"majority", "half"}},
                 {50, 100, {"majority", "half"}},
                 {499, 1000, {"half", "less than half", "minority"}},
                 {489, 1000, {"less than half", "minority"}},
                 {151, 1000, {"less than half", "minority"}},
                 {15, 100, {"a few"}},
                 {5, 100, {"a few", "very few"}},
                 {1, 100'000, {"a few", "very few"}},
                 {0, 100, {"none"}}};
    for (const auto& one : cases) EXPECT_EQ(words_for(known, of(one.counted, one.total)), one.words) << one.counted << " of " << one.total;
}

TEST(Proportion, every_share_has_a_word) {
    for (int share = 0; share <= 10'000; ++share) EXPECT_FALSE(words_for(framework(), of(share, 10'000)).empty()) << share;
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

TEST(Proportion, leaves_alone_what_is_no_quantity) {
    const auto words = [](const std::string& text) {
        std::vector<std::string> found;
        for (const auto& said : quantity_words_in(framework(), text)) found.push_back(said.word);
        return found;
    };
    EXPECT_EQ(words("The most effective teams share plans. Most effective practice is shared. Our most recent survey says so. Not at all."),
              std::vector<std::string>{});
    EXPECT_EQ(words("The vast majority came. “Most” stayed—all of them."), (std::vector<std::string>{"vast majority", "most", "all"}));
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

TEST(Figures, are_read_off_a_measure_or_stay_with_one_that_is_not_there) {
    const Date today = *date_from("2026-11-23"), day = *date_from("2026-10-31");
    const Measured measured{measures::MeasureId{"m"}, "Attendance", Count{450, 500, day}};
    Figure fresh;
    const FigureDraft draft{"Children there", "", "", "", 0, "m"};
    const auto read = count_up(fresh, draft, today, measured);
    ASSERT_TRUE(read);
    EXPECT_EQ(count_of(*read), (Count{450, 500, day}));
    EXPECT_EQ(read->read_from, measured.measure);
    EXPECT_EQ(count_up(fresh, draft, today).error().front().field, "read_from") << "it is not there for whoever writes";
    EXPECT_EQ(count_up(fresh, draft, today, Measured{measured.measure, "Attendance", {}}).error().front().field, "read_from");
    const auto kept = count_up(*read, {"Other words", "1", "2", "2026-01-01", 1, ""}, today);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->read_from, measured.measure);
    EXPECT_EQ(count_of(*kept), (Count{450, 500, day}));
    EXPECT_EQ(kept->words, "Other words");
    const auto taken_off = count_up(*read, {"Words", "1", "2", "2026-01-01", 1, ""}, today, measured);
    ASSERT_TRUE(taken_off);
    EXPECT_TRUE(taken_off->read_from.is_empty());
    EXPECT_EQ(taken_off->counted, 1);
}

measures::Observation share(const char* month, std::optional<double> value, std::optional<double> numerator = {},
                            std::optional<double> denominator = {}) {
    const Date first = *date_from(std::string(month) + "-01"), last = *date_from(std::string(month) + "-28");
    const bool is_there = value || numerator;
    return {.period = {measures::PeriodKind::month, first, last},
            .state = is_there ? measures::FigureState::value : measures::FigureState::withheld,
            .value = value,
            .numerator = numerator,
            .denominator = denominator};
}

TEST(Figures, have_the_counts_of_the_latest_share_that_may_be_shown) {
    measures::Definition definition;
    definition.unit = measures::Unit::per_cent;
    EXPECT_EQ(latest_count(definition, {}), std::nullopt);
    EXPECT_EQ(latest_count(definition, {share("2026-01", {}, 450, 500), share("2026-02", {})}),
              (Count{450, 500, *date_from("2026-01-28")}));
    EXPECT_EQ(latest_count(definition, {share("2026-01", 88.4)})->counted, 88'400);
    EXPECT_EQ(latest_count(definition, {share("2026-01", 99.99999)})->counted, share_only - 1) << "not all of them";
    EXPECT_EQ(latest_count(definition, {share("2026-01", 0.00001)})->counted, 1) << "not none of them";
    EXPECT_EQ(latest_count(definition, {share("2026-01", 100)})->counted, share_only);
    EXPECT_EQ(latest_count(definition, {share("2026-01", 104)}), std::nullopt) << "no part of a whole";
    definition.unit = measures::Unit::number;
    EXPECT_EQ(latest_count(definition, {share("2026-01", 12)}), std::nullopt);
}

}  // namespace
}  // namespace touchstone::conclusions
