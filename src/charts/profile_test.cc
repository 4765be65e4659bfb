#include "charts/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/drawings.h"

namespace touchstone::charts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using touchstone::testing::count;
using touchstone::testing::expect_both_drawings;
using touchstone::testing::narrow_of;
using touchstone::testing::wide_of;
using touchstone::testing::written_in;

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
    EXPECT_EQ(count(wide_of(svg), "ts-chart-now"), 1) << "only one mark";
    EXPECT_EQ(count(narrow_of(svg), "ts-chart-now"), 1);
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

TEST(ProfileSvg, says_everything_on_a_narrow_screen) {
    auto profile = one;
    profile.before = "last time";
    profile.inspection = "inspection";
    const std::string label = "5.1 Identifying and answering what families say that they need before anybody asks them";
    profile.rows = {{"How good is what we do for families and those who care for them?", label, 4, 3, 5}, {"Q", "5.2 Delivery", {}}};
    const auto svg = profile_svg(profile);
    expect_both_drawings(svg);
    const auto words = written_in(narrow_of(svg));
    for (const auto& part : {profile.rows[0].group, label, std::string("4 d; last time: 3 c; inspection: 5 e"), std::string("not judged")})
        EXPECT_THAT(words, HasSubstr(part));
    EXPECT_THAT(narrow_of(svg), HasSubstr("<title>" + label + ": 4 d; last time: 3 c; inspection: 5 e</title>"));
}

TEST(ProfileSvg, has_no_inline_style) {
    auto profile = one;
    profile.rows = {{"Q", "5.1", 4}};
    EXPECT_THAT(profile_svg(profile), Not(HasSubstr("style=")));
}

}  // namespace
}  // namespace touchstone::charts
