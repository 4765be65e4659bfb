// Triangulation (part 3.6): one source is scrutinised, backed up by another, and corroborated by a third line of enquiry.
#pragma once
#include <string>
#include <vector>

#include "evidence/line.h"

namespace touchstone::judging {

enum class TriangulationState { no_evidence, single_source, backed_up, triangulated };

// `reason` is the key of a sentence that says why; it may name {lines}, {sources} and {names}.
struct Triangulation {
    TriangulationState state = TriangulationState::no_evidence;
    std::vector<evidence::Line> lines;      // distinct, in the order first met
    std::vector<evidence::Source> sources;  // distinct, in the order of the framework
    std::string reason;
};

// No evidence; single source: one line; backed up: two lines, or more that all come from one source; triangulated: three or more
// distinct lines over at least two sources.
[[nodiscard]] Triangulation triangulate(const std::vector<evidence::Line>&);

[[nodiscard]] std::string name_of(TriangulationState);

// What findings of one side say: which way they lean is a count of them, and never a level.
struct Tally {
    int strengths = 0, improvements = 0;
    auto operator<=>(const Tally&) const = default;
};
// An impact indicator's two sides: what people say (their views), and what is (data and observation).
struct SaysAndIs {
    Tally says, is;
};
void count(SaysAndIs&, const evidence::Source&, evidence::FindingKind);

// A gap stands where one side leans to strengths and the other to areas for improvement.
enum class SaysIsGap { none, said_to_be_better, said_to_be_worse };
[[nodiscard]] SaysIsGap gap_of(const SaysAndIs&);
[[nodiscard]] std::string name_of(SaysIsGap);

}  // namespace touchstone::judging
