// What a chart is drawn from: points over time, or units of a funnel. Pure values; where they come from is no matter here.
#pragma once
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace touchstone::statistics {

// A point without a value is missing: nothing was counted, the base was zero, or it is withheld.
struct Point {
    std::string label;  // the period, or the unit
    std::optional<double> value;
    double numerator = 0, denominator = 0;  // that the value is the quotient of; both 0 where it was measured as it is

    [[nodiscard]] bool is_quotient() const { return denominator > 0; }
};
using Series = std::vector<Point>;

[[nodiscard]] inline Point measured(std::string label, std::optional<double> value) { return {std::move(label), value}; }

// Missing where either number is, or where the denominator is 0.
[[nodiscard]] inline Point quotient(std::string label, std::optional<double> numerator, std::optional<double> denominator) {
    if (!numerator || !denominator || *denominator == 0) return {std::move(label), std::nullopt};
    return {std::move(label), *numerator / *denominator, *numerator, *denominator};
}

[[nodiscard]] inline Series without_missing(const Series& series) {
    auto present = series;
    std::erase_if(present, [](const Point& point) { return !point.value; });
    return present;
}

// Of points that are all there.
[[nodiscard]] inline std::vector<double> values_of(const Series& present) {
    std::vector<double> values;
    for (const auto& point : present) values.push_back(point.value.value());
    return values;
}

// Whether every point is a part of a whole: whole numbers, none above its denominator.
[[nodiscard]] inline bool are_shares(const Series& series) {
    const auto present = without_missing(series);
    const auto is_whole = [](double number) { return std::floor(number) == number; };
    return !present.empty() && std::ranges::all_of(present, [&](const Point& point) {
        return point.is_quotient() && is_whole(point.numerator) && is_whole(point.denominator) && point.numerator >= 0 &&
               point.numerator <= point.denominator;
    });
}

// Whether there is more than one value. Two equal quotients are equal to the last bit.
[[nodiscard]] inline bool varies(const Series& present) {
    for (const auto& point : present)
        if (point.value != present.front().value) return true;
    return false;
}

}  // namespace touchstone::statistics
