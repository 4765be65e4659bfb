// Line of sight: what rests on what, from left to right, from somebody's own words to a measure of change. Columns without nodes are left
// out. A node can lead somewhere, and it can be a named gap. Data in, accessible SVG out.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "charts/picture.h"

namespace touchstone::charts {

struct PathNode {
    std::string id;  // unique in the path
    std::string label;
    std::string href;     // an address of ours, or empty
    bool is_gap = false;  // something is there that the reader may not see: the label says so
};

struct PathColumn {
    std::string heading;
    std::vector<PathNode> nodes;
};

struct Path {
    std::string id;                      // unique in the page
    std::string title, description;      // read out before the nodes
    std::string column, node, leads_to;  // heads of the table
    std::vector<PathColumn> columns;
    std::vector<std::pair<std::string, std::string>> edges;  // from node to node, by id; both are there
};

[[nodiscard]] std::string path_svg(const Path&);
[[nodiscard]] TableText path_table(const Path&);

}  // namespace touchstone::charts
