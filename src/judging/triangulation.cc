#include "judging/triangulation.h"

#include <algorithm>

#include "base/named.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

const Names<TriangulationState> states{{TriangulationState::no_evidence, "no_evidence"},
                                       {TriangulationState::single_source, "single_source"},
                                       {TriangulationState::backed_up, "backed_up"},
                                       {TriangulationState::triangulated, "triangulated"}};

const Names<SaysIsGap> gaps{
    {SaysIsGap::none, "none"}, {SaysIsGap::said_to_be_better, "said_to_be_better"}, {SaysIsGap::said_to_be_worse, "said_to_be_worse"}};

// 1 where strengths are more, -1 where areas for improvement are.
int leaning(const Tally& tally) { return (tally.strengths > tally.improvements) - (tally.strengths < tally.improvements); }

}  // namespace

Triangulation triangulate(const std::vector<Line>& lines) {
    Triangulation result{.lines = distinct(lines)};
    for (const auto& line : result.lines)
        if (std::ranges::find(result.sources, line.source) == result.sources.end()) result.sources.push_back(line.source);
    std::ranges::sort(result.sources);
    const auto count = result.lines.size();
    if (count == 0) {
        result.reason = "evaluations.triangulation.because_none";
    } else if (count == 1) {
        result.state = TriangulationState::single_source;
        result.reason =
            result.lines.front().items > 1 ? "evaluations.triangulation.because_same_line" : "evaluations.triangulation.because_one_line";
    } else if (count == 2) {
        result.state = TriangulationState::backed_up;
        result.reason = "evaluations.triangulation.because_two_lines";
    } else if (result.sources.size() < 2) {
        result.state = TriangulationState::backed_up;
        result.reason = "evaluations.triangulation.because_one_source";
    } else {
        result.state = TriangulationState::triangulated;
        result.reason = "evaluations.triangulation.because_triangulated";
    }
    return result;
}

std::string name_of(TriangulationState state) { return name_in(states, state); }

void count(SaysAndIs& both, const Source& source, FindingKind kind) {
    if (source.tells_what_was_intended()) return;
    auto& side = source.tells_what_people_say() ? both.says : both.is;
    if (kind == FindingKind::strength) ++side.strengths;
    if (kind == FindingKind::improvement) ++side.improvements;
}

SaysIsGap gap_of(const SaysAndIs& both) {
    const int difference = leaning(both.says) * leaning(both.is);
    if (difference >= 0) return SaysIsGap::none;
    return leaning(both.says) > 0 ? SaysIsGap::said_to_be_better : SaysIsGap::said_to_be_worse;
}

std::string name_of(SaysIsGap gap) { return name_in(gaps, gap); }

}  // namespace touchstone::judging
