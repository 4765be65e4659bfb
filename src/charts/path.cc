#include "charts/path.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "web/lists.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 13 of them high.
constexpr int node_width = 134;
constexpr int column_gap = 22;
constexpr int node_gap = 14;
constexpr int line_height = 16;
constexpr int padding = 8;
constexpr int head_height = 40;
constexpr std::size_t label_max = 17, label_lines = 5, heading_max = 18;

struct Box {
    int x = 0, y = 0, height = 0;
    std::vector<std::string> lines;
};
using Boxes = std::map<std::string, Box>;

Box box_of(const PathNode& node) {
    Box box{.lines = lines_of(node.label, label_max, label_lines)};
    box.height = static_cast<int>(box.lines.size()) * line_height + 2 * padding;
    return box;
}

int height_of(const PathColumn& column) {
    int height = -node_gap;
    for (const auto& node : column.nodes) height += box_of(node).height + node_gap;
    return height;
}

std::vector<PathColumn> filled(const Path& path) {
    auto columns = path.columns;
    std::erase_if(columns, [](const PathColumn& column) { return column.nodes.empty(); });
    return columns;
}

Boxes placed(const std::vector<PathColumn>& columns, int tallest) {
    Boxes boxes;
    int x = 2;
    for (const auto& column : columns) {
        int y = head_height + (tallest - height_of(column)) / 2;
        for (const auto& node : column.nodes) {
            auto box = box_of(node);
            box.x = x;
            box.y = y;
            y += box.height + node_gap;
            boxes.emplace(node.id, std::move(box));
        }
        x += node_width + column_gap;
    }
    return boxes;
}

std::string edge_svg(const Box& from, const Box& to) {
    const int x1 = from.x + node_width, y1 = from.y + from.height / 2, x2 = to.x - 7, y2 = to.y + to.height / 2;
    const int bend = std::max(8, (x2 - x1) / 2);
    return fmt::format(
        R"(<path class="ts-chart-edge" d="M{0} {1}C{2} {1} {3} {5} {4} {5}"/><path class="ts-chart-arrow" d="M{4} {6}l7 5-7 5z"/>)", x1, y1,
        x1 + bend, x2 - bend, x2, y2, y2 - 5);
}

std::string node_svg(const PathNode& node, const Box& box) {
    const bool is_link = node.href.starts_with('/') || node.href.starts_with('#');
    std::string svg = fmt::format(R"(<title>{}</title><rect class="ts-node{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>)",
                                  escaped(node.label), node.is_gap ? " ts-node--gap" : "", box.x, box.y, node_width, box.height);
    int y = box.y + padding + 12;
    for (const auto& line : box.lines) {
        svg += fmt::format(R"(<text class="{}" x="{}" y="{}" font-size="13">{}</text>)",
                           is_link       ? "ts-chart-link"
                           : node.is_gap ? "ts-chart-quiet"
                                         : "ts-chart-text",
                           box.x + padding, y, escaped(line));
        y += line_height;
    }
    return is_link ? fmt::format(R"(<a href="{}">{}</a>)", escaped(node.href), svg) : "<g>" + svg + "</g>";
}

}  // namespace

std::string path_svg(const Path& path) {
    const auto columns = filled(path);
    int tallest = 0;
    for (const auto& column : columns) tallest = std::max(tallest, height_of(column));
    const auto boxes = placed(columns, tallest);
    std::string edges, nodes;
    for (const auto& [from, to] : path.edges) edges += edge_svg(boxes.at(from), boxes.at(to));
    int x = 2;
    for (const auto& column : columns) {
        nodes += fmt::format(R"(<text class="ts-chart-strong" x="{}" y="18" font-size="13">{}</text>)", x,
                             escaped(lines_of(column.heading, heading_max, 1).front()));
        for (const auto& node : column.nodes) nodes += node_svg(node, boxes.at(node.id));
        x += node_width + column_gap;
    }
    return framed({.id = path.id,
                   .title = path.title,
                   .description = path.description,
                   .width = std::max(node_width, x - column_gap) + 2,
                   .height = head_height + tallest + 4,
                   .kind = "path",
                   .has_links = true},
                  R"(<g aria-hidden="true">)" + edges + "</g>" + nodes);
}

TableText path_table(const Path& path) {
    TableText table{.heads = {path.node, path.column, path.leads_to}, .rows = {}};
    std::map<std::string, std::string> labels;
    for (const auto& column : path.columns)
        for (const auto& node : column.nodes) labels.emplace(node.id, node.label);
    for (const auto& column : path.columns)
        for (const auto& node : column.nodes) {
            std::vector<std::string> next;
            for (const auto& [from, to] : path.edges)
                if (from == node.id) next.push_back(labels.at(to));
            table.rows.push_back({node.label, column.heading, web::listed_apart(next)});
        }
    return table;
}

}  // namespace touchstone::charts
