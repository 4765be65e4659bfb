// Triangulation (part 3.6): one source is scrutinised, backed up by another, and corroborated by a third line of enquiry.
#pragma once
#include <string>
#include <vector>

#include "evaluations/evidence.h"

namespace touchstone::evaluations {

// One line of enquiry with findings on a theme.
struct Line {
    Source source;
    std::string key;   // lines with equal keys are one line, however many items quote it
    std::string name;  // as people wrote it
};

enum class TriangulationState { no_evidence, single_source, backed_up, triangulated };

// `reason` is the key of a sentence that says why; it may name {lines}, {sources} and {names}.
struct Triangulation {
    TriangulationState state = TriangulationState::no_evidence;
    std::vector<Line> lines;      // distinct, in the order first met
    std::vector<Source> sources;  // distinct, in the order of the framework
    std::string reason;
};

// No evidence; single source: one line; backed up: two lines, or more that all come from one source; triangulated: three or more
// distinct lines over at least two of the four sources.
[[nodiscard]] Triangulation triangulate(const std::vector<Line>&);

[[nodiscard]] std::string name_of(TriangulationState);

}  // namespace touchstone::evaluations
