#include "statistics/funnel.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>

#include "statistics/distributions.h"

namespace touchstone::statistics {

namespace {

constexpr double drawn_in_at = 0.1;

double angle_of(double share) { return std::asin(std::sqrt(share)); }

double share_at(double angle) {
    const auto sine = std::sin(std::clamp(angle, 0.0, std::numbers::pi / 2));
    return sine * sine;
}

// Linear between ordered values (type 7 of Hyndman & Fan 1996).
double quantile_of(std::vector<double> values, double share) {
    std::ranges::sort(values);
    const auto position = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    return std::lerp(values[below], values[std::min(below + 1, values.size() - 1)], position - static_cast<double>(below));
}

std::optional<Silence> silence_of(FunnelKind kind, const Series& present, std::optional<double> centre, double smallest_base) {
    for (const auto& unit : present)
        if (unit.denominator < smallest_base) return small_base(unit.label, unit.denominator, smallest_base);
    const auto needed = kind == FunnelKind::over_dispersed ? units_needed_for_spread : units_needed;
    if (present.size() < needed) return too_few_units(present.size(), needed);
    const auto variance = *centre * (1 - *centre);
    if (variance == 0) return no_variation();
    if (kind == FunnelKind::exact) return std::nullopt;
    const auto small = std::ranges::count_if(present, [&](const Point& unit) { return unit.denominator * variance < least_expected; });
    return small > 0 ? std::optional(too_small_units(static_cast<std::size_t>(small), present.size())) : std::nullopt;
}

Said said_of(double value, const Bounds& limits) {
    if (value > limits.upper) return {Signal::outside, Side::higher};
    return value < limits.lower ? Said{Signal::outside, Side::lower} : Said{};
}

}  // namespace

Bounds exact_limits(double centre, double base, double coverage) {
    const auto tail = (1 - coverage) / 2;
    return {binomial_quantile(tail, base, centre) / base, binomial_quantile(1 - tail, base, centre) / base};
}

Bounds arcsine_limits(double centre, double base, double coverage, double tau2) {
    const auto reach = normal_reach(coverage) * std::sqrt(1 / (4 * base) + tau2);
    return {share_at(angle_of(centre) - reach), share_at(angle_of(centre) + reach)};
}

Bounds score_limits(double centre, double base, double coverage) {
    const auto reach = normal_reach(coverage) * std::sqrt(centre * (1 - centre) / base);
    return {std::max(centre - reach, 0.0), std::min(centre + reach, 1.0)};
}

Bounds ratio_limits(double expected, double coverage) {
    const auto bounds = exact_count(expected, coverage);
    return {bounds.lower / expected, bounds.upper / expected};
}

Bounds funnel_limits(FunnelKind kind, double centre, double base, double coverage, double tau2) {
    if (centre == 0 || centre == 1) return {centre, centre};
    switch (kind) {
        case FunnelKind::exact:
            return exact_limits(centre, base, coverage);
        case FunnelKind::over_dispersed:
            return arcsine_limits(centre, base, coverage, tau2);
        case FunnelKind::score:
            return score_limits(centre, base, coverage);
    }
    throw std::logic_error("no such limits");
}

Dispersion dispersion_of(const Series& present, double centre) {
    if (present.size() < 2) throw std::invalid_argument("fewer than 2 units have no spread");
    Dispersion found;
    double weights = 0;
    double squares = 0;
    for (const auto& unit : present) {
        found.scores.push_back((angle_of(*unit.value) - angle_of(centre)) * 2 * std::sqrt(unit.denominator));
        const auto weight = 4 * unit.denominator;
        weights += weight;
        squares += weight * weight;
    }
    const auto least = quantile_of(found.scores, drawn_in_at);
    const auto most = quantile_of(found.scores, 1 - drawn_in_at);
    for (const auto score : found.scores) found.drawn_in.push_back(std::clamp(score, least, most));
    const auto units = static_cast<double>(present.size());
    const auto total = std::inner_product(found.drawn_in.begin(), found.drawn_in.end(), found.drawn_in.begin(), 0.0);
    found.phi = total / units;
    found.tau2 = std::max(0.0, (total - (units - 1)) / (weights - squares / weights));
    return found;
}

Funnel funnel_of(FunnelKind kind, const Series& series, double smallest_base) {
    const auto present = without_missing(series);
    if (!present.empty() && !are_shares(series)) throw std::invalid_argument("units that are no shares");
    Funnel funnel;
    funnel.points.resize(series.size());
    if (!present.empty()) funnel.centre = overall(present);
    funnel.silence = silence_of(kind, present, funnel.centre, smallest_base);
    if (kind == FunnelKind::over_dispersed && present.size() > 1) funnel.tau2 = dispersion_of(present, *funnel.centre).tau2;
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (!series[i].value) continue;
        const auto inner = funnel_limits(kind, *funnel.centre, series[i].denominator, inner_coverage, funnel.tau2);
        const auto outer = funnel_limits(kind, *funnel.centre, series[i].denominator, outer_coverage, funnel.tau2);
        funnel.points[i] = {inner.lower, inner.upper, outer.lower, outer.upper, {}};
        if (!funnel.silence) funnel.points[i].said = said_of(*series[i].value, outer);
    }
    return funnel;
}

}  // namespace touchstone::statistics
