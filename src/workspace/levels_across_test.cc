#include "workspace/levels_across.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::workspace {
namespace {

using evaluations::Kind;
using judging::Level;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

LevelCount count(const std::string& framework, Kind kind, int year, const std::string& indicator, Level level, int counted) {
    return {PartnershipId{"p"}, framework, kind, year, indicator, level, counted};
}

const std::vector<LevelCount> counts{count("generic", Kind::self_evaluation, 2024, "1.1", Level::good, 3),
                                     count("generic", Kind::self_evaluation, 2025, "1.1", Level::good, 2),
                                     count("generic", Kind::self_evaluation, 2025, "1.1", Level::weak, 1),
                                     count("generic", Kind::self_evaluation, 2025, "2.1", Level::excellent, 1),
                                     count("generic", Kind::joint_inspection, 2026, "1.1", Level::adequate, 4),
                                     count("special", Kind::monitoring, 2026, "9.9", Level::good, 1)};

TEST(LevelsAcross, shows_the_latest_year_of_the_first_kind_of_the_framework_used_most) {
    const auto wanted = settled({}, counts);
    EXPECT_EQ(wanted.framework, "generic");
    EXPECT_EQ(wanted.kind, Kind::self_evaluation);
    EXPECT_EQ(wanted.year, 2025);
    EXPECT_THAT(by_indicator(counts, wanted), ElementsAre(Pair("1.1", Spread{0, 1, 0, 2, 0, 0}), Pair("2.1", Spread{0, 0, 0, 0, 0, 1})));
}

TEST(LevelsAcross, shows_what_is_asked_for_where_it_occurs) {
    EXPECT_EQ(settled({.framework = {}, .kind = {}, .year = 2024, .indicator = {}}, counts).year, 2024);
    EXPECT_EQ(settled({.framework = {}, .kind = {}, .year = 1999, .indicator = {}}, counts).year, 2025);
    EXPECT_EQ(settled({.framework = "special", .kind = {}, .year = 0, .indicator = {}}, counts).kind, Kind::monitoring);
    EXPECT_EQ(settled({.framework = "unheard", .kind = Kind::joint_inspection, .year = 0, .indicator = {}}, counts).year, 2026);
    EXPECT_EQ(settled({.framework = {}, .kind = Kind::thematic_review, .year = 0, .indicator = "9.9"}, counts).kind, Kind::self_evaluation);
    EXPECT_THAT(settled({.framework = {}, .kind = {}, .year = 0, .indicator = "9.9"}, counts).indicator, IsEmpty());
}

TEST(LevelsAcross, shows_every_year_of_one_indicator) {
    const auto wanted = settled({.framework = {}, .kind = {}, .year = 0, .indicator = "1.1"}, counts);
    EXPECT_THAT(by_year(counts, wanted), ElementsAre(Pair(2024, Spread{0, 0, 0, 3, 0, 0}), Pair(2025, Spread{0, 1, 0, 2, 0, 0})));
    EXPECT_THAT(by_partnership(counts, wanted), ElementsAre(Pair("p", Spread{0, 1, 0, 5, 0, 0})));
}

TEST(LevelsAcross, are_nothing_where_nothing_is_counted) {
    const auto wanted = settled({.framework = "generic", .kind = Kind::monitoring, .year = 2025, .indicator = "1.1"}, {});
    EXPECT_FALSE(wanted.kind);
    EXPECT_THAT(by_indicator({}, wanted), IsEmpty());
}

}  // namespace
}  // namespace touchstone::workspace
