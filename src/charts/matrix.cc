#include "charts/matrix.h"

#include <algorithm>

#include <fmt/format.h>

#include "charts/picture.h"
#include "web/language.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 15 of them high.
constexpr int label_width = 460;
constexpr int small_label_width = 90;
constexpr int row_height = 34;
constexpr int group_height = 44;
constexpr int head_height = 34;
constexpr std::size_t label_max = 56;  // characters that fit before the first column
constexpr int many_columns = 6;

int width_of_labels(const Matrix& matrix) { return matrix.is_small ? small_label_width : label_width; }
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
    std::vector<std::string> counts;
    std::string cells;
    for (std::size_t i = 0; i < matrix.columns.size(); ++i) {
        const int count = row.counts.at(i);
        counts.push_back(matrix.columns[i] + " " + (count == 0 ? matrix.none : std::to_string(count)));
        cells += cell_svg(count, width_of_labels(matrix) + static_cast<int>(i) * step + step / 2, middle);
    }
    const auto label = row.label == row.group ? std::string()
                                              : fmt::format(R"(<text class="ts-chart-text" x="0" y="{}">{}</text>)", middle + 5,
                                                            escaped(lines_of(row.label, label_max, 1).front()));
    return fmt::format("<g><title>{}</title>{}{}</g>", escaped(row.label + ": " + web::listed(counts)), label, cells);
}

}  // namespace

std::string matrix_svg(const Matrix& matrix) {
    const int step = width_of_column(matrix), width = width_of_labels(matrix) + static_cast<int>(matrix.columns.size()) * step;
    std::string body, group;
    for (std::size_t i = 0; i < matrix.columns.size(); ++i)
        body += fmt::format(R"(<text class="ts-chart-strong" x="{}" y="16" font-size="13" text-anchor="middle">{}</text>)",
                            width_of_labels(matrix) + static_cast<int>(i) * step + step / 2, escaped(matrix.columns[i]));
    int y = head_height;
    for (const auto& row : matrix.rows) {
        if (row.group != group) {
            group = row.group;
            body += fmt::format(R"(<text class="ts-chart-strong" x="0" y="{}">{}</text>)", y + group_height - 12,
                                escaped(lines_of(group, label_max, 1).front()));
            y += group_height;
        }
        body += row_svg(matrix, row, y);
        y += row_height;
    }
    return framed({.id = matrix.id,
                   .title = matrix.title,
                   .description = matrix.description,
                   .width = width,
                   .height = y + 8,
                   .kind = matrix.is_small ? "small" : ""},
                  body);
}

}  // namespace touchstone::charts
