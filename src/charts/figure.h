// A picture of numbers with its sentence, its legend and its table, as the components show them.
#pragma once
#include <string>
#include <vector>

#include "charts/mark.h"
#include "charts/picture.h"
#include "web/data.h"

namespace touchstone::charts {

struct Figure {
    std::string id;  // unique in the page, and so is what begins with it
    std::string title, sentence;
    std::string picture;  // SVG of ours
    std::vector<LegendEntry> legend;
    std::string table_head;
    TableText table;
    std::size_t numbers = 0;  // so many columns hold numbers, after those that say what they are of
    std::size_t names = 1;    // so many columns say that; the first heads the rows
};

// For the component profile_chart.
[[nodiscard]] web::Object figure_data(const Figure&);
[[nodiscard]] web::Object table_data(const Figure&);

// The same picture on a wide and on a narrow screen, one of which is seen; paper is wide.
enum class Breadth { wide, narrow };
// The frame of one of the two, without its size. `id` is that of the whole picture.
[[nodiscard]] Frame frame_for(Breadth, const std::string& id, const std::string& title, const std::string& description);

}  // namespace touchstone::charts
