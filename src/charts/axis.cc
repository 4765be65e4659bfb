#include "charts/axis.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "base/time.h"
#include "web/language.h"
#include "web/numbers.h"

namespace touchstone::charts {
namespace {

constexpr double largest = 1e300;      // beyond, differences overflow
constexpr double worth_zero = 0.4;     // of the far end: nearer to 0 than that, the axis begins there
constexpr double least_spread = 1e-9;  // of the greater end: ticks nearer to one another could not be told apart
constexpr int most_decimals = 15;

struct Range {
    double least, most;
};

Range range_of(const std::vector<double>& values) {
    Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const double value : values) {
        if (!std::isfinite(value)) continue;
        range.least = std::min(range.least, std::clamp(value, -largest, largest));
        range.most = std::max(range.most, std::clamp(value, -largest, largest));
    }
    return range;
}

// With room around what is all the same, and down or up to 0 where that is near.
Range widened(Range range, const Measure& measure) {
    if (range.least > range.most) return {0, 1};
    const bool is_part_of_whole = measure.is_share && range.least >= 0 && range.most <= 1;  // a change in per cent may go beyond
    const double size = std::max(std::abs(range.least), std::abs(range.most));
    if (range.most - range.least <= size * least_spread) {
        if (size == 0) return {0, measure.is_share ? 0.1 : 1};
        range = {range.least - size * 0.1, range.most + size * 0.1};
    }
    if (range.least > 0 && range.least < range.most * worth_zero) range.least = 0;
    if (range.most < 0 && range.most > range.least * worth_zero) range.most = 0;
    if (is_part_of_whole) range = {std::max(range.least, 0.0), std::min(range.most, 1.0)};
    return range;
}

// The smallest of 1, 2 and 5 with a power of ten that is no smaller.
double round_step(double least) {
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double times : {1.0, 2.0, 5.0})
        if (times * power >= least * (1 - least_spread)) return times * power;
    return 10 * power;
}

int decimals_of(double size) { return std::clamp(-static_cast<int>(std::floor(std::log10(size) + least_spread)), 0, most_decimals); }

std::string in_numbers(double value, const Measure& measure, int decimals) {
    return measure.is_share ? web::in_percent(value, decimals) : web::in_figures(value, decimals);
}

}  // namespace

int Axis::place(double value, int at_from, int at_to) const {
    const double share = std::clamp((value / 2 - from / 2) / (to / 2 - from / 2), 0.0, 1.0);
    return static_cast<int>(std::lround(std::lerp(at_from, at_to, share)));
}

Axis axis_over(const std::vector<double>& values, const Measure& measure, int steps_max) {
    const auto range = widened(range_of(values), measure);
    const double step = round_step((range.most / 2 - range.least / 2) / steps_max * 2);
    // Drawing both ends out may take one step more than there is room for: then the next rounder one.
    const auto axis_with = [&](double each) {
        const auto first = std::floor(range.least / each + least_spread), last = std::ceil(range.most / each - least_spread);
        Axis axis{.decimals = decimals_of(measure.is_share ? each * 100 : each)};
        for (auto number = first; number <= last; ++number) axis.ticks.push_back(number * each);
        axis.from = axis.ticks.front();
        axis.to = axis.ticks.back();
        return axis;
    };
    auto axis = axis_with(step);
    for (auto wider = step; static_cast<int>(axis.ticks.size()) > std::max(steps_max, 2) + 1;)
        axis = axis_with(wider = round_step(wider * 1.5));
    return axis;
}

std::string tick_words(const Axis& axis, double tick, const Measure& measure) { return in_numbers(tick, measure, axis.decimals); }

std::string bare_number(double value, const Measure& measure, int digits) {
    const double size = std::abs(measure.is_share ? value * 100 : value);
    const int whole = size > 0 && std::isfinite(size) ? static_cast<int>(std::floor(std::log10(size))) + 1 : 1;
    return in_numbers(value, measure, std::clamp((measure.is_share ? digits - 1 : digits) - whole, 0, most_decimals));
}

std::string number_words(double value, const Measure& measure, int digits) {
    const auto number = bare_number(value, measure, digits);
    return measure.unit.empty() ? number : number + " " + measure.unit;
}

int width_of(const std::string& words, int type) {
    constexpr std::string_view widest = "mwMW@%", narrowest = "fijlt.,:;'| ()[]";
    int hundredths = 0;
    for (const char letter : words) {
        const auto c = static_cast<unsigned char>(letter);
        if ((c & 0xC0) == 0x80) continue;  // within a character
        const auto is_in = [&](std::string_view set) { return set.find(letter) != std::string_view::npos; };
        hundredths += is_in(widest) ? 88 : is_in(narrowest) ? 34 : c >= 'A' && c <= 'Z' ? 67 : c < 0x80 ? 57 : 66;
    }
    return hundredths * type / 100;
}

std::string period_words(const std::string& label) {
    if (const auto date = date_from(label)) return in_words(*date);
    if (const auto date = date_from(label + "-01"); date && label.size() == 7)
        return web::short_month(*date) + " " + std::to_string(int{date->year()});
    return label;
}

}  // namespace touchstone::charts
