// Who was heard, and who was not: groups of people and of children against the lines of enquiry that an evaluation uses.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "frameworks/framework.h"

namespace touchstone::workspace {

// A line of enquiry that carries the view of a group, or speaks about one; with one indicator that it has findings on, or none.
struct Trace {
    std::string group, line_key;
    evidence::Source source = evidence::Source::views;
    std::string indicator;
};

struct Heard {
    std::string group;
    int lines = 0, views = 0;            // distinct lines; those of them that are people's views
    std::map<std::string, int> by_area;  // distinct lines with findings, by the number of the key area
};

// For every one of these groups, in their order, whether or not anything is known of it.
[[nodiscard]] std::vector<Heard> heard_of(const frameworks::Framework&, const std::vector<std::string>& groups, const std::vector<Trace>&);

}  // namespace touchstone::workspace
