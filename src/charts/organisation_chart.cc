#include "charts/organisation_chart.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "charts/picture.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 15 of them high.
constexpr int row_height = 32;
constexpr int step = 34;
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

// From the mark of the row that this one is part of: down, then to the right.
std::string branch(const std::vector<ChartRow>& rows, std::size_t at) {
    if (rows[at].depth == 0) return {};
    auto above = at;
    while (above > 0 && rows[above].depth >= rows[at].depth) --above;
    const int x = rows[above].depth * step + 8, y = static_cast<int>(at) * row_height + row_height / 2;
    return fmt::format(R"(<path class="ts-chart-axis" d="M{} {}V{}H{}"/>)", x, static_cast<int>(above) * row_height + row_height / 2 + 8, y,
                       rows[at].depth * step);
}

}  // namespace

std::string organisation_chart_svg(const OrganisationChart& chart) {
    std::string branches, marks;
    int width = least_width;
    for (std::size_t i = 0; i < chart.rows.size(); ++i) {
        const auto& row = chart.rows[i];
        const int x = row.depth * step + 8, y = static_cast<int>(i) * row_height + row_height / 2;
        branches += branch(chart.rows, i);
        marks += fmt::format(R"({}<text class="{}" x="{}" y="{}">{} <tspan class="ts-chart-quiet" font-weight="400">{}</tspan></text>)",
                             mark(row.shape, x, y), row.depth < 2 ? "ts-chart-strong" : "ts-chart-text", x + 16, y + 5, escaped(row.label),
                             escaped(row.word));
        width = std::max(width, width_of(row));
    }
    return framed({.id = chart.id,
                   .title = chart.title,
                   .description = chart.description,
                   .width = width,
                   .height = static_cast<int>(chart.rows.size()) * row_height + 4,
                   .kind = "tree"},
                  branches + marks);
}

}  // namespace touchstone::charts
