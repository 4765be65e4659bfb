// How one number stands in a picture. Each mark has a shape of its own, so that none needs its colour.
#pragma once
#include <string>

#include "statistics/shewhart.h"

namespace touchstone::charts {

enum class Mark { plain, outside, near, run, rising, falling, crossings, own, own_outside, second };

[[nodiscard]] Mark mark_of(const statistics::Said&);
// As the component names its shape in a legend.
[[nodiscard]] std::string legend_shape(Mark);
// About a middle; a plain one reaches so far from it, others somewhat further.
[[nodiscard]] std::string mark_svg(Mark, int x, int y, double reach);

// What stands in a picture beside numbers, as a legend names it.
struct LegendEntry {
    std::string shape, text;
};

}  // namespace touchstone::charts
