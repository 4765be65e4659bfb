#include "statistics/disclosure_ledger.h"

#include <random>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "statistics/disclosure_file.h"
#include "statistics/shared_vectors.h"
#include "statistics/whole_program.h"

namespace touchstone::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Ledger schools() {
    Ledger ledger;
    ledger.dimensions = {{"school", {"Ash", "Birch", "Special"}}, {"answer", {"agree", "other"}}};
    return ledger;
}

const Release all{{}, 78};
const Release ash{{{"school", {"Ash"}}}, 30};
const Release birch{{{"school", {"Birch"}}}, 41};

TEST(DisclosureLedger, refuses_a_small_number_by_itself) {
    const auto found = clash(schools(), {{{"school", {"Special"}}}, 4});
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->with);
    EXPECT_TRUE(clash(schools(), {{{"school", {"Special"}}}, 0}));
    auto zeros = schools();
    zeros.rules.zeros_shown = true;
    EXPECT_FALSE(clash(zeros, {{{"school", {"Special"}}}, 0}));
}

TEST(DisclosureLedger, refuses_the_difference_of_two_filters) {
    auto ledger = schools();
    ledger.published = {{{}, 45}};
    const auto found = clash(ledger, {{{"school", {"Ash", "Birch"}}}, 43});
    ASSERT_TRUE(found && found->with);
    EXPECT_EQ(*found->with, Where{});
    EXPECT_FALSE(clash(ledger, {{{"school", {"Ash", "Birch"}}}, 30}));
}

TEST(DisclosureLedger, refuses_what_only_all_earlier_ones_together_give_away) {
    auto ledger = schools();
    const auto judged = may_show(ledger, {all, ash, birch});
    EXPECT_FALSE(judged[0] || judged[1]);
    ASSERT_TRUE(judged[2] && judged[2]->with);
    EXPECT_EQ(judged[2]->about, (Where{{"school", {"Special"}}})) << "7 of them are left over";
    EXPECT_EQ(*judged[2]->with, ash.where);
    ledger.published = {all, ash, birch};
    EXPECT_THAT(leaks(ledger), ElementsAre(Where{{"school", {"Special"}}})) << "the check finds no planted leak";
    ledger.published = {all, ash};
    EXPECT_THAT(leaks(ledger), IsEmpty());
}

TEST(DisclosureLedger, knows_that_people_are_whole) {
    Ledger ledger;
    ledger.dimensions = {{"a", {"1", "2", "3"}}};
    ledger.targets = {{{"a", {"1"}}}};
    // Each two of three are 11, so each is 5½: no people fit.
    ledger.published = {{{{"a", {"1", "2"}}}, 11}, {{{"a", {"2", "3"}}}, 11}};
    EXPECT_THROW((void)clash(ledger, {{{"a", {"1", "3"}}}, 11}), std::invalid_argument);
}

TEST(DisclosureLedger, takes_into_account_what_is_known_of_withheld_numbers) {
    auto ledger = schools();
    ledger.published = {{{{"school", {"Ash", "Special"}}}, 12}};
    EXPECT_THAT(leaks(ledger), IsEmpty());
    ledger.withheld = {{{{"school", {"Special"}}}, 8}};
    EXPECT_THAT(leaks(ledger), ::testing::Contains(Where{{"school", {"Ash"}}})) << "4 at most";
}

TEST(DisclosureLedger, is_told_of_contradictions) {
    auto ledger = schools();
    ledger.published = {all};
    EXPECT_THROW((void)clash(ledger, {{{"school", {"Ash"}}}, 90}), std::invalid_argument);
    EXPECT_THROW((void)clash(ledger, {{}, 79}), std::invalid_argument);
    EXPECT_THROW((void)clash(ledger, {{{"school", {"Elm"}}}, 9}), std::invalid_argument);
    EXPECT_THROW((void)clash(ledger, {{{"town", {"Elm"}}}, 9}), std::invalid_argument);
}

// People by chance, all releases of one and two dimensions and some filters: what may be shown gives nobody away, and something may.
TEST(DisclosureLedger, leaves_no_leak_in_many_ledgers) {
    std::mt19937 random(11);
    std::size_t shown = 0, refused = 0;
    for (int i = 0; i < 20; ++i) {
        auto ledger = schools();
        ledger.dimensions.push_back({"care", {"looked after", "not"}});
        std::vector<Count> people(12);
        for (auto& count : people) count = random() % 14;
        const auto count_of = [&](const Where& where) {
            Count sum = 0;
            for (std::size_t group = 0; group < people.size(); ++group) {
                const std::array<std::size_t, 3> values = {group / 4, group / 2 % 2, group % 2};
                bool is_counted = true;
                for (std::size_t d = 0; d < 3; ++d)
                    if (const auto named = where.find(ledger.dimensions[d].name); named != where.end())
                        is_counted &= std::ranges::find(named->second, ledger.dimensions[d].values[values[d]]) != named->second.end();
                if (is_counted) sum += people[group];
            }
            return sum;
        };
        std::vector<Release> candidates;
        for (const auto& dimension : ledger.dimensions)
            for (const auto& value : dimension.values) {
                candidates.push_back({{{dimension.name, {value}}}, 0});
                for (const auto& school : {std::vector<std::string>{"Ash"}, {"Ash", "Special"}})
                    if (dimension.name != "school") candidates.push_back({{{dimension.name, {value}}, {"school", school}}, 0});
            }
        std::ranges::shuffle(candidates, random);
        for (auto& candidate : candidates) candidate.n = count_of(candidate.where);
        const auto judged = may_show(ledger, candidates);
        ledger.people = people;
        EXPECT_EQ(judged.size(), may_show(ledger, candidates).size());
        ledger.people.clear();
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            if (judged[c])
                ++refused;
            else
                ledger.published.push_back(candidates[c]);
        }
        shown += ledger.published.size();
        EXPECT_THAT(leaks(ledger), IsEmpty());
    }
    EXPECT_GT(shown, 50U);
    EXPECT_GT(refused, 50U);
}

TEST(WholeProgram, finds_the_least_and_the_most) {
    WholeProgram program(2, 10);
    program.keep_at_least({{0, 2}, {1, 2}}, 5);
    const auto least = program.least({{0, 1}, {1, 1}}, std::chrono::seconds(5));
    ASSERT_EQ(least.kind, Solution::Kind::found);
    EXPECT_EQ(least.values[0] + least.values[1], 3) << "2½ in fractions";
    EXPECT_THAT(program.most({{0, 1}, {1, 1}}, std::chrono::seconds(5)).values, ElementsAre(10, 10));
    program.keep_at({{0, 2}}, 3);
    EXPECT_EQ(program.least({{0, 1}}, std::chrono::seconds(5)).kind, Solution::Kind::impossible);
}

struct SharedReleases : testing::SharedVectors {
    [[nodiscard]] ReleasesToJudge releases(const std::string& file) const {
        return std::get<ReleasesToJudge>(read_disclosure_file(content("vectors/" + file)).value());
    }
};

TEST_F(SharedReleases, finds_the_leaks_that_an_attack_finds) {
    auto leaky = releases("releases_leaky.json");
    leaky.ledger.published = leaky.releases;
    EXPECT_EQ(leaks(leaky.ledger).size(), 4U);
    auto safe = releases("releases_safe.json");
    safe.ledger.published = safe.releases;
    EXPECT_THAT(leaks(safe.ledger), IsEmpty());
}

TEST_F(SharedReleases, shows_all_of_the_safe_ones_and_none_that_leaks) {
    const auto safe = releases("releases_safe.json");
    for (const auto& clash : may_show(safe.ledger, safe.releases)) EXPECT_FALSE(clash);
    auto leaky = releases("releases_leaky.json");
    const auto judged = may_show(leaky.ledger, leaky.releases);
    for (std::size_t i = 0; i < judged.size(); ++i)
        if (!judged[i]) leaky.ledger.published.push_back(leaky.releases[i]);
    EXPECT_LT(leaky.ledger.published.size(), leaky.releases.size());
    EXPECT_GT(leaky.ledger.published.size(), leaky.releases.size() / 2);
    EXPECT_THAT(leaks(leaky.ledger), IsEmpty());
}

}  // namespace
}  // namespace touchstone::statistics
