// One cell of a table of figures: a number, or the mark that says why there is none.
#pragma once
#include <expected>
#include <string_view>

namespace touchstone::measures {

// Withheld: there is a number, and it is not told, so that nobody is found out. Missing: there is none.
enum class FigureState { value, withheld, missing };

// How a number is written.
enum class Sign { none, per_cent, pounds };

struct CellFigure {
    FigureState state = FigureState::withheld;
    double number = 0;  // of a value; "88.4%" is 88.4
    Sign sign = Sign::none;
    bool operator==(const CellFigure&) const = default;
};

inline constexpr double figure_max = 1e15;

// Withheld: nothing at all, "*", "c", "[c]", "[x]" and others of that kind. Missing: "NA", "N/A", "..", "-". A number may have thousands
// apart
// ("1,234", "1 234"), a power of ten ("9.72E1"), and a pound or per cent sign. Else the key of the sentence that says what is wrong.
[[nodiscard]] std::expected<CellFigure, const char*> read_figure(std::string_view cell);

}  // namespace touchstone::measures
