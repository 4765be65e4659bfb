// Figures of one measure, as people type or paste them and as they are shown: a period, and a number, a quotient, or the mark that says why
// there is none.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/outcome.h"
#include "measures/figure.h"
#include "measures/measure.h"

namespace touchstone::measures {

[[nodiscard]] const Names<FigureState>& figure_states();

// Whose figures they are.
struct Whose {
    OrganisationId organisation;       // empty: no single one
    std::string area_code, area_name;  // empty: no area
    std::string people;                // a group of people there; empty: everybody
    auto operator<=>(const Whose&) const = default;
};

struct Observation {
    Period period;
    FigureState state = FigureState::value;
    std::optional<double> value;  // in the measure's unit, "88.4" of per cent; of a quotient only where its parts are not known
    std::optional<double> numerator, denominator;  // both or none
    bool operator==(const Observation&) const = default;
};

// In the measure's unit. Nothing for what is withheld or missing, or has nothing to be divided by.
[[nodiscard]] std::optional<double> value_of(const Definition&, const Observation&);

// A number as it is kept: with every digit that it has, and none more.
[[nodiscard]] std::string digits_of(double);
[[nodiscard]] std::optional<double> number_from(const std::string& digits);

struct LineProblem {
    int line = 0;          // from 1; 0: all of them
    std::string sentence;  // its key; holes {line}, {words}
    std::string words;
    bool operator==(const LineProblem&) const = default;
};
inline constexpr std::size_t pasted_max = 2000;
// One figure on each line: the period, then the number, or numerator and denominator, with a tab or a semicolon between them, as
// a spreadsheet copies them. A first line without a period is their heads. Problems are those of every line.
[[nodiscard]] std::expected<std::vector<Observation>, std::vector<LineProblem>> read_pasted(const std::string& text, const Definition&);

}  // namespace touchstone::measures
