#include "charts/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "charts/axis.h"

namespace touchstone::charts {
namespace {

using ::testing::ElementsAre;
using ::testing::Le;
using ::testing::SizeIs;

TEST(Wrapped, measures_each_line_and_not_all_words_together) {
    const auto lines =
        wrapped("ALL WIDE CAPITALS MMMM WWWW IN A LINE OF SOME LENGTH AND iiii llll jjjj ffff tttt iiii llll jjjj iiii llll");
    for (const auto& line : lines) EXPECT_THAT(width_of(line, type_size), Le(narrow_text)) << line;
    EXPECT_EQ(height_of(lines), static_cast<int>(lines.size()) * line_height);
}

TEST(Wrapped, keeps_short_words_on_one_line_and_cuts_after_so_many) {
    EXPECT_THAT(wrapped("Health visiting"), ElementsAre("Health visiting"));
    EXPECT_THAT(wrapped(std::string(5'000, 'w')), SizeIs(24));
    EXPECT_THAT(wrapped("One two three four", 60, 2).back(), ::testing::EndsWith("…"));
    EXPECT_THAT(wrapped("", 0), SizeIs(1));
}

}  // namespace
}  // namespace touchstone::charts
