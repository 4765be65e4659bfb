// Agreement against published examples, and what must hold for any ratings. The fractions were found by hand-written exact
// arithmetic over all pairs of judgements; the decimals in comments are what was published.
#include "statistics/agreement.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <stdexcept>

#include <gtest/gtest.h>

namespace touchstone::statistics {
namespace {

constexpr auto no = std::nullopt;

// Four observers and twelve units, with gaps: Krippendorff (2011), part C; also cac.raw4raters in Gwet's irrCAC (2014, p. 120).
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

// Five observers and fifteen units scored 0 to 3 (here 1 to 4): cac.raw5obser in Gwet's irrCAC.
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

// table[i][j]: how many items the first evaluator gave level i + 1 and the second j + 1.
Ratings from_table(const std::vector<std::vector<int>>& table) {
    Ratings ratings{static_cast<int>(table.size()), {}};
    for (int first = 0; const auto& row : table) {
        ++first;
        for (int second = 0; const auto times : row) {
            ++second;
            ratings.by_item.insert(ratings.by_item.end(), static_cast<std::size_t>(times), {first, second});
        }
    }
    return ratings;
}

// cont3x3abstractors and cont4x4diagnosis of irrCAC.
const auto pregnancies = from_table({{13, 0, 0}, {0, 20, 7}, {0, 4, 56}});
const auto diagnoses = from_table({{40, 4, 4, 17}, {6, 25, 2, 13}, {4, 1, 21, 12}, {15, 5, 9, 45}});

void expect(const std::optional<double>& value, double numerator, double denominator) {
    ASSERT_TRUE(value);
    EXPECT_NEAR(*value, numerator / denominator, 1e-12) << numerator << '/' << denominator;
}

TEST(Agreement, is_the_mean_share_of_agreeing_pairs) {
    expect(exact_agreement(four_observers), 9, 11);     // p_a = 0.81818
    expect(exact_agreement(five_observers), 277, 450);  // p_a = 0.616
    expect(exact_agreement(pregnancies), 89, 100);      // 0.89
    expect(agreement_within_one(four_observers), 21, 22);
    expect(agreement_within_one(five_observers), 29, 30);
    EXPECT_EQ(compared_items(four_observers), 11);
}

TEST(Agreement, has_the_published_values_of_krippendorffs_alpha) {
    expect(krippendorff_alpha(four_observers, Metric::nominal), 113, 152);        // 0.743
    expect(krippendorff_alpha(four_observers, Metric::ordinal), 108577, 133160);  // 0.815
    expect(krippendorff_alpha(four_observers, Metric::interval), 951, 1120);      // 0.849
    expect(krippendorff_alpha(five_observers, Metric::nominal), 580, 1207);       // 0.481
    expect(krippendorff_alpha(five_observers, Metric::ordinal), 5308675, 6906176);
    // Two observers of ten units and two values: Krippendorff (2011), part A.
    const Ratings two_values{2, {{1, 2}, {2, 2}, {1, 2}, {1, 1}, {1, 1}, {1, 2}, {1, 1}, {1, 1}, {2, 1}, {1, 1}}};
    expect(krippendorff_alpha(two_values, Metric::nominal), 2, 21);  // 0.095
}

TEST(Agreement, has_the_published_values_of_weighted_kappa) {
    expect(cohen_kappa(pregnancies, Weighting::identity), 4303, 5403);  // 0.7964094
    expect(cohen_kappa(pregnancies, Weighting::linear), 2951, 3501);    // 0.843
    expect(cohen_kappa(pregnancies, Weighting::ordinal), 7501, 8601);   // 0.872
    expect(cohen_kappa(pregnancies, Weighting::quadratic), 91, 102);    // 0.892
    expect(cohen_kappa(diagnoses, Weighting::identity), 3893, 9022);    // 0.432
    expect(cohen_kappa(diagnoses, Weighting::linear), 13917, 34210);    // 0.407
    expect(cohen_kappa(diagnoses, Weighting::ordinal), 43425, 111217);  // 0.390
    expect(cohen_kappa(diagnoses, Weighting::quadratic), 9836, 25669);  // 0.383
    const auto in_sas = from_table({{0, 4, 1}, {0, 8, 0}, {0, 1, 5}});  // SAS, as quoted in the tests of statsmodels
    expect(cohen_kappa(in_sas, Weighting::identity), 107, 221);         // 0.4842
    expect(cohen_kappa(in_sas, Weighting::linear), 118, 251);           // 0.4701
    const auto couples = from_table({{7, 7, 2, 3}, {2, 8, 3, 7}, {1, 5, 4, 9}, {2, 8, 9, 14}});  // SexualFun of R's vcd
    expect(cohen_kappa(couples, Weighting::identity), 56, 433);                                  // 0.1293
    expect(cohen_kappa(couples, Weighting::linear), 174, 733);                                   // 0.2374
    const auto shifted = from_table({{46, 0, 0}, {4, 40, 0}, {0, 0, 10}});                       // tests of scikit-learn
    expect(cohen_kappa(shifted, Weighting::linear), 16, 17);                                     // 0.9412
    expect(cohen_kappa(shifted, Weighting::quadratic), 104, 109);                                // 0.9541
}

TEST(Agreement, has_the_published_values_of_gwets_coefficients) {
    expect(gwet_ac(four_observers, Weighting::identity), 31825, 41041);    // 0.77544
    expect(gwet_ac(four_observers, Weighting::linear), 6225, 7249);        // 0.859
    expect(gwet_ac(four_observers, Weighting::ordinal), 3985, 4433);       // 0.899
    expect(gwet_ac(four_observers, Weighting::quadratic), 17685, 19349);   // 0.914
    expect(gwet_ac(five_observers, Weighting::identity), 460831, 927931);  // 0.497
    expect(gwet_ac(five_observers, Weighting::quadratic), 1441303, 1735603);
    expect(gwet_ac(pregnancies, Weighting::identity), 24803, 29203);  // 0.8493305
    expect(gwet_ac(pregnancies, Weighting::linear), 3961, 4401);      // 0.900
    expect(gwet_ac(pregnancies, Weighting::ordinal), 4947, 5347);     // 0.925
    expect(gwet_ac(pregnancies, Weighting::quadratic), 8653, 9203);   // 0.940
    expect(gwet_ac(diagnoses, Weighting::identity), 463, 1015);       // 0.456
    expect(gwet_ac(diagnoses, Weighting::linear), 661, 1753);         // 0.377
    expect(gwet_ac(diagnoses, Weighting::ordinal), 583, 1799);        // 0.324
    expect(gwet_ac(diagnoses, Weighting::quadratic), 272, 911);       // 0.299
}

// All at once, in one order; absent as none of them can be otherwise.
std::vector<double> all(const Ratings& ratings) {
    std::vector<double> result{exact_agreement(ratings).value_or(-9), agreement_within_one(ratings).value_or(-9)};
    for (const auto metric : {Metric::nominal, Metric::ordinal, Metric::interval})
        result.push_back(krippendorff_alpha(ratings, metric).value_or(-9));
    for (const auto weighting : {Weighting::identity, Weighting::linear, Weighting::ordinal, Weighting::quadratic}) {
        result.push_back(gwet_ac(ratings, weighting).value_or(-9));
        result.push_back(cohen_kappa(ratings, weighting).value_or(-9));
    }
    return result;
}

void expect_same(const Ratings& one, const Ratings& other) {
    const auto values = all(one);
    const auto others = all(other);
    for (std::size_t each = 0; each < values.size(); ++each) EXPECT_NEAR(values[each], others[each], 1e-12) << each;
}

// On the six points, with a gap in one place of six.
Ratings random_ratings(std::mt19937_64& random, std::size_t evaluators) {
    Ratings ratings{6, std::vector(12, std::vector<std::optional<int>>(evaluators))};
    for (auto& item : ratings.by_item)
        for (auto& level : item)
            if (random() % 6 != 0) level = static_cast<int>(random() % 6) + 1;
    return ratings;
}

TEST(Agreement, does_not_depend_on_orders_or_on_what_nobody_judged) {
    std::mt19937_64 random(1);
    for (int round = 0; round < 200; ++round) {
        const auto ratings = random_ratings(random, round % 2 == 0 ? 2 : 4);
        auto items_swapped = ratings;
        std::ranges::shuffle(items_swapped.by_item, random);
        expect_same(ratings, items_swapped);

        auto evaluators_swapped = ratings;
        for (auto& item : evaluators_swapped.by_item) std::ranges::rotate(item, item.begin() + 1);
        expect_same(ratings, evaluators_swapped);

        auto reversed = ratings;
        for (auto& item : reversed.by_item)
            for (auto& level : item)
                if (level) level = 7 - *level;
        expect_same(ratings, reversed);

        auto with_empty_item = ratings;
        with_empty_item.by_item.emplace_back(ratings.by_item.front().size());
        expect_same(ratings, with_empty_item);
    }
}

TEST(Agreement, is_one_when_everybody_agrees) {
    for (const auto value : all({6, {{1, 1}, {4, 4}, {no, 2}, {6, 6}}})) EXPECT_EQ(value, 1);
    EXPECT_EQ(krippendorff_alpha({6, {{2, 2, no}, {no, 3, 3}, {5, 5, 5}}}, Metric::ordinal), 1);
}

TEST(Agreement, is_never_more_than_one_and_less_the_further_levels_lie_apart) {
    const Ratings near{6, {{5, 4}, {3, 3}, {2, 2}, {6, 6}}};
    const Ratings far{6, {{5, 1}, {3, 3}, {2, 2}, {6, 6}}};
    EXPECT_EQ(exact_agreement(near), exact_agreement(far));
    EXPECT_EQ(agreement_within_one(near), 1);
    EXPECT_EQ(agreement_within_one(far), 0.75);
    EXPECT_GT(krippendorff_alpha(near, Metric::ordinal), krippendorff_alpha(far, Metric::ordinal));
    EXPECT_GT(gwet_ac(near, Weighting::quadratic), gwet_ac(far, Weighting::quadratic));
    EXPECT_GT(cohen_kappa(near, Weighting::linear), cohen_kappa(far, Weighting::linear));
    std::mt19937_64 random(2);
    for (int round = 0; round < 200; ++round)
        for (const auto value : all(random_ratings(random, 2))) EXPECT_LE(value, 1);
}

TEST(Agreement, is_absent_when_nothing_is_compared) {
    for (const auto& ratings : {Ratings{6, {}}, Ratings{6, {{}, {}}}, Ratings{6, {{3, no}, {no, 4}}}, Ratings{6, {{3}, {4}}}}) {
        for (const auto value : all(ratings)) EXPECT_EQ(value, -9);
        EXPECT_EQ(compared_items(ratings), 0);
    }
}

TEST(Agreement, cannot_allow_for_chance_by_what_was_chosen_when_all_is_one_level) {
    const Ratings one_level{6, {{4, 4}, {4, 4}, {no, 5}}};
    EXPECT_EQ(exact_agreement(one_level), 1);
    EXPECT_EQ(gwet_ac(one_level, Weighting::quadratic), 1);  // its chance is spread over the levels of the scale
    EXPECT_FALSE(krippendorff_alpha(one_level, Metric::ordinal));
    EXPECT_FALSE(cohen_kappa(one_level, Weighting::quadratic));
}

TEST(Agreement, has_kappa_for_two_evaluators_only) {
    EXPECT_FALSE(cohen_kappa({6, {{1, 2, 3}, {4, 4, 5}}}, Weighting::linear));
    EXPECT_FALSE(cohen_kappa({6, {{1}, {4}}}, Weighting::linear));
}

TEST(Agreement, refuses_what_is_not_a_table_of_levels) {
    for (const auto& wrong :
         {Ratings{1, {{1, 1}}}, Ratings{-1, {}}, Ratings{6, {{0, 1}}}, Ratings{6, {{7, 1}}}, Ratings{6, {{1, 1}, {1}}}}) {
        EXPECT_THROW((void)exact_agreement(wrong), std::invalid_argument);
        EXPECT_THROW((void)agreement_within_one(wrong), std::invalid_argument);
        EXPECT_THROW((void)cohen_kappa(wrong, Weighting::linear), std::invalid_argument);
        EXPECT_THROW((void)krippendorff_alpha(wrong, Metric::ordinal), std::invalid_argument);
        EXPECT_THROW((void)gwet_ac(wrong, Weighting::linear), std::invalid_argument);
        EXPECT_THROW((void)compared_items(wrong), std::invalid_argument);
    }
}

}  // namespace
}  // namespace touchstone::statistics
