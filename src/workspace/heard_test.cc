#include "workspace/heard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judging/triangulation.h"
#include "tests/four_sources.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(HeardOf, counts_lines_once_and_names_everybody_who_was_not_asked) {
    frameworks::Framework framework;
    for (const auto& [code, area] : {std::pair{"2.1", "2"}, {"2.2", "2"}, {"5.1", "5"}}) {
        frameworks::Indicator indicator;
        indicator.code = code;
        indicator.key_area = area;
        framework.indicators.push_back(indicator);
    }
    const auto heard = heard_of(framework, {"children", "parents", "staff"},
                                {{"parents", "survey", Source::views, "2.1"},
                                 {"parents", "survey", Source::views, "2.2"},
                                 {"parents", "survey", Source::documentation, "5.1"},
                                 {"parents", "forum", Source::views, ""},
                                 {"staff", "exit records", Source::documentation, "9.9"},
                                 {"no longer in the framework", "x", Source::views, "2.1"}});
    ASSERT_EQ(heard.size(), 3U);
    EXPECT_EQ(heard[0].lines, 0);
    EXPECT_EQ(heard[1].lines, 2);
    EXPECT_EQ(heard[1].views, 2);
    EXPECT_THAT(heard[1].by_area, ElementsAre(Pair("2", 1), Pair("5", 1)));
    EXPECT_EQ(heard[2].lines, 1);
    EXPECT_EQ(heard[2].views, 0);
    EXPECT_TRUE(heard[2].by_area.empty());
}

struct Sides {
    Tally says, is;
    SaysIsGap gap;
};

TEST(SaysIs, parts_only_where_the_sides_lean_apart) {
    for (const auto& [says, is, gap] :
         {Sides{{3, 1}, {1, 2}, SaysIsGap::said_to_be_better}, Sides{{0, 1}, {2, 0}, SaysIsGap::said_to_be_worse},
          Sides{{3, 1}, {2, 1}, SaysIsGap::none}, Sides{{1, 1}, {0, 4}, SaysIsGap::none}, Sides{{0, 0}, {0, 4}, SaysIsGap::none},
          Sides{{2, 0}, {0, 0}, SaysIsGap::none}, Sides{{0, 0}, {0, 0}, SaysIsGap::none}})
        EXPECT_EQ(name_of(gap_of({says, is})), name_of(gap)) << says.strengths << says.improvements << is.strengths << is.improvements;
}

TEST(SaysIs, hears_views_and_sees_data_and_observation) {
    SaysAndIs both;
    for (const auto& source : testing::four_sources())
        for (const auto kind : all_finding_kinds()) count(both, source, kind);
    EXPECT_EQ(both.says, (Tally{1, 1}));
    EXPECT_EQ(both.is, (Tally{2, 2})) << "documents tell what was intended, context tells neither";
}

}  // namespace
}  // namespace touchstone::workspace
