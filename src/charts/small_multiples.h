// Many charts over time side by side, each small, with its name, its latest value and its own sentence. They share one scale, unless they
// count different things: then each says whether its own leaves out 0. Data in, accessible SVG out; charts keep their order.
#pragma once
#include <string>
#include <vector>

#include "charts/over_time.h"

namespace touchstone::charts {

inline constexpr std::size_t multiples_max = 24;

struct MultiplesWords {
    std::string name, latest, no_value;
    std::string one_scale, own_scales, cut_axis, table;
};

struct SmallMultiples {
    std::string id, title;  // the id is unique in the page
    MultiplesWords words;
    bool has_own_scales = false;
    std::vector<OverTime> charts;  // each with an id of its own; the title is its name
};

// For the component small_multiples. Throws std::invalid_argument for more than multiples_max.
[[nodiscard]] web::Object multiples_figure(const SmallMultiples&);
// A row for each chart and period.
[[nodiscard]] TableText multiples_table(const SmallMultiples&);

}  // namespace touchstone::charts
