#include "evaluations/sharing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::evaluations {

namespace {

using ::testing::Contains;

const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
const OrganisationId owner{"owner"}, partner{"partner"};
const ShareDraft good{"partner", "levels", "For the plan.", "2027-03-31"};

auto shared(const ShareDraft& draft, Shared kind = Shared::evaluation, const OrganisationId& whose = owner) {
    return share(kind, "object", whose, draft, {partner}, AccountId{"me"}, now);
}

TEST(Sharing, names_a_partner_an_extent_a_purpose_and_a_last_day) {
    const auto made = shared(good);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->extent, Extent::levels);
    EXPECT_EQ(made->with, partner);
    EXPECT_TRUE(made->holds_at(now));
    EXPECT_TRUE(made->holds_at(end_of(*date_from("2027-03-31")) - std::chrono::hours{1})) << "the last day counts";
    EXPECT_FALSE(made->holds_at(end_of(*date_from("2027-03-31")) + std::chrono::milliseconds{1}));
    EXPECT_TRUE(shared({"partnership", "all", "For the plan.", "2027-03-31"})->with.is_empty());
    EXPECT_EQ(shared({"partner", "", "For the plan.", "2027-03-31"}, Shared::evidence)->extent, Extent::all) << "an item is shared whole";
}

struct Case {
    ShareDraft draft;
    Problem problem;
};

TEST(Sharing, says_everything_that_is_wrong_at_its_field) {
    for (const auto& [draft, problem] :
         {Case{{"", "all", "Why", "2027-01-01"}, {"with", "evaluations.sharing.with_missing"}},
          {{"stranger", "all", "Why", "2027-01-01"}, {"with", "evaluations.sharing.with_missing"}},
          {{"owner", "all", "Why", "2027-01-01"}, {"with", "evaluations.sharing.with_missing"}},
          {{"partner", "nothing", "Why", "2027-01-01"}, {"extent", "evaluations.sharing.extent_missing"}},
          {{"partner", "all", "", "2027-01-01"}, {"purpose", "evaluations.sharing.purpose_missing"}},
          {{"partner", "all", std::string(501, 'x'), "2027-01-01"}, {"purpose", "evaluations.sharing.purpose_long"}},
          {{"partner", "all", "Why", ""}, {"until", "evaluations.sharing.until_missing"}},
          {{"partner", "all", "Why", "2027-02-30"}, {"until", "evaluations.sharing.until_missing"}},
          {{"partner", "all", "Why", "2026-11-22"}, {"until", "evaluations.sharing.until_past"}},
          {{"partner", "all", "Why", "2040-01-01"}, {"until", "evaluations.sharing.until_far"}}}) {
        const auto outcome = shared(draft);
        ASSERT_FALSE(outcome);
        EXPECT_THAT(outcome.error(), Contains(problem));
    }
    EXPECT_EQ(shared({}).error().size(), 4U) << "all problems at once";
    EXPECT_THAT(shared(good, Shared::evaluation, {}).error(), Contains(Problem{"", "evaluations.sharing.nobody_owns"}));
}

TEST(Sharing, is_taken_back_once) {
    const auto made = *shared(good);
    const auto back = revoke(made, AccountId{"me"}, now);
    ASSERT_TRUE(back);
    EXPECT_FALSE(back->holds_at(now));
    EXPECT_FALSE(revoke(*back, AccountId{"me"}, now));
    EXPECT_FALSE(revoke(made, AccountId{"me"}, made.until)) << "it has ended by itself";
}

TEST(Extents, have_names) {
    for (const auto extent : {Extent::summary, Extent::levels, Extent::all}) EXPECT_EQ(extent_from(name_of(extent)), extent);
    EXPECT_FALSE(extent_from("nothing"));
}

}  // namespace
}  // namespace touchstone::evaluations
