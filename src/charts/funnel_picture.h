// The units of one moment over their base, with what chance allows around the share of all. A unit's own point is ringed; those outside
// 99.8% have a shape of their own and a number, with their names beside the picture. Curves reach from the smallest base to the largest,
// and where the funnel is silent there are none. Data in, accessible SVG out; units keep their order.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "charts/axis.h"
#include "charts/figure.h"
#include "statistics/funnel.h"

namespace touchstone::charts {

struct FunnelWords {
    std::string unit, value, numerator, base, signal, lower95, upper95, lower998, upper998;  // heads of the table
    std::string centre, inner, outer;                                                        // of the legend: the share of all, the curves
    std::string higher, lower;                                                               // what is said of a unit outside
    std::string own, missing, no_units, cut_axis, table;
};

struct FunnelPicture {
    std::string id, title;  // the id is unique in the page
    std::string sentence;   // what may be said, or why nothing is
    statistics::FunnelKind kind;
    statistics::Series series;
    statistics::Funnel funnel;       // of this series
    std::optional<std::size_t> own;  // whose page this is
    FunnelWords words;
};

[[nodiscard]] std::string funnel_svg(const FunnelPicture&);
[[nodiscard]] TableText funnel_table(const FunnelPicture&);
[[nodiscard]] std::vector<LegendEntry> funnel_legend(const FunnelPicture&);
[[nodiscard]] web::Object funnel_figure(const FunnelPicture&);

}  // namespace touchstone::charts
