#include "charts/progress.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "web/lists.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 15 of them high.
constexpr int label_width = 330;
constexpr int plot_width = 640;
constexpr int count_width = 60;
constexpr int row_height = 46;
constexpr int bar_height = 28;
constexpr int least_part = 4;
constexpr int number_width = 11;  // of a digit, with what stands around it
constexpr std::size_t label_max = 40;

int all_of(const ProgressRow& row) { return std::accumulate(row.counts.begin(), row.counts.end(), 0); }

// The number stands on ground of its own, so that no pattern runs through it.
std::string number_svg(int number, int middle, int y) {
    const auto digits = std::to_string(number);
    const int width = static_cast<int>(digits.size()) * number_width + 4;
    return fmt::format(
        R"(<rect class="ts-stage-ground" x="{}" y="{}" width="{}" height="20"/><text class="ts-chart-strong" x="{}" y="{}" text-anchor="middle">{}</text>)",
        middle - width / 2, y + 4, width, middle, y + 19, digits);
}

std::string row_svg(const Progress& progress, const ProgressRow& row, int most, int y) {
    std::vector reading{fmt::format("{}: {}", row.label, all_of(row))};
    std::string parts;
    int x = label_width;
    for (const auto stage : all_stages) {
        const int count = row.counts.at(index_of(stage));
        if (count <= 0) continue;
        reading.push_back(fmt::format("{}: {}", progress.words.at(index_of(stage)), count));
        const int width = std::max(least_part, static_cast<int>(static_cast<long long>(count) * plot_width / most));
        parts += stage_bar(progress.id, stage, x, y, width, bar_height);
        const bool has_room = width >= static_cast<int>(std::to_string(count).size()) * number_width + 8;
        if (has_room) parts += number_svg(count, x + width / 2, y);
        x += width;
    }
    std::string svg = fmt::format("<g><title>{}</title>", escaped(web::listed_apart(reading)));
    const auto lines = lines_of(row.label, label_max, 2);
    int line_y = y + bar_height / 2 + 5 - static_cast<int>(lines.size() - 1) * 9;
    for (const auto& line : lines) {
        svg += fmt::format(R"(<text class="ts-chart-text" x="0" y="{}">{}</text>)", line_y, escaped(line));
        line_y += 18;
    }
    return svg + parts + fmt::format(R"(<text class="ts-chart-text" x="{}" y="{}">{}</text></g>)", x + 8, y + 19, all_of(row));
}

}  // namespace

std::string progress_svg(const Progress& progress) {
    int most = 1;
    for (const auto& row : progress.rows) most = std::max(most, all_of(row));
    auto body = stage_patterns(progress.id);
    int y = 8;
    for (const auto& row : progress.rows) {
        body += row_svg(progress, row, most, y);
        y += row_height;
    }
    return framed({.id = progress.id,
                   .title = progress.title,
                   .description = progress.description,
                   .width = label_width + plot_width + count_width,
                   .height = y},
                  body);
}

TableText progress_table(const Progress& progress) {
    TableText table{.heads = {progress.label}, .rows = {}};
    table.heads.insert(table.heads.end(), progress.words.begin(), progress.words.end());
    table.heads.push_back(progress.all);
    for (const auto& row : progress.rows) {
        std::vector<std::string> cells{row.label};
        for (const int count : row.counts) cells.push_back(std::to_string(count));
        cells.push_back(std::to_string(all_of(row)));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

}  // namespace touchstone::charts
