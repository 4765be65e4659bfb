// Lines of enquiry on a theme (part 3.6): what studies, data sets, documents and visits it rests on, each once, however many items quote
// it.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "evidence/evidence.h"

namespace touchstone::evidence {

struct Line {
    Source source;                         // of its primary item: a report that quotes a survey adds no line and no source
    std::string key;                       // lines with equal keys are one line
    std::string name;                      // as people wrote it
    Date to = {};                          // the last day that its newest item covers
    Security security = Security::secure;  // of the item that can best be relied on
    std::optional<Date> secure_to = {};    // the last day that its newest secure item covers
    int items = 1;                         // how many stand on it
    EvidenceId item = {};                  // the primary one
    bool is_told = false;                  // somebody said where its origin comes from
};

// What one item adds.
[[nodiscard]] Line line_of(const Evidence&, std::string key);
// Each line once, in the order first met. Its primary item is the latest of which somebody said where the origin comes from, or else the
// item that was there first.
[[nodiscard]] std::vector<Line> distinct(const std::vector<Line>&);
// Of findings that say something of the theme: context says nothing, and makes no line.
[[nodiscard]] std::vector<Line> lines_on(std::span<const OnTheme>, const ThemeRef&);

// An item of another source that names an origin which is there says where that comes from: it may quote it, or be it.
[[nodiscard]] Problems unclear_origin(const Evidence&, const std::vector<Line>& there);

}  // namespace touchstone::evidence
