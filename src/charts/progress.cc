#include "charts/progress.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "charts/figure.h"
#include "charts/rows.h"
#include "web/lists.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 15 of them high.
constexpr int label_width = 330;
constexpr int plot_width = 640;
constexpr int count_width = 60;
constexpr int row_height = 46, narrow_gap = 18;
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

// Of each stage that something is at.
std::vector<std::string> numbers_of(const Progress& progress, const ProgressRow& row) {
    std::vector<std::string> numbers;
    for (const auto stage : all_stages)
        if (const int count = row.counts.at(index_of(stage)); count > 0)
            numbers.push_back(fmt::format("{}: {}", progress.words.at(index_of(stage)), count));
    return numbers;
}

std::string whole_of(const ProgressRow& row) { return fmt::format("{}: {}", row.label, all_of(row)); }

std::string reading_svg(const Progress& progress, const ProgressRow& row) {
    auto reading = numbers_of(progress, row);
    reading.insert(reading.begin(), whole_of(row));
    return fmt::format("<title>{}</title>", escaped(web::listed_apart(reading)));
}

// From `x` on, which it moves to where the bar ends.
std::string bar_svg(const std::string& picture_id, const ProgressRow& row, int most, int width_of_most, int& x, int y) {
    std::string parts;
    for (const auto stage : all_stages) {
        const int count = row.counts.at(index_of(stage));
        if (count <= 0) continue;
        const int width = std::max(least_part, static_cast<int>(static_cast<long long>(count) * width_of_most / most));
        parts += stage_bar(picture_id, stage, x, y, width, bar_height);
        const bool has_room = width >= static_cast<int>(std::to_string(count).size()) * number_width + 8;
        if (has_room) parts += number_svg(count, x + width / 2, y);
        x += width;
    }
    return parts;
}

// Each adds itself at `y` and moves it on.
void add_wide_row(std::string& body, const Progress& progress, const Frame& frame, const ProgressRow& row, int most, int& y) {
    const auto label = lines_of(row.label, label_max, 2);
    int x = label_width;
    body += "<g>" + reading_svg(progress, row) + lines_svg(label, "ts-chart-text", 0, first_line_about(y + bar_height / 2, label)) +
            bar_svg(frame.id, row, most, plot_width, x, y);
    body += fmt::format(R"(<text class="ts-chart-text" x="{}" y="{}">{}</text></g>)", x + 8, y + 19, all_of(row));
    y += row_height;
}

void add_narrow_row(std::string& body, const Progress& progress, const Frame& frame, const ProgressRow& row, int most, int& y) {
    const auto label = wrapped(whole_of(row)), numbers = wrapped(web::listed_apart(numbers_of(progress, row)));
    body += "<g>" + reading_svg(progress, row) + lines_svg(label, "ts-chart-strong", 0, y + line_height - 4);
    y += height_of(label) + 4;
    if (all_of(row) > 0) {
        int x = 0;
        body += bar_svg(frame.id, row, most, narrow_width - static_cast<int>(stage_count) * least_part, x, y);
        body += lines_svg(numbers, "ts-chart-quiet", 0, y + bar_height + line_height);
        y += bar_height + height_of(numbers) + 4;
    }
    body += "</g>";
    y += narrow_gap;
}

std::string drawn(const Progress& progress, Breadth breadth) {
    const bool is_wide = breadth == Breadth::wide;
    int most = 1;
    for (const auto& row : progress.rows) most = std::max(most, all_of(row));
    auto frame = frame_for(breadth, progress.id, progress.title, progress.description);
    auto body = stage_patterns(frame.id);
    int y = is_wide ? 8 : 0;
    for (const auto& row : progress.rows) (is_wide ? add_wide_row : add_narrow_row)(body, progress, frame, row, most, y);
    frame.width = is_wide ? label_width + plot_width + count_width : narrow_width;
    frame.height = y + (is_wide ? 0 : 8);
    return framed(frame, body);
}

}  // namespace

std::string progress_svg(const Progress& progress) { return drawn(progress, Breadth::wide) + drawn(progress, Breadth::narrow); }

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
