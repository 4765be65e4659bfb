#include "statistics/time_chart.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "statistics/run_chart.h"

namespace touchstone::statistics {

namespace {

struct Phase {
    std::size_t first = 0, end = 0;   // in the series
    std::vector<std::size_t> places;  // of the points that are there
    Series present;
    Series base;              // that the limits are made from
    std::size_t settled = 0;  // how many of them count: in a run chart, no more than lie off the median
};

std::vector<Phase> phases_of(const Series& series, const TimeOptions& options) {
    auto starts = options.breaks;
    starts.insert(starts.begin(), 0);
    starts.push_back(series.size());
    if (std::ranges::adjacent_find(starts, std::greater_equal{}) != starts.end())
        throw std::invalid_argument("breaks that are out of order or range");
    if (options.baseline && (*options.baseline == 0 || *options.baseline > starts[1]))
        throw std::invalid_argument("a baseline that does not lie in the first phase");
    std::vector<Phase> phases;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
        Phase phase{starts[i], starts[i + 1], {}, {}, {}, 0};
        for (auto place = phase.first; place < phase.end; ++place) {
            if (!series[place].value) continue;
            phase.places.push_back(place);
            phase.present.push_back(series[place]);
            if (i > 0 || place < options.baseline.value_or(series.size())) phase.base.push_back(series[place]);
        }
        phase.settled = phase.base.size();
        phases.push_back(std::move(phase));
    }
    return phases;
}

void draw_runs(Phase& phase, TimeChart& chart) {
    const auto values = values_of(phase.present);
    const auto median = median_of(values_of(phase.base));
    const auto runs = runs_about(median, values);
    phase.settled = std::min(phase.base.size(), static_cast<std::size_t>(runs.useful));
    for (auto place = phase.first; place < phase.end; ++place) chart.points[place].centre = median;
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto& said = chart.points[phase.places[i]].said;
        if (values[i] == median) continue;
        said.side = values[i] > median ? Side::higher : Side::lower;
        said.signal = runs.in_too_long[i] ? Signal::run : runs.has_too_few_crossings ? Signal::crossings : Signal::none;
    }
}

void draw_limits(Kind kind, const Series& series, const ControlOptions& options, const Phase& phase, TimeChart& chart) {
    const auto lines = lines_of(kind, phase.base, options);
    std::vector<Limits> limits;
    for (auto place = phase.first; place < phase.end; ++place) {
        const auto here = limits_at(lines, series[place]);
        chart.points[place] = {lines.centre, here.lower, here.upper};
        if (series[place].value) limits.push_back(here);
    }
    const auto said = control_signals(values_of(phase.present), lines.centre, limits);
    for (std::size_t i = 0; i < said.size(); ++i) chart.points[phase.places[i]].said = said[i];
}

Standing standing_of(const Phase& phase) {
    if (phase.settled < points_needed || !varies(phase.base)) return Standing::open;
    return phase.settled < points_settled ? Standing::provisional : Standing::settled;
}

// In a u chart a base is an exposure, in whatever unit.
bool counts_shares(Kind kind, const Series& series) { return kind != Kind::u && kind != Kind::u_prime && are_shares(series); }

std::vector<Series> shares_of(const std::vector<Phase>& phases) {
    std::vector<Series> shares;
    for (const auto& phase : phases) shares.push_back(phase.present);
    return shares;
}

// Whether there are points enough, and counts large enough, for σz to show that the same are counted again.
bool can_show_stock(const std::vector<Phase>& phases) {
    std::size_t points = 0;
    double expected = 0;
    for (const auto& phase : phases_with_z(shares_of(phases))) {
        const auto centre = overall(phase);
        points += phase.size();
        for (const auto& point : phase) expected += point.denominator * centre * (1 - centre);
    }
    return points >= shares_needed && expected >= least_expected * static_cast<double>(points);
}

std::optional<Silence> silence_of(Kind kind, const Series& series, const std::vector<Phase>& phases, const TimeOptions& options,
                                  const TimeChart& chart) {
    if (options.is_stock) return declared_stock();
    if (counts_shares(kind, series))
        for (const auto& point : series)
            if (point.value && point.denominator < options.smallest_base)
                return small_base(point.label, point.denominator, options.smallest_base);
    const auto& last = phases.back();
    const bool is_after_break = phases.size() > 1;
    const auto& since = series[last.first].label;
    if (last.base.size() < points_needed) return is_after_break ? too_few_since(since, last.base.size()) : too_few_points(last.base.size());
    if (!varies(last.base)) return no_variation();
    if (kind == Kind::run && last.settled < points_needed)
        return is_after_break ? too_few_off_the_median_since(since, last.settled) : too_few_off_the_median(last.settled);
    if (chart.sigma_z && *chart.sigma_z < least_sigma_z && can_show_stock(phases)) return found_stock();
    return std::nullopt;
}

}  // namespace

TimeChart time_chart(Kind kind, const Series& series, const TimeOptions& options) {
    if (series.empty()) throw std::invalid_argument("no points");
    auto phases = phases_of(series, options);
    TimeChart chart;
    chart.points.resize(series.size());
    for (auto& phase : phases) {
        if (phase.base.empty()) continue;
        if (kind == Kind::run)
            draw_runs(phase, chart);
        else
            draw_limits(kind, series, options.control, phase, chart);
    }
    if (counts_shares(kind, series)) chart.sigma_z = sigma_z(shares_of(phases));
    chart.silence = silence_of(kind, series, phases, options, chart);
    for (const auto& phase : phases) {
        const auto standing = standing_of(phase);
        const bool is_silent = chart.silence || standing == Standing::open;
        if (standing == Standing::open && !phase.present.empty()) chart.has_unjudged = true;
        for (auto place = phase.first; place < phase.end; ++place) {
            chart.points[place].standing = standing;
            if (is_silent) chart.points[place].said = {};
        }
    }
    const auto& last = phases.back();
    if (!chart.silence && standing_of(last) == Standing::provisional) chart.provisional = last.settled;
    return chart;
}

}  // namespace touchstone::statistics
