#include "statistics/intervals.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "statistics/distributions.h"

namespace touchstone::statistics {

namespace {

constexpr double few_events = 10;

void require_count(double events) {
    if (!(events >= 0)) throw std::invalid_argument("a negative count");
}

void require_part(double part, double whole) {
    require_count(part);
    if (!(whole > 0) || part > whole) throw std::invalid_argument("a part of nothing, or above its whole");
}

double cubed(double x) { return x * x * x; }

}  // namespace

Bounds wilson(double part, double whole, double coverage) {
    require_part(part, whole);
    const auto z = normal_reach(coverage);
    const auto middle = 2 * part + z * z;
    const auto reach = z * std::sqrt(z * z + 4 * part * (1 - part / whole));
    const auto scale = 2 * (whole + z * z);
    // At the ends the two terms are equal but for rounding.
    return {part == 0 ? 0 : (middle - reach) / scale, part == whole ? 1 : (middle + reach) / scale};
}

Bounds exact_proportion(double part, double whole, double coverage) {
    require_part(part, whole);
    const auto tail = (1 - coverage) / 2;
    return {part == 0 ? 0 : beta_quantile(tail, part, whole - part + 1),
            part == whole ? 1 : beta_quantile(1 - tail, part + 1, whole - part)};
}

Bounds exact_count(double events, double coverage) {
    require_count(events);
    const auto tail = (1 - coverage) / 2;
    return {events == 0 ? 0 : chi_squared_quantile(tail, 2 * events) / 2, chi_squared_quantile(1 - tail, 2 * (events + 1)) / 2};
}

Bounds byar(double events, double coverage) {
    require_count(events);
    const auto z = normal_reach(coverage);
    const auto next = events + 1;
    const auto lower = events == 0 ? 0 : std::max(0.0, events * cubed(1 - 1 / (9 * events) - z / (3 * std::sqrt(events))));
    return {lower, next * cubed(1 - 1 / (9 * next) + z / (3 * std::sqrt(next)))};
}

Bounds count_bounds(double events, double coverage) { return events < few_events ? exact_count(events, coverage) : byar(events, coverage); }

Bounds newcombe(double part, double whole, double other_part, double other_whole, double coverage) {
    const auto one = wilson(part, whole, coverage);
    const auto other = wilson(other_part, other_whole, coverage);
    const auto share = part / whole;
    const auto other_share = other_part / other_whole;
    return {share - other_share - std::hypot(share - one.lower, other.upper - other_share),
            share - other_share + std::hypot(one.upper - share, other_share - other.lower)};
}

double sample_size(double population, double half_width, double share) {
    if (!(population > 0) || !(half_width > 0) || !(share >= 0 && share <= 1)) throw std::invalid_argument("nothing to sample");
    const auto z = normal_reach(0.95);
    const auto of_many = z * z * share * (1 - share) / (half_width * half_width);
    return std::ceil(of_many / (1 + (of_many - 1) / population));
}

}  // namespace touchstone::statistics
