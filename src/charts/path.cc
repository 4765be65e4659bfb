#include "charts/path.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "charts/figure.h"
#include "charts/rows.h"
#include "web/lists.h"

namespace touchstone::charts {
namespace {

// In the picture's own units.
constexpr int node_width = 134;
constexpr int column_gap = 22;
constexpr int node_gap = 14;
constexpr int node_type = 13, type_gap = 3;  // between lines
constexpr int narrow_step = 16, deepest = 8 * narrow_step;
constexpr int padding = 8;
constexpr int head_height = 40;
constexpr std::size_t label_max = 17, label_lines = 5, heading_max = 18;

struct Box {
    int x = 0, y = 0, width = node_width, height = 0;
    int type = node_type;
    std::vector<std::string> lines;
};
using Boxes = std::map<std::string, Box>;

Box box_of(std::vector<std::string> lines, int type) {
    Box box{.type = type, .lines = std::move(lines)};
    box.height = static_cast<int>(box.lines.size()) * (type + type_gap) + 2 * padding;
    return box;
}

Box wide_box_of(const PathNode& node) { return box_of(lines_of(node.label, label_max, label_lines), node_type); }

int height_of_column(const PathColumn& column) {
    int height = -node_gap;
    for (const auto& node : column.nodes) height += wide_box_of(node).height + node_gap;
    return height;
}

std::map<std::string, std::string> labels_of(const Path& path) {
    std::map<std::string, std::string> labels;
    for (const auto& column : path.columns)
        for (const auto& node : column.nodes) labels.emplace(node.id, node.label);
    return labels;
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
        int y = head_height + (tallest - height_of_column(column)) / 2;
        for (const auto& node : column.nodes) {
            auto box = wide_box_of(node);
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
                                  escaped(node.label), node.is_gap ? " ts-node--gap" : "", box.x, box.y, box.width, box.height);
    int y = box.y + padding + box.type - 1;
    for (const auto& line : box.lines) {
        svg += fmt::format(R"(<text class="{}" x="{}" y="{}" font-size="{}">{}</text>)",
                           is_link       ? "ts-chart-link"
                           : node.is_gap ? "ts-chart-quiet"
                                         : "ts-chart-text",
                           box.x + padding, y, box.type, escaped(line));
        y += box.type + type_gap;
    }
    return is_link ? fmt::format(R"(<a href="{}">{}</a>)", escaped(node.href), svg) : "<g>" + svg + "</g>";
}

std::string joined(const std::string& edges, const std::string& nodes) { return R"(<g aria-hidden="true">)" + edges + "</g>" + nodes; }

Frame frame_of(const Path& path, Breadth breadth) {
    auto frame = frame_for(breadth, path.id, path.title, path.description);
    frame.has_links = true;
    return frame;
}

std::string wide_drawing(const Path& path) {
    const auto columns = filled(path);
    int tallest = 0;
    for (const auto& column : columns) tallest = std::max(tallest, height_of_column(column));
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
    auto frame = frame_of(path, Breadth::wide);
    frame.kind += " path";
    frame.width = std::max(node_width, x - column_gap) + 2;
    frame.height = head_height + tallest + 4;
    return framed(frame, joined(edges, nodes));
}

std::vector<std::string> next_of(const Path& path, const PathNode& node) {
    std::vector<std::string> next;
    for (const auto& [from, to] : path.edges)
        if (from == node.id) next.push_back(to);
    return next;
}

// Nodes of a column share one line down its side, which says enough only where all of them lead to the same.
bool parts(const Path& path, const PathColumn& column) {
    const auto first = next_of(path, column.nodes.front());
    return std::ranges::any_of(column.nodes, [&](const PathNode& node) { return next_of(path, node) != first; });
}

std::string leads_to(const Path& path, const PathNode& node, const std::map<std::string, std::string>& labels) {
    std::vector<std::string> next;
    for (const auto& to : next_of(path, node)) next.push_back(labels.at(to));
    return web::listed_apart(next);
}

// Out at the left, near the foot; down or up beside the column; in at the left, near the head.
std::string narrow_edge_svg(const Box& from, const Box& to) {
    const int side = from.x - narrow_step / 2, in = to.y + padding + 5;
    return fmt::format(R"(<path class="ts-chart-edge" d="M{0} {1}H{2}V{3}H{4}"/><path class="ts-chart-arrow" d="M{4} {5}l7 5-7 5z"/>)",
                       from.x, from.y + from.height - padding, side, in, to.x - 7, in - 5);
}

// Column under column, each a step further in.
std::string narrow_drawing(const Path& path) {
    const auto labels = labels_of(path);
    Boxes boxes;
    std::string edges, nodes;
    int x = narrow_step, y = 0;
    for (const auto& column : filled(path)) {
        const auto heading = wrapped(column.heading, narrow_text - x);
        nodes += lines_svg(heading, "ts-chart-strong", x, y + line_height);
        y += height_of(heading) + padding;
        const bool has_words = parts(path, column);
        for (const auto& node : column.nodes) {
            const int width = narrow_width - 2 - x, text_width = narrow_text - x - 2 * padding;
            auto box = box_of(wrapped(node.label, text_width), type_size);
            box.x = x;
            box.y = y;
            box.width = width;
            y += box.height;
            nodes += node_svg(node, boxes.emplace(node.id, std::move(box)).first->second);
            if (const auto words = leads_to(path, node, labels); has_words && !words.empty()) {
                const auto lines = wrapped(path.leads_to + ": " + words, text_width);
                nodes += lines_svg(lines, "ts-chart-quiet ts-chart-clear", x + padding, y + line_height);
                y += height_of(lines) + padding;
            }
            y += node_gap;
        }
        x = std::min(x + narrow_step, deepest);
    }
    for (const auto& [from, to] : path.edges) edges += narrow_edge_svg(boxes.at(from), boxes.at(to));
    auto frame = frame_of(path, Breadth::narrow);
    frame.width = narrow_width;
    frame.height = y + 4;
    return framed(frame, joined(edges, nodes));
}

}  // namespace

std::string path_svg(const Path& path) { return wide_drawing(path) + narrow_drawing(path); }

TableText path_table(const Path& path) {
    TableText table{.heads = {path.node, path.column, path.leads_to}, .rows = {}};
    const auto labels = labels_of(path);
    for (const auto& column : path.columns)
        for (const auto& node : column.nodes) table.rows.push_back({node.label, column.heading, leads_to(path, node, labels)});
    return table;
}

}  // namespace touchstone::charts
