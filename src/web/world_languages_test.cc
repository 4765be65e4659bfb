#include "web/world_languages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::web {
namespace {

using ::testing::Contains;
using ::testing::Not;

TEST(WorldLanguages, are_those_that_people_here_speak) {
    for (const auto* tag : {"ar", "bn", "en", "fa", "gd", "pa", "pl", "ro", "so", "ti", "uk", "ur", "zh-Hant"})
        EXPECT_THAT(world_languages(), Contains(tag));
    EXPECT_THAT(world_languages(), Not(Contains("en-GB"))) << "a language, not a country";
}

TEST(WorldLanguages, call_themselves_by_their_own_names) {
    EXPECT_EQ(own_name_of_language("gd"), "Gàidhlig");
    EXPECT_EQ(own_name_of_language("ar"), "العربية");
    EXPECT_EQ(own_name_of_language("gàidhlig"), "gàidhlig") << "no tag";
}

TEST(WorldLanguages, are_written_one_way_or_the_other) {
    for (const auto* tag : {"ar", "fa", "he", "ur", "ckb"}) EXPECT_TRUE(is_right_to_left(tag)) << tag;
    for (const auto* tag : {"en", "gd", "pl", "", "ar\"><b>"}) EXPECT_FALSE(is_right_to_left(tag)) << tag;
    EXPECT_EQ(html_language("zh-Hant"), "zh-Hant");
    EXPECT_EQ(html_language("ar\"><b>"), "und");
    EXPECT_EQ(html_language("english"), "und") << "as it may stand in a file";
    EXPECT_EQ(html_language(""), "und");
}

}  // namespace
}  // namespace touchstone::web
