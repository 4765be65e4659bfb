#include "conclusions/measured.h"

#include <algorithm>
#include <cmath>
#include <ranges>

namespace touchstone::conclusions {
namespace {

bool is_count(double number) { return number >= 0 && number <= count_max && std::floor(number) == number; }

}  // namespace

std::optional<Count> latest_count(const measures::Definition& definition, const std::vector<measures::Observation>& shown) {
    if (definition.unit != measures::Unit::per_cent) return std::nullopt;
    for (const auto& figure : shown | std::views::reverse) {
        const auto value = measures::value_of(definition, figure);
        if (!value) continue;
        if (*value < 0 || *value > 100) return std::nullopt;
        if (figure.numerator && figure.denominator && is_count(*figure.numerator) && is_count(*figure.denominator))
            return Count{static_cast<int>(*figure.numerator), static_cast<int>(*figure.denominator), figure.period.last};
        // All and none stay exact.
        const auto rounded = static_cast<int>(std::lround(*value / 100 * share_only));
        const auto counted = *value == 0 || *value == 100 ? rounded : std::clamp(rounded, 1, share_only - 1);
        return Count{counted, share_only, figure.period.last};
    }
    return std::nullopt;
}

}  // namespace touchstone::conclusions
