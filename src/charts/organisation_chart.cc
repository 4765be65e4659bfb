#include "charts/organisation_chart.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "charts/figure.h"
#include "charts/rows.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 15 of them high.
constexpr int row_height = 32;
constexpr int step = 34, narrow_step = 18, deepest = 8;
constexpr int character_width = 8;
constexpr int least_width = 480;

std::string mark(int shape, int x, int y) {
    switch (shape) {
        case 1:
            return fmt::format(R"(<circle class="ts-chart-now" cx="{}" cy="{}" r="7"/>)", x, y);
        case 2:
            return fmt::format(R"(<path class="ts-chart-now" d="M{} {}l8 14h-16z"/>)", x, y - 8);
        case 3:
            return fmt::format(R"(<path class="ts-chart-now" d="M{} {}l8 8-8 8-8-8z"/>)", x, y - 8);
        default:
            return fmt::format(R"(<path class="ts-chart-now" d="M{} {}h14v14h-14z"/>)", x - 7, y - 7);
    }
}

int width_of(const ChartRow& row) {
    return row.depth * step + 24 + static_cast<int>(characters(row.label) + characters(row.word) + 4) * character_width;
}

// Where a row's mark stands.
struct Place {
    int x = 0, y = 0;
};

// From the mark of the row that this one is part of: down, then to the right.
std::string branch(const std::vector<ChartRow>& rows, const std::vector<Place>& places, std::size_t at) {
    if (rows[at].depth == 0) return {};
    auto above = at;
    while (above > 0 && rows[above].depth >= rows[at].depth) --above;
    return fmt::format(R"(<path class="ts-chart-axis" d="M{} {}V{}H{}"/>)", places[above].x, places[above].y + 8, places[at].y,
                       places[at].x - 8);
}

std::string branches(const std::vector<ChartRow>& rows, const std::vector<Place>& places) {
    std::string svg;
    for (std::size_t i = 0; i < rows.size(); ++i) svg += branch(rows, places, i);
    return svg;
}

const char* look_of(const ChartRow& row) { return row.depth < 2 ? "ts-chart-strong" : "ts-chart-text"; }

std::string wide_drawing(const OrganisationChart& chart) {
    auto frame = frame_for(Breadth::wide, chart.id, chart.title, chart.description);
    frame.kind += " tree";
    frame.width = least_width;
    std::vector<Place> places;
    std::string marks;
    for (const auto& row : chart.rows) {
        const auto& [x, y] = places.emplace_back(row.depth * step + 8, frame.height + row_height / 2);
        marks += fmt::format(R"({}<text class="{}" x="{}" y="{}">{} <tspan class="ts-chart-quiet" font-weight="400">{}</tspan></text>)",
                             mark(row.shape, x, y), look_of(row), x + 16, y + 5, escaped(row.label), escaped(row.word));
        frame.width = std::max(frame.width, width_of(row));
        frame.height += row_height;
    }
    frame.height += 4;
    return framed(frame, branches(chart.rows, places) + marks);
}

// The word below the name. What is very deep stands no further in.
std::string narrow_drawing(const OrganisationChart& chart) {
    auto frame = frame_for(Breadth::narrow, chart.id, chart.title, chart.description);
    frame.width = narrow_width;
    std::vector<Place> places;
    std::string marks;
    for (const auto& row : chart.rows) {
        const auto& [x, y] = places.emplace_back(std::min(row.depth, deepest) * narrow_step + 8, frame.height + row_height / 2);
        const auto label = wrapped(row.label, narrow_text - x - 16), word = wrapped(row.word, narrow_text - x - 16);
        marks += mark(row.shape, x, y) + lines_svg(label, look_of(row), x + 16, y + 5);
        frame.height += row_height + height_of(label) - line_height;
        if (row.word.empty()) continue;
        marks += lines_svg(word, "ts-chart-quiet", x + 16, y + 5 + height_of(label));
        frame.height += height_of(word);
    }
    frame.height += 4;
    return framed(frame, branches(chart.rows, places) + marks);
}

}  // namespace

std::string organisation_chart_svg(const OrganisationChart& chart) { return wide_drawing(chart) + narrow_drawing(chart); }

}  // namespace touchstone::charts
