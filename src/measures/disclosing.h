// Which figures of a measure may be told, so that nobody works out a small number from all that are: of groups that make up everybody, of
// services and areas that make up a larger one, of months that make up a year, and of a figure before it was corrected. Decided once, when
// a figure is entered. See docs/measures.md.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "measures/observation.h"
#include "statistics/disclosure_sums.h"

namespace touchstone::measures {

// Stored: never renumber. Small: withheld for its own number. Beside: withheld because with others it would give a small number away. Was
// told: withheld by now, but known. Waiting: withheld until all that it crosses is there (measures/crossing.h).
enum class Telling { undecided = 0, told, small, beside, was_told, waiting };
[[nodiscard]] const Names<Telling>& tellings();

// One revision of a figure of a measure, with the number that was entered.
struct Entry {
    std::string series;
    Whose whose;
    Observation figure;
    bool is_pooled = false;  // several periods of a group, or of everybody, counted together: from its first day to its last
    int revision = 1;
    Instant at;
    Telling telling = Telling::undecided;
};

// Whether it is withheld for itself: it rests on fewer than the smallest number, or counts so few, or leaves so few over; none of them or
// all, unless the owner lets a zero be seen and there are twice the smallest number. Never where figures are published.
[[nodiscard]] bool is_small(const Definition&, const Observation&);
// What it counts, in whole numbers: those who count and the others; of a rate those above and those below the line. Nothing for a result
// alone, pounds, and what is withheld or missing.
[[nodiscard]] std::vector<statistics::Count> counts_of(const Definition&, const Observation&);

// With which earlier figure it would give something away.
struct Against {
    std::string series;
    Period period;
    bool operator==(const Against&) const = default;
};
struct Decided {
    std::size_t entry = 0;
    Telling telling = Telling::told;
    std::optional<Against> against;
};
// On each of a measure's figures that is undecided or waiting, beside all that was ever told. A figure that is corrected by fewer than the
// smallest number is withheld: the difference would be told. So is a result alone of a figure whose counts were withheld.
[[nodiscard]] std::vector<Decided> decide(const Definition&, const std::vector<Entry>&);

// The figures as statistics take them, one for each number that a figure ever had, and what adds up now or did before a correction.
struct Disclosed {
    std::vector<statistics::Told> figures;
    std::vector<statistics::Sum> sums;
    std::vector<std::optional<std::size_t>> place;  // of each entry among the figures
};
[[nodiscard]] statistics::Rules rules_of(const Definition&);  // of what is not published
[[nodiscard]] Disclosed disclosed(const Definition&, const std::vector<Entry>&);

// Several periods of a group counted together, with the same of everybody at its place, for each group at a place that something new was
// entered of and whose latest figure is withheld: as few as may be told, and five years at most. All of them are decided on, and told. Not
// of a stock: that would count the same people again.
inline constexpr int years_pooled = 5;
[[nodiscard]] std::vector<Entry> pooled(const Definition&, const std::vector<Entry>& decided, const std::vector<Whose>& touched);

}  // namespace touchstone::measures
