// What a measure says now, for the pages that read measures: its figures, what its chart bears of the latest, and how a number that is
// wanted stands to the latest limits. It says no more than the chart, and nothing of any level.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "measures/measure_chart.h"

namespace touchstone::measures {

// Of the first series of a measure, which is that of everybody where there is one.
struct Reading {
    MeasureId id;
    std::string owner_name;
    Definition definition;           // with its themes
    std::vector<std::string> whose;  // organisation, area and group; empty: everybody
    std::vector<Observation> figures;
    std::vector<Break> breaks;
    std::vector<Target> targets;
    OverTime over_time;

    // The latest figure that may be shown; null where there is none.
    [[nodiscard]] const Observation* latest() const;
    // Themes of the framework with this id that it is about, and their indicators, each once.
    [[nodiscard]] std::vector<evidence::ThemeRef> themes(const std::string& framework) const;
    [[nodiscard]] std::vector<std::string> indicators(const std::string& framework) const;
};

// What the chart says of the latest figure, and from which figure on it has said so without a stop.
struct SaidNow {
    statistics::Said said;
    Period since;
};
// Nothing where the chart is silent, or says nothing of the latest figure.
[[nodiscard]] std::optional<SaidNow> said_now(const Reading&);
// "outside_lower/2026-05": what is said, and since when.
[[nodiscard]] std::string key_of(const SaidNow&);
// Whether it is said of the side that is not better; no where nobody said which side is.
[[nodiscard]] bool is_worse(const Definition&, const SaidNow&);

// How a number that is wanted stands to the latest limits: met or missed whatever chance does; or within what chance explains, and the
// latest figure meets or misses it by luck. Else why nothing can be said.
enum class Verdict { met, missed, met_by_luck, missed_by_luck, no_figure, silent };
[[nodiscard]] const Names<Verdict>& verdicts();
// `wanted` is in the measure's unit; `better` higher or lower.
[[nodiscard]] Verdict verdict_of(const Reading&, Direction better, double wanted);

// The targets of the measure itself that the latest limits miss, whatever chance does.
[[nodiscard]] std::vector<Target> missed_targets(const Reading&);

// What came after a day: figures of periods that end later, the way that the line broke, and targets whose day came until today.
struct After {
    int figures = 0;  // with a value that may be shown
    std::vector<Break> breaks;
    std::vector<Target> passed;
    [[nodiscard]] bool is_empty() const { return figures == 0 && breaks.empty() && passed.empty(); }
};
[[nodiscard]] After after(const Reading&, Date day, Date today);

// Figures of periods that end before a day, and of those that begin on it or after; one that it lies within is in neither.
struct Beside {
    std::vector<Observation> before, since;  // those with a value that may be shown
};
[[nodiscard]] Beside beside(const Reading&, Date);

}  // namespace touchstone::measures
