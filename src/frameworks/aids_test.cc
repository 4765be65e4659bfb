#include "frameworks/aids.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frameworks/guide_layout.h"
#include "frameworks/pack.h"
#include "frameworks/pack_text.h"
#include "frameworks/test_folders.h"

namespace touchstone::frameworks {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Framework generic() { return *read_pack(testing::pack_in(testing::project_folder() / "frameworks/generic-2006")).framework; }

// As a guide's text gives it.
Framework bare(Framework framework) {
    framework.presets.clear();
    framework.reuse.clear();
    framework.looked_at_first.clear();
    framework.enough_if_sound.clear();
    framework.explained_by.clear();
    framework.quantity_words.clear();
    framework.children_groups.clear();
    for (auto& source : framework.sources) source.half_life_months = 0;
    for (auto& level : framework.scale) level.asks.clear();
    for (auto& one : framework.indicators)
        for (auto& theme : one.themes) theme.short_title.clear(), theme.typical_evidence.clear();
    return framework;
}

Indicator& indicator(Framework& framework, const std::string& code) {
    return *std::ranges::find(framework.indicators, code, &Indicator::code);
}

TEST(Aids, give_a_guide_with_the_same_indicators_the_whole_method) {
    const auto from = generic();
    auto guide = bare(from);
    EXPECT_THAT(lacking(guide), SizeIs(7));
    EXPECT_THAT(take_aids(guide, from, Agreeing::by_name), IsEmpty());
    EXPECT_EQ(guide, from);
    EXPECT_THAT(lacking(guide), IsEmpty());
}

TEST(Aids, leave_out_and_say_what_the_guide_does_not_have) {
    const auto from = generic();
    auto guide = bare(from);
    std::erase_if(guide.indicators, [](const Indicator& one) { return one.code == "7.2"; });
    const auto left = take_aids(guide, from, Agreeing::by_name);
    EXPECT_THAT(left, Contains("explained_by: 7.2"));
    EXPECT_EQ(guide.explained_by.size(), from.explained_by.size());
    EXPECT_TRUE(read_pack(pack_files(guide)).framework) << "nothing points to what is not there";
}

TEST(Aids, take_an_equal_code_for_the_same_only_where_it_was_asked_for) {
    const auto from = generic();
    auto other = bare(from);
    indicator(other, "6.2").title = "Something else";
    indicator(other, "8.1").themes.pop_back();
    auto by_name = other, by_code = other;
    const auto left = take_aids(by_name, from, Agreeing::by_name);
    EXPECT_THAT(left, Contains("reuse: 6.2"));
    EXPECT_THAT(left, Contains("reuse: 8.1"));
    EXPECT_THAT(take_aids(by_code, from, Agreeing::by_code), IsEmpty());
}

TEST(Aids, change_nothing_that_the_guide_has) {
    auto guide = generic();
    guide.quantity_words = {{"some", 1, 99}};
    guide.sources[0].half_life_months = 3;
    const auto before = guide;
    EXPECT_THAT(take_aids(guide, generic(), Agreeing::by_code), IsEmpty());
    EXPECT_EQ(guide, before);
}

TEST(Aids, are_whole_for_the_guide_that_the_built_in_framework_follows) {
    const auto text = testing::shared_guide();
    if (!text) GTEST_SKIP() << "the shared guide is not here";
    auto guide = read_guide(*text).framework;
    EXPECT_THAT(take_aids(guide, generic(), Agreeing::by_name), IsEmpty());
    EXPECT_THAT(lacking(guide), IsEmpty());
    EXPECT_EQ(guide.reuse, generic().reuse);
    EXPECT_EQ(guide.explained_by, generic().explained_by);
}

}  // namespace
}  // namespace touchstone::frameworks
