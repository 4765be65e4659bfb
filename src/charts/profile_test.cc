#include "charts/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::charts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Profile one{.id = "p",
                  .title = "Levels",
                  .description = "One row.",
                  .levels = {"a", "b", "c", "d", "e", "f"},
                  .not_judged = "not judged",
                  .rows = {}};

TEST(ProfileSvg, marks_a_level_only_where_people_awarded_one) {
    auto profile = one;
    profile.rows = {{"Q", "5.1 Needs", 4}, {"Q", "5.2 Delivery", std::nullopt}};
    const auto svg = profile_svg(profile);
    EXPECT_THAT(svg, HasSubstr("5.1 Needs: 4 d"));
    EXPECT_THAT(svg, HasSubstr("5.2 Delivery: not judged"));
    EXPECT_EQ(svg.find("ts-chart-now"), svg.rfind("ts-chart-now")) << "only one mark";
}

TEST(ProfileSvg, shows_now_last_time_and_inspection_as_three_shapes_that_never_cover_each_other) {
    auto profile = one;
    profile.before = "last time";
    profile.inspection = "inspection";
    profile.rows = {{"Q", "5.1", 4, 4, 4}, {"Q", "5.2", 5, 3, 3}};
    const auto svg = profile_svg(profile);
    EXPECT_THAT(svg, HasSubstr("5.1: 4 d; last time: 4 d; inspection: 4 d"));
    EXPECT_THAT(svg, HasSubstr("ts-chart-now\" cx=\"769\""));
    EXPECT_THAT(svg, HasSubstr("ts-chart-before\" cx=\"745\""));
    EXPECT_THAT(svg, HasSubstr("ts-chart-inspection\" d=\"M793 "));
    EXPECT_THAT(svg, HasSubstr("ts-chart-before\" cx=\"651\"")) << "beside the inspection's mark";
    EXPECT_THAT(svg, HasSubstr("ts-chart-inspection\" d=\"M699 "));
}

TEST(ProfileSvg, never_lets_markup_through) {
    auto profile = one;
    profile.title = "<script>alert(1)</script>";
    profile.rows = {{"\"><script>", "<img src=x onerror=y>", 2}};
    EXPECT_THAT(profile_svg(profile), Not(HasSubstr("<script>")));
    EXPECT_THAT(profile_svg(profile), Not(HasSubstr("<img")));
}

TEST(ProfileSvg, has_no_inline_style) {
    auto profile = one;
    profile.rows = {{"Q", "5.1", 4}};
    EXPECT_THAT(profile_svg(profile), Not(HasSubstr("style=")));
}

}  // namespace
}  // namespace touchstone::charts
