#include "charts/mark.h"

#include <set>

#include <gtest/gtest.h>

namespace touchstone::charts {
namespace {

using statistics::Side;
using statistics::Signal;

TEST(Mark, each_has_a_shape_of_its_own_in_the_picture_and_in_the_legend) {
    std::set<std::string> drawn, shapes;
    for (const auto mark :
         {Mark::plain, Mark::outside, Mark::near, Mark::run, Mark::rising, Mark::falling, Mark::crossings, Mark::own, Mark::second}) {
        drawn.insert(mark_svg(mark, 10, 10, 4));
        shapes.insert(legend_shape(mark));
    }
    EXPECT_EQ(drawn.size(), 9U);
    EXPECT_EQ(shapes.size(), 9U);
}

TEST(Mark, a_signal_is_never_drawn_as_a_plain_point) {
    for (const auto signal : {Signal::outside, Signal::trend, Signal::two_of_three, Signal::shift, Signal::run, Signal::crossings})
        for (const auto side : {Side::higher, Side::lower}) EXPECT_NE(mark_of({signal, side}), Mark::plain);
    EXPECT_EQ(mark_of({}), Mark::plain);
    EXPECT_NE(mark_of({Signal::trend, Side::higher}), mark_of({Signal::trend, Side::lower}));
}

}  // namespace
}  // namespace touchstone::charts
