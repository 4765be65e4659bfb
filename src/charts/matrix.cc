#include "charts/matrix.h"

#include <algorithm>

#include <fmt/format.h>

#include "charts/picture.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 15 of them high.
constexpr int label_width = 460;
constexpr int row_height = 34;
constexpr int group_height = 44;
constexpr int head_height = 34;
constexpr int type_size = 15;
constexpr std::size_t label_max = 56;  // characters that fit before the first column
constexpr int many_columns = 6;

int width_of_column(const Matrix& matrix) { return matrix.columns.size() < many_columns ? 130 : 60; }

std::string cell_svg(int count, int x, int middle) {
    if (count == 0) return fmt::format(R"(<circle class="ts-chart-before" cx="{}" cy="{}" r="5"/>)", x, middle);
    const int radius = 10 + std::min(count, 6);
    return fmt::format(
        R"(<circle class="ts-chart-now" cx="{0}" cy="{1}" r="{2}"/><text class="ts-chart-on-mark" x="{0}" y="{3}" text-anchor="middle">{4}</text>)",
        x, middle, radius, middle + 5, count);
}

std::string row_svg(const Matrix& matrix, const MatrixRow& row, int y) {
    const int middle = y + row_height / 2, step = width_of_column(matrix);
    std::string words = row.label + ":", cells;
    for (std::size_t i = 0; i < matrix.columns.size(); ++i) {
        const int count = row.counts.at(i);
        words += fmt::format("{} {} {}", i == 0 ? "" : ",", matrix.columns[i], count == 0 ? matrix.none : std::to_string(count));
        cells += cell_svg(count, label_width + static_cast<int>(i) * step + step / 2, middle);
    }
    return fmt::format(R"(<g><title>{}</title><text class="ts-chart-text" x="0" y="{}">{}</text>{}</g>)", escaped(words), middle + 5,
                       escaped(lines_of(row.label, label_max, 1).front()), cells);
}

}  // namespace

std::string matrix_svg(const Matrix& matrix) {
    const int step = width_of_column(matrix), width = label_width + static_cast<int>(matrix.columns.size()) * step;
    std::string body, group;
    for (std::size_t i = 0; i < matrix.columns.size(); ++i)
        body += fmt::format(R"(<text class="ts-chart-strong" x="{}" y="16" font-size="13" text-anchor="middle">{}</text>)",
                            label_width + static_cast<int>(i) * step + step / 2, escaped(matrix.columns[i]));
    int y = head_height;
    for (const auto& row : matrix.rows) {
        if (row.group != group) {
            group = row.group;
            body += fmt::format(R"(<text class="ts-chart-strong" x="0" y="{}">{}</text>)", y + group_height - 12, escaped(group));
            y += group_height;
        }
        body += row_svg(matrix, row, y);
        y += row_height;
    }
    return fmt::format(
        R"(<svg class="ts-chart" role="img" aria-labelledby="{0}_title {0}_description" viewBox="0 0 {1} {2}" width="{1}" height="{2}" font-size="{6}">)"
        R"(<title id="{0}_title">{3}</title><desc id="{0}_description">{4}</desc>{5}</svg>)",
        matrix.id, width, y + 8, escaped(matrix.title), escaped(matrix.description), body, type_size);
}

}  // namespace touchstone::charts
