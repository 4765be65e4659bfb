#include "measures/area.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace touchstone::measures {
namespace {

std::vector<std::string> codes_of(const std::string& spelling) {
    std::vector<std::string> codes;
    for (const auto* area : scotland().meant_by(spelling)) codes.push_back(area->code);
    return codes;
}

TEST(Areas, are_scotland_its_councils_and_its_health_boards) {
    const auto& areas = scotland().areas();
    const auto count = [&](AreaKind kind) { return std::ranges::count(areas, kind, &Area::kind); };
    EXPECT_EQ(count(AreaKind::country), 1);
    EXPECT_EQ(count(AreaKind::council), 32);
    EXPECT_EQ(count(AreaKind::health_board), 14);
    std::set<std::string> codes;
    for (const auto& area : areas) {
        EXPECT_TRUE(codes.insert(area.code).second) << area.code;
        for (const auto& code : area.older_codes) EXPECT_TRUE(codes.insert(code).second) << code;
        EXPECT_TRUE(is_area_code(area.code) || area.kind == AreaKind::hospital) << area.code;
    }
}

TEST(Areas, are_found_by_code_older_code_address_and_name) {
    for (const auto* spelling : {"S12000049", "S12000046", "http://statistics.gov.scot/id/statistical-geography/S12000046", "Glasgow City",
                                 "GLASGOW  CITY", "Glasgow City Council", "Glasgow"})
        EXPECT_THAT(codes_of(spelling), ::testing::ElementsAre("S12000049")) << spelling;
    for (const auto* spelling : {"City of Edinburgh", "Edinburgh", "Edinburgh City", "Edinburgh, City of", "The City of Edinburgh Council"})
        EXPECT_THAT(codes_of(spelling), ::testing::ElementsAre("S12000036")) << spelling;
    for (const auto* spelling : {"Na h-Eileanan Siar", "Na h-Eileanan an Iar", "Eilean Siar"})
        EXPECT_THAT(codes_of(spelling), ::testing::ElementsAre("S12000013")) << spelling;
    EXPECT_THAT(codes_of("Argyll & Bute"), ::testing::ElementsAre("S12000035"));
    EXPECT_THAT(codes_of("S12000015"), ::testing::ElementsAre("S12000047"));
    EXPECT_THAT(codes_of("S12000024"), ::testing::ElementsAre("S12000048"));
    EXPECT_THAT(codes_of("S12000044"), ::testing::ElementsAre("S12000050"));
    EXPECT_THAT(codes_of("Scotland"), ::testing::ElementsAre("S92000003"));
}

TEST(Areas, of_one_name_are_told_apart_where_the_name_says_more) {
    EXPECT_THAT(codes_of("Fife"), ::testing::ElementsAre("S12000047", "S08000029"));
    EXPECT_THAT(codes_of("NHS Fife"), ::testing::ElementsAre("S08000029"));
    EXPECT_THAT(codes_of("Fife Council"), ::testing::ElementsAre("S12000047"));
    EXPECT_EQ(areas_named_by("Council_Area_Name"), AreaKind::council);
    EXPECT_EQ(areas_named_by("Local Authority"), AreaKind::council);
    EXPECT_EQ(areas_named_by("HB2014Name"), AreaKind::health_board);
    EXPECT_FALSE(areas_named_by("FeatureCode"));
}

TEST(Areas, that_are_not_known_are_nothing_else) {
    for (const auto* spelling :
         {"outside Scotland", "", "S12000099", "S12", "Fif", "Council", "NHS Angus", "http://statistics.gov.scot/id/"})
        EXPECT_TRUE(codes_of(spelling).empty()) << spelling;
    EXPECT_TRUE(is_area_code("S01006506"));
    EXPECT_FALSE(is_area_code("S0100650"));
    EXPECT_FALSE(is_area_code("s01006506"));
}

TEST(Areas, have_steps_that_have_sentences) {
    ASSERT_EQ(scotland().steps().size(), 1U);
    EXPECT_EQ(text_of(scotland().steps()[0].from[1]), "2022-11");
    EXPECT_THROW(Places("steps: [{source: nobody, columns: [], from: [2021-05]}]"), std::runtime_error);
    EXPECT_THROW(Places("steps: [{source: care_inspectorate_grades, columns: [], from: [soon]}]"), std::runtime_error);
    EXPECT_THROW(Places("areas: [{kind: parish, code: X, name: Y}]"), std::runtime_error);
}

}  // namespace
}  // namespace touchstone::measures
