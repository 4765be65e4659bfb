#include "judging/placement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::judging {
namespace {

using ::testing::ElementsAre;

TEST(Place, takes_each_theme_once_as_it_is_written) {
    const auto placed = place({}, 3, {{"2/about_high", "1/short_of_low"}}, AccountId{"ewan"});
    ASSERT_TRUE(placed);
    EXPECT_THAT(draft_of(*placed).placements, ElementsAre("2/about_high", "1/short_of_low"));
    for (const auto* wrong : {"2/about_high", "4/about_high", "1/5", "1", ""})
        EXPECT_EQ(place({}, 3, {{"2/about_high", wrong}}, {}).error(), (Problems{{"placements", "evaluations.placement.wrong"}})) << wrong;
    EXPECT_EQ(place({}, 3, {}, {}).error(), (Problems{{"placements", "evaluations.placement.none"}}));
}

}  // namespace
}  // namespace touchstone::judging
