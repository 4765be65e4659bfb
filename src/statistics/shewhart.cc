#include "statistics/shewhart.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>

namespace touchstone::statistics {

namespace {

constexpr double d2 = 1.128;  // mean range of two normal values, in standard deviations
constexpr double outlying_range = 3.267;
constexpr std::size_t many_in_a_row = 7;
constexpr double rounding = 1e-12;  // of the largest value: nearer than that, two numbers are the same
constexpr double endless = std::numeric_limits<double>::infinity();

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<double> moving_ranges(const std::vector<double>& values) {
    std::vector<double> ranges;
    for (std::size_t i = 1; i < values.size(); ++i) ranges.push_back(std::abs(values[i] - values[i - 1]));
    return ranges;
}

std::optional<double> mean_moving_range(const std::vector<double>& values, bool screens) {
    auto ranges = moving_ranges(values);
    if (ranges.empty()) return std::nullopt;
    const auto mean = mean_of(ranges);
    if (!screens) return mean;
    std::erase_if(ranges, [&](double range) { return range >= outlying_range * mean; });
    const auto screened = ranges.empty() ? 0 : mean_of(ranges);
    return screened > 0 ? screened : mean;
}

// Moving ranges of z, with the variance that a base of 1 has.
std::vector<double> ranges_of_z(const Series& present, double centre, double variance) {
    std::vector<double> scores;
    for (const auto& point : present) scores.push_back((*point.value - centre) * std::sqrt(point.denominator / variance));
    return moving_ranges(scores);
}

Lines quotient_lines(const Series& present, bool is_share, bool is_primed) {
    const auto centre = overall(present);
    const auto variance = is_share ? centre * (1 - centre) : centre;
    if (!(variance > 0)) throw std::invalid_argument("counts below 0, or above their base");
    Lines lines{centre, 3 * std::sqrt(variance), true, 0, is_share ? 1 : endless};
    if (!is_primed) return lines;
    const auto ranges = ranges_of_z(present, centre, variance);
    lines.reach = ranges.empty() ? std::nullopt : std::optional(*lines.reach * mean_of(ranges) / d2);
    return lines;
}

Lines lines_of_varying(Kind kind, const Series& present, const ControlOptions& options) {
    switch (kind) {
        case Kind::run:
            throw std::invalid_argument("a run chart has no limits");
        case Kind::xmr: {
            const auto values = values_of(present);
            const auto range = mean_moving_range(values, options.screens);
            return {mean_of(values), range ? std::optional(options.constant * *range) : std::nullopt, false, -endless, endless};
        }
        case Kind::p:
        case Kind::p_prime:
            return quotient_lines(present, true, kind == Kind::p_prime);
        case Kind::u:
        case Kind::u_prime:
            return quotient_lines(present, false, kind == Kind::u_prime);
        case Kind::c: {
            const auto mean = mean_of(values_of(present));
            if (!(mean > 0)) throw std::invalid_argument("counts below 0");
            return {mean, 3 * std::sqrt(mean), false, 0, endless};
        }
    }
    throw std::logic_error("no such kind");
}

// Calls with the first of each stretch of so many neighbours that holds.
template <class Holds, class Do>
void each_stretch(std::size_t size, std::size_t length, Holds holds, Do act) {
    for (std::size_t first = 0; first + length <= size; ++first)
        if (holds(first)) act(first);
}

Side side_of(double value, double centre, double tolerance) {
    if (value - centre > tolerance) return Side::higher;
    return centre - value > tolerance ? Side::lower : Side::none;
}

bool is_outside(double value, const Limits& limits, double tolerance) {
    return limits.nearest && (*limits.nearest - value > tolerance || value - *limits.furthest > tolerance);
}

// Between two thirds of the way to a limit and the limit.
bool is_near(double value, double centre, const Limits& limits, double tolerance) {
    return limits.nearest && !is_outside(value, limits, tolerance) &&
           std::abs(value - centre) - (*limits.furthest - centre) * 2 / 3 > tolerance;
}

bool are_alike(std::span<const Side> sides) {
    return sides.front() != Side::none && std::ranges::all_of(sides, [&](Side side) { return side == sides.front(); });
}

}  // namespace

std::string_view name_of(Signal signal) {
    switch (signal) {
        case Signal::none:
            return {};
        case Signal::outside:
            return "outside";
        case Signal::trend:
            return "trend";
        case Signal::two_of_three:
            return "two_of_three";
        case Signal::shift:
            return "shift";
        case Signal::run:
            return "run";
        case Signal::crossings:
            return "crossings";
    }
    throw std::logic_error("no such signal");
}

double overall(const Series& present) {
    double numerators = 0;
    double denominators = 0;
    for (const auto& point : present) {
        if (!point.is_quotient()) throw std::invalid_argument("a point that is no quotient");
        numerators += point.numerator;
        denominators += point.denominator;
    }
    return numerators / denominators;
}

Lines lines_of(Kind kind, const Series& present, const ControlOptions& options) {
    if (present.empty()) throw std::invalid_argument("no points");
    if (varies(present)) return lines_of_varying(kind, present, options);
    return {*present.front().value, present.size() > 1 ? std::optional(0.0) : std::nullopt, false, -endless, endless};
}

Limits limits_at(const Lines& lines, const Point& point) {
    if (!lines.reach || (lines.is_by_base && !point.is_quotient())) return {};
    const auto reach = lines.is_by_base ? *lines.reach / std::sqrt(point.denominator) : *lines.reach;
    const auto nearest = lines.centre - reach;
    const auto furthest = lines.centre + reach;
    return {std::max(nearest, lines.least), std::min(furthest, lines.most), nearest, furthest};
}

std::vector<Series> phases_with_z(std::vector<Series> phases) {
    std::erase_if(phases, [](const Series& phase) {
        if (phase.size() < 2) return true;
        const auto centre = overall(phase);
        return !(centre * (1 - centre) > 0);
    });
    return phases;
}

std::optional<double> sigma_z(const std::vector<Series>& phases) {
    std::vector<double> ranges;
    for (const auto& phase : phases_with_z(phases)) {
        const auto centre = overall(phase);
        const auto more = ranges_of_z(phase, centre, centre * (1 - centre));
        ranges.insert(ranges.end(), more.begin(), more.end());
    }
    if (ranges.empty()) return std::nullopt;
    return mean_of(ranges) / d2;
}

std::vector<Said> control_signals(const std::vector<double>& values, double centre, const std::vector<Limits>& limits) {
    const auto size = values.size();
    std::vector<Side> sides(size), steps(size, Side::none);  // steps: from the point before
    std::vector<bool> near(size);
    double tolerance = 0;
    for (const auto value : values) tolerance = std::max(tolerance, rounding * std::abs(value));
    for (std::size_t i = 0; i < size; ++i) {
        sides[i] = side_of(values[i], centre, tolerance);
        near[i] = is_near(values[i], centre, limits[i], tolerance);
        if (i > 0) steps[i] = side_of(values[i], values[i - 1], 0);
    }
    std::vector<Said> said(size);
    // From the weakest to the strongest, each over the one before.
    const auto mark = [&](std::size_t first, std::size_t length, Said as) {
        std::fill_n(said.begin() + static_cast<std::ptrdiff_t>(first), length, as);
    };
    each_stretch(
        size, many_in_a_row, [&](auto first) { return are_alike(std::span(sides).subspan(first, many_in_a_row)); },
        [&](auto first) { mark(first, many_in_a_row, {Signal::shift, sides[first]}); });
    each_stretch(
        size, 3,
        [&](auto first) {
            return are_alike(std::span(sides).subspan(first, 3)) &&
                   std::count(near.begin() + static_cast<std::ptrdiff_t>(first), near.begin() + static_cast<std::ptrdiff_t>(first) + 3,
                              true) >= 2;
        },
        [&](auto first) {
            for (auto i = first; i < first + 3; ++i)
                if (near[i]) said[i] = {Signal::two_of_three, sides[i]};
        });
    each_stretch(
        size, many_in_a_row, [&](auto first) { return are_alike(std::span(steps).subspan(first + 1, many_in_a_row - 1)); },
        [&](auto first) { mark(first, many_in_a_row, {Signal::trend, steps[first + 1]}); });
    for (std::size_t i = 0; i < size; ++i)
        if (is_outside(values[i], limits[i], tolerance)) said[i] = {Signal::outside, sides[i]};
    return said;
}

}  // namespace touchstone::statistics
