#include "statistics/agreement_interval.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::statistics {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto no = std::nullopt;

std::optional<double> alpha(const Ratings& ratings) { return krippendorff_alpha(ratings, Metric::ordinal); }
std::optional<double> ac2(const Ratings& ratings) { return gwet_ac(ratings, Weighting::quadratic); }

// cac.raw4raters and cac.raw5obser, as in agreement_test.cc.
const Ratings four_observers{5,
                             {{1, 1, no, 1},
                              {2, 2, 3, 2},
                              {3, 3, 3, 3},
                              {3, 3, 3, 3},
                              {2, 2, 2, 2},
                              {1, 2, 3, 4},
                              {4, 4, 4, 4},
                              {1, 1, 2, 1},
                              {2, 2, 2, 2},
                              {no, 5, 5, 5},
                              {no, no, 1, 1},
                              {no, 3, no, no}}};
const Ratings five_observers{4,
                             {{2, 2, 3, no, 3},
                              {2, 2, 1, 2, no},
                              {3, 4, 4, 4, no},
                              {no, 1, 1, no, 1},
                              {1, 1, 1, no, 1},
                              {1, 1, 1, no, 1},
                              {2, 1, 3, no, 2},
                              {2, no, 3, 1, no},
                              {3, 3, 3, no, 3},
                              {3, 2, 2, 2, no},
                              {no, 2, 1, 1, no},
                              {1, 1, 1, 1, no},
                              {2, 3, 3, 3, no},
                              {4, 4, 3, 3, 4},
                              {2, 2, 2, no, 2}}};

void expect(const std::optional<Interval>& interval, double low, double high, int undefined) {
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, low, 1e-12);
    EXPECT_NEAR(interval->high, high, 1e-12);
    EXPECT_EQ(interval->undefined, undefined);
}

// The expected fractions come from exact arithmetic with a generator written anew from the definition of MT19937-64.
TEST(AgreementInterval, is_equal_on_every_machine) {
    expect(bootstrap(four_observers, alpha, 1000, 2024), 32571327.0 / 71453980, 1, 0);
    expect(bootstrap(four_observers, ac2, 1000, 2024), 16358376.0 / 20888555, 1, 0);
    expect(bootstrap(five_observers, alpha, 1000, 2024), 42972765223.0 / 90513375680, 8950775027677.0 / 9988713321600, 0);
}

TEST(AgreementInterval, counts_and_leaves_out_resamples_that_have_no_value) {
    // A resample that lacks the last item is all one level: one in three, (3/4)^4 = 0.32, does.
    const auto interval = bootstrap({6, {{4, 4}, {4, 4}, {4, 4}, {4, 5}}}, alpha, 200, 7);
    expect(interval, -0.4, 0, 67);
    EXPECT_EQ(interval->resamples, 200);
}

TEST(AgreementInterval, does_not_depend_on_the_order_of_items_or_on_what_nobody_judged) {
    auto other = five_observers;
    std::ranges::reverse(other.by_item);
    other.by_item.insert(other.by_item.begin() + 3, {no, no, no, no, no});
    const auto interval = bootstrap(five_observers, alpha, 300, 5);
    ASSERT_TRUE(interval);
    expect(bootstrap(other, alpha, 300, 5), interval->low, interval->high, interval->undefined);
}

TEST(AgreementInterval, depends_on_the_seed_and_is_wider_for_fewer_items) {
    auto thrice = five_observers;
    for (int copy = 0; copy < 2; ++copy)
        thrice.by_item.insert(thrice.by_item.end(), five_observers.by_item.begin(), five_observers.by_item.end());
    const auto few = bootstrap(five_observers, alpha, 1000, 1);
    const auto many = bootstrap(thrice, alpha, 1000, 1);
    EXPECT_NE(few->low, bootstrap(five_observers, alpha, 1000, 2)->low);
    EXPECT_LT(many->high - many->low, 0.7 * (few->high - few->low));
}

// Two evaluators agree on an item with probability 0.7. Of 300 such studies with 40 items, 95% should have an interval around 0.7:
// 285, give or take three standard errors of 3.8, and a few less because percentile intervals are a little narrow for so few items.
TEST(AgreementInterval, covers_the_true_agreement_about_as_often_as_it_says) {
    std::mt19937_64 random(11);
    int covered = 0;
    for (int study = 0; study < 300; ++study) {
        Ratings ratings{6, {}};
        for (int item = 0; item < 40; ++item) ratings.by_item.push_back({3, random() % 10 < 7 ? 3 : 4});
        const auto interval = bootstrap(ratings, exact_agreement, 300, static_cast<std::uint64_t>(study));
        if (interval->low <= 0.7 && 0.7 <= interval->high) ++covered;
    }
    EXPECT_GE(covered, 270);
    EXPECT_LE(covered, 297);
}

TEST(AgreementInterval, is_absent_without_a_value) {
    EXPECT_FALSE(bootstrap({6, {}}, alpha, 100, 1));
    EXPECT_FALSE(bootstrap({6, {{4, 4}, {4, 4}}}, alpha, 100, 1));
    EXPECT_FALSE(bootstrap(five_observers, alpha, 0, 1));
}

// So many items, each judged by two evaluators who agree, on all six points in turn.
Ratings agreeing(int items) {
    Ratings ratings{6, {}};
    for (int item = 0; item < items; ++item) ratings.by_item.push_back({item % 6 + 1, item % 6 + 1});
    return ratings;
}

const Interval narrow{0.5, 0.9, 1000, 50};

TEST(AgreementCaution, is_not_given_without_reason) {
    EXPECT_THAT(cautions(agreeing(10), narrow), IsEmpty());
    EXPECT_THAT(cautions(agreeing(10), no), IsEmpty());
}

TEST(AgreementCaution, says_nothing_else_when_nothing_is_compared) {
    EXPECT_THAT(cautions({6, {{3, no}}}, no), ElementsAre("evaluations.agreement.nothing_compared"));
}

TEST(AgreementCaution, names_few_items_and_items_judged_by_one) {
    EXPECT_THAT(cautions(agreeing(9), narrow), ElementsAre("evaluations.agreement.few_items"));
    auto ratings = agreeing(9);
    ratings.by_item.push_back({no, no});
    EXPECT_THAT(cautions(ratings, narrow), ElementsAre("evaluations.agreement.few_items"));
    ratings.by_item.push_back({no, 2});
    EXPECT_THAT(cautions(ratings, narrow), ElementsAre("evaluations.agreement.few_items", "evaluations.agreement.judged_alone"));
}

TEST(AgreementCaution, names_one_level_and_mostly_one_level) {
    const auto with_fours = [](int fours) {
        Ratings ratings{6, {}};
        for (int item = 0; item < 10; ++item) ratings.by_item.push_back({item < fours ? 4 : 5, item < fours ? 4 : 5});
        return ratings;
    };
    EXPECT_THAT(cautions(with_fours(7), narrow), IsEmpty());
    EXPECT_THAT(cautions(with_fours(8), narrow), ElementsAre("evaluations.agreement.mostly_one_level"));
    EXPECT_THAT(cautions(with_fours(10), narrow), ElementsAre("evaluations.agreement.one_level"));
    auto with_one_alone = with_fours(10);
    with_one_alone.by_item.push_back({no, 5});  // compared with nothing
    EXPECT_THAT(cautions(with_one_alone, narrow), Contains("evaluations.agreement.one_level"));
}

TEST(AgreementCaution, names_an_interval_that_is_wide_or_lacks_resamples) {
    EXPECT_THAT(cautions(agreeing(10), Interval{0.3, 0.8, 1000, 0}), ElementsAre("evaluations.agreement.wide_interval"));
    EXPECT_THAT(cautions(agreeing(10), Interval{0.7, 0.8, 1000, 51}), ElementsAre("evaluations.agreement.undefined_resamples"));
}

}  // namespace
}  // namespace touchstone::statistics
