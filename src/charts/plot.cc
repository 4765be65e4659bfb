#include "charts/plot.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "charts/picture.h"

namespace touchstone::charts {
namespace {

constexpr int tick_gap = 8;
constexpr int sign_width = 6;  // a percent sign is wider than a figure
constexpr int above = 10;      // of the unit over the highest tick

}  // namespace

int room_for_ticks(const Axis& axis, const Measure& measure, int type) {
    int widest = 0;
    for (const double tick : axis.ticks) widest = std::max(widest, width_of(tick_words(axis, tick, measure), type));
    return widest + tick_gap + (measure.is_share ? sign_width : 0);
}

std::string across_svg(const Axis& axis, const Measure& measure, const Plot& plot) {
    std::string svg;
    for (const double tick : axis.ticks) {
        const int y = plot.y(axis, tick);
        svg += fmt::format(R"(<path class="{}" d="M{} {}H{}"/>)", tick == 0 ? "ts-chart-axis" : "ts-chart-line", plot.left, y, plot.right);
        svg += words_svg(tick_words(axis, tick, measure), "ts-chart-quiet", plot.left - tick_gap, y + plot.type / 3, "end", plot.type);
    }
    const auto unit = fitted(measure.unit, plot.width, plot.type);
    return unit.empty() ? svg : svg + words_svg(unit, "ts-chart-quiet", 0, plot.type + above / 2, "start", plot.type);
}

std::size_t characters_in(int width, const std::string& words, int type) {
    const auto wide = std::max(1, width_of(words, type));
    return std::max<std::size_t>(
        4, static_cast<std::size_t>(std::max(0, width)) * std::max<std::size_t>(1, characters(words)) / static_cast<std::size_t>(wide));
}

std::string fitted(const std::string& words, int width, int type) {
    if (width_of(words, type) <= width) return lines_of(words, characters(words) + 1, 1).front();
    const bool has_room = width >= 3 * type;
    return has_room ? lines_of(words, characters_in(width, words, type), 1).front() : std::string();
}

std::string words_svg(const std::string& words, const char* look, int x, int y, const char* anchor, int type) {
    return fmt::format(R"(<text class="{}" x="{}" y="{}" text-anchor="{}" font-size="{}">{}</text>)", look, x, y, anchor, type,
                       escaped(words));
}

}  // namespace touchstone::charts
