#include "charts/mark.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace touchstone::charts {

using statistics::Said;
using statistics::Side;
using statistics::Signal;
namespace {

constexpr double least_signal = 5;  // in the picture's own units: smaller, shapes look alike

std::string circle(const char* look, int x, int y, double reach) {
    return fmt::format(R"(<circle class="ts-point {}" cx="{}" cy="{}" r="{:.1f}"/>)", look, x, y, reach);
}

// From one corner to the next, each a step of so many reaches.
std::string shape(const char* look, int x, int y, double reach, std::initializer_list<std::pair<double, double>> corners) {
    std::string path;
    for (const auto& [right, down] : corners)
        path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x + right * reach, y + down * reach);
    return fmt::format(R"(<path class="ts-point {}" d="{}z"/>)", look, path);
}

std::string diamond(const char* look, int x, int y, double reach) {
    return shape(look, x, y, reach, {{0, -1.4}, {1.4, 0}, {0, 1.4}, {-1.4, 0}});
}

}  // namespace

Mark mark_of(const Said& said) {
    switch (said.signal) {
        case Signal::none:
            return Mark::plain;
        case Signal::outside:
            return Mark::outside;
        case Signal::trend:
            return said.side == Side::higher ? Mark::rising : Mark::falling;
        case Signal::two_of_three:
            return Mark::near;
        case Signal::shift:
        case Signal::run:
            return Mark::run;
        case Signal::crossings:
            return Mark::crossings;
    }
    std::unreachable();
}

std::string legend_shape(Mark mark) {
    switch (mark) {
        case Mark::plain:
            return "point";
        case Mark::outside:
            return "point-outside";
        case Mark::near:
            return "point-near";
        case Mark::run:
            return "point-run";
        case Mark::rising:
            return "point-rising";
        case Mark::falling:
            return "point-falling";
        case Mark::crossings:
            return "point-crossings";
        case Mark::own:
        case Mark::own_outside:
            return "point-own";
        case Mark::second:
            return "point-second";
    }
    std::unreachable();
}

std::string mark_svg(Mark mark, int x, int y, double reach) {
    constexpr const char *plain = "ts-point--plain", *signal = "ts-point--signal", *hollow = "ts-point--hollow", *ring = "ts-point--ring";
    const double wide = std::max(reach * 1.25, least_signal);
    switch (mark) {
        case Mark::plain:
            return circle(plain, x, y, reach);
        case Mark::outside:
            return diamond(signal, x, y, wide);
        case Mark::near:
            return diamond(hollow, x, y, wide);
        case Mark::run:
            return shape(signal, x, y, wide, {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}});
        case Mark::rising:
            return shape(signal, x, y, wide, {{0, -1.3}, {1.2, 1}, {-1.2, 1}});
        case Mark::falling:
            return shape(signal, x, y, wide, {{0, 1.3}, {1.2, -1}, {-1.2, -1}});
        case Mark::crossings:
            return circle(hollow, x, y, wide);
        case Mark::own:
            return circle(ring, x, y, wide + 5) + circle(plain, x, y, wide);
        case Mark::own_outside:
            return circle(ring, x, y, wide + 6) + diamond(signal, x, y, wide);
        case Mark::second:
            return shape(hollow, x, y, wide, {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}});
    }
    std::unreachable();
}

}  // namespace touchstone::charts
