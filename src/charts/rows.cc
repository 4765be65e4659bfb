#include "charts/rows.h"

#include <algorithm>

#include "charts/axis.h"
#include "charts/picture.h"
#include "charts/plot.h"

namespace touchstone::charts {
namespace {

constexpr std::size_t lines_max = 24;
constexpr std::size_t shortest = 4;  // characters in a line

}  // namespace

std::vector<std::string> wrapped(const std::string& words, int width, std::size_t lines) {
    auto longest = characters_in(width, words, type_size);
    auto made = lines_of(words, longest, lines);
    const auto is_too_wide = [&](const std::string& line) { return width_of(line, type_size) > width; };
    while (longest > shortest && std::ranges::any_of(made, is_too_wide)) made = lines_of(words, --longest, lines);
    return made;
}

std::vector<std::string> wrapped(const std::string& words, int width) { return wrapped(words, width, lines_max); }

int height_of(const std::vector<std::string>& lines) { return static_cast<int>(lines.size()) * line_height; }

std::string lines_svg(const std::vector<std::string>& lines, const char* look, int x, int y) {
    std::string svg;
    for (const auto& line : lines) {
        svg += words_svg(line, look, x, y, "start", type_size);
        y += line_height;
    }
    return svg;
}

int first_line_about(int middle, const std::vector<std::string>& lines) { return middle + 5 - (height_of(lines) - line_height) / 2; }

}  // namespace touchstone::charts
