// How many of all gave each answer: a bar from 0, and how far that is known of more people than these. What is withheld is said in words
// and has no bar. Rows keep their order. Data in, accessible SVG out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "charts/figure.h"

namespace touchstone::charts {

struct ShareWords {
    std::string answer, count, share, interval;  // heads of the table
    std::string withheld;                        // "Too few to show"
    std::string table;
};

// Of the same whole; nothing where the count is withheld.
struct Share {
    int count = 0;
    double share = 0, lower = 0, upper = 0;  // of 1
};
struct ShareRow {
    std::string label;
    std::optional<Share> share;
};

struct Shares {
    std::string id, title;  // the id is unique in the page
    std::string sentence;
    ShareWords words;
    std::vector<ShareRow> rows;
};

[[nodiscard]] std::string shares_svg(const Shares&);
[[nodiscard]] TableText shares_table(const Shares&);
[[nodiscard]] web::Object shares_figure(const Shares&);

}  // namespace touchstone::charts
