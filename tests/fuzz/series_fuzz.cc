// Any bytes as the file of a chart: what is read is drawn, with finite numbers, and a silent chart marks nothing.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/sheet.h"
#include "statistics/funnel.h"
#include "statistics/series_file.h"
#include "statistics/time_chart.h"

namespace {

using namespace touchstone::statistics;

void demand(bool holds) {
    if (!holds) std::abort();
}

void demand_finite(std::optional<double> number) { demand(!number || std::isfinite(*number)); }

void draw_over_time(Kind kind, const Series& series) {
    const auto chart = time_chart(kind, series, {});
    demand(chart.points.size() == series.size());
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& point = chart.points[i];
        for (const auto& number : {point.centre, point.lower, point.upper}) demand_finite(number);
        demand(point.said.signal == Signal::none || (series[i].value && !chart.silence));
    }
}

void draw_funnel(const Series& series) {
    for (const auto kind : {FunnelKind::exact, FunnelKind::over_dispersed, FunnelKind::score}) {
        const auto funnel = funnel_of(kind, series);
        for (const auto& point : funnel.points) {
            for (const auto& number : {point.lower95, point.upper95, point.lower998, point.upper998}) demand_finite(number);
            demand(point.said.signal == Signal::none || !funnel.silence);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto sheet = touchstone::read_csv({reinterpret_cast<const char*>(data), size});
    if (!sheet) return 0;
    if (const auto any = read_series(sheet->rows, {}))
        for (const auto kind : {Kind::run, Kind::xmr}) draw_over_time(kind, *any);
    if (const auto counts = read_series(sheet->rows, {"period", true, false, true, false})) draw_over_time(Kind::c, *counts);
    if (const auto rates = read_series(sheet->rows, {"period", false, true, true, false}))
        for (const auto kind : {Kind::u, Kind::u_prime}) draw_over_time(kind, *rates);
    if (const auto shares = read_series(sheet->rows, {"period", false, true, true, true})) {
        for (const auto kind : {Kind::p, Kind::p_prime}) draw_over_time(kind, *shares);
        draw_funnel(*shares);
    }
    return 0;
}
