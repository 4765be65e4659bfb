#include "charts/matrix.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "charts/axis.h"
#include "charts/figure.h"
#include "charts/rows.h"
#include "web/language.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 15 of them high.
constexpr int label_width = 460;
constexpr int small_label_width = 90;
constexpr int row_height = 34, narrow_gap = 14;
constexpr int group_height = 44;
constexpr int head_height = 34;
constexpr int mark_width = 36, beside = 8;  // of the largest mark, and of what stands after its column's name
constexpr std::size_t label_max = 56;       // characters that fit before the first column
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

std::string reading_svg(const Matrix& matrix, const MatrixRow& row) {
    std::vector<std::string> counts;
    for (std::size_t i = 0; i < matrix.columns.size(); ++i)
        counts.push_back(matrix.columns[i] + " " + (row.counts.at(i) == 0 ? matrix.none : std::to_string(row.counts.at(i))));
    return fmt::format("<title>{}</title>", escaped(row.label + ": " + web::listed(counts)));
}

// Each adds itself at `y` and moves it on.
void add_wide_row(std::string& body, const Matrix& matrix, const MatrixRow& row, int& y) {
    const int middle = y + row_height / 2, step = width_of_column(matrix);
    body += "<g>" + reading_svg(matrix, row);
    if (row.label != row.group) body += lines_svg(lines_of(row.label, label_max, 1), "ts-chart-text", 0, middle + 5);
    for (std::size_t i = 0; i < matrix.columns.size(); ++i)
        body += cell_svg(row.counts.at(i), width_of_labels(matrix) + static_cast<int>(i) * step + step / 2, middle);
    body += "</g>";
    y += row_height;
}

// So many cells stand beside each other, each with its column's name.
int narrow_columns(const Matrix& matrix) {
    int widest = 1;
    for (const auto& column : matrix.columns) widest = std::max(widest, width_of(column, type_size));
    return std::clamp(narrow_width / (mark_width + widest + beside), 1, 6);
}

void add_narrow_row(std::string& body, const Matrix& matrix, const MatrixRow& row, int& y) {
    body += "<g>" + reading_svg(matrix, row);
    if (row.label != row.group) {
        const auto label = wrapped(row.label);
        body += lines_svg(label, "ts-chart-text", 0, y + line_height - 4);
        y += height_of(label) + 4;
    }
    const auto beside_each_other = static_cast<std::size_t>(narrow_columns(matrix));
    const int step = narrow_width / narrow_columns(matrix);
    int height = 0;
    for (std::size_t i = 0; i < matrix.columns.size(); ++i) {
        if (i % beside_each_other == 0) y += std::exchange(height, row_height);
        const int x = static_cast<int>(i % beside_each_other) * step, middle = y + row_height / 2;
        const auto name = wrapped(matrix.columns[i], step - mark_width - beside);
        height = std::max(height, height_of(name) + row_height - line_height);
        body += cell_svg(row.counts.at(i), x + mark_width / 2, middle) + lines_svg(name, "ts-chart-quiet", x + mark_width + 2, middle + 5);
    }
    body += "</g>";
    y += height + narrow_gap;
}

std::string heads(const Matrix& matrix) {
    const int step = width_of_column(matrix);
    std::string svg;
    for (std::size_t i = 0; i < matrix.columns.size(); ++i)
        svg += fmt::format(R"(<text class="ts-chart-strong" x="{}" y="16" font-size="13" text-anchor="middle">{}</text>)",
                           width_of_labels(matrix) + static_cast<int>(i) * step + step / 2, escaped(matrix.columns[i]));
    return svg;
}

std::string drawn(const Matrix& matrix, Breadth breadth) {
    const bool is_wide = breadth == Breadth::wide;
    auto body = is_wide ? heads(matrix) : std::string();
    std::string group;
    int y = is_wide ? head_height : 0;
    for (const auto& row : matrix.rows) {
        if (row.group != group) {
            group = row.group;
            const auto lines = is_wide ? lines_of(group, label_max, 1) : wrapped(group);
            body += lines_svg(lines, "ts-chart-strong", 0, y + group_height - 12);
            y += group_height + height_of(lines) - line_height;
        }
        (is_wide ? add_wide_row : add_narrow_row)(body, matrix, row, y);
    }
    auto frame = frame_for(breadth, matrix.id, matrix.title, matrix.description);
    if (is_wide && matrix.is_small) frame.kind += " small";
    frame.width = is_wide ? width_of_labels(matrix) + static_cast<int>(matrix.columns.size()) * width_of_column(matrix) : narrow_width;
    frame.height = y + 8;
    return framed(frame, body);
}

}  // namespace

std::string matrix_svg(const Matrix& matrix) { return drawn(matrix, Breadth::wide) + drawn(matrix, Breadth::narrow); }

}  // namespace touchstone::charts
