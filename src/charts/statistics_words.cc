#include "charts/statistics_words.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "web/numbers.h"
#include "web/texts.h"

namespace touchstone::charts {

using namespace statistics;
using web::text;
namespace {

template <class Points>
int count(const Points& points, Side side, std::initializer_list<Signal> signals) {
    return static_cast<int>(std::ranges::count_if(points, [&](const auto& point) {
        return point.said.side == side && std::ranges::find(signals, point.said.signal) != signals.end();
    }));
}

using Sentences = std::vector<std::string>;

std::string together(const Sentences& sentences) {
    std::string all;
    for (const auto& sentence : sentences) all += (all.empty() ? "" : " ") + sentence;
    return all;
}

void add_better(Sentences& said, Better better) {
    if (better == Better::higher) said.push_back(text("statistics.words.higher_is_better"));
    if (better == Better::lower) said.push_back(text("statistics.words.lower_is_better"));
}

}  // namespace

std::string sentence_of(const TimeChart& chart, Better better) {
    if (chart.silence) return text(chart.silence->sentence, chart.silence->values);
    Sentences said;
    const auto add = [&](const char* key, Side side, std::initializer_list<Signal> signals) {
        const auto points = count(chart.points, side, signals);
        if (points > 0) said.push_back(web::counted(key, points));
    };
    add("statistics.words.higher", Side::higher, {Signal::outside});
    add("statistics.words.lower", Side::lower, {Signal::outside});
    add("statistics.words.near_upper", Side::higher, {Signal::two_of_three});
    add("statistics.words.near_lower", Side::lower, {Signal::two_of_three});
    add("statistics.words.above", Side::higher, {Signal::shift, Signal::run});
    add("statistics.words.below", Side::lower, {Signal::shift, Signal::run});
    add("statistics.words.rising", Side::higher, {Signal::trend});
    add("statistics.words.falling", Side::lower, {Signal::trend});
    const auto crosses_rarely = [](const TimePoint& point) { return point.said.signal == Signal::crossings; };
    if (std::ranges::any_of(chart.points, crosses_rarely)) said.push_back(text("statistics.words.crossings"));
    if (said.empty())
        said.push_back(text(chart.has_unjudged ? "statistics.words.judged_within" : "statistics.words.within"));
    else
        add_better(said, better);
    if (chart.has_unjudged) said.push_back(text("statistics.words.not_judged"));
    if (chart.provisional) said.push_back(text("statistics.words.provisional", {{"count", std::to_string(*chart.provisional)}}));
    return together(said);
}

std::string sentence_of(const Funnel& funnel, Better better) {
    if (funnel.silence) return text(funnel.silence->sentence, funnel.silence->values);
    const auto higher = count(funnel.points, Side::higher, {Signal::outside});
    const auto lower = count(funnel.points, Side::lower, {Signal::outside});
    const bool has_spread = funnel.tau2 > 0;
    if (higher + lower == 0) return text(has_spread ? "statistics.words.units_within_spread" : "statistics.words.units_within");
    Sentences said;
    if (higher > 0)
        said.push_back(web::counted(has_spread ? "statistics.words.units_higher_spread" : "statistics.words.units_higher", higher));
    if (lower > 0) said.push_back(web::counted(has_spread ? "statistics.words.units_lower_spread" : "statistics.words.units_lower", lower));
    add_better(said, better);
    return together(said);
}

SignalWords signal_words() {
    SignalWords words;
    for (const auto& [signal, name] : {std::pair{Signal::outside, "outside"},
                                       {Signal::trend, "trend"},
                                       {Signal::two_of_three, "two_of_three"},
                                       {Signal::shift, "shift"},
                                       {Signal::run, "run"}})
        for (const auto& [side, end] : {std::pair{Side::higher, "_higher"}, {Side::lower, "_lower"}})
            words[{signal, side}] = text(std::string("statistics.picture.signal.") + name + end);
    for (const auto side : {Side::higher, Side::lower}) words[{Signal::crossings, side}] = text("statistics.picture.signal.crossings");
    return words;
}

OverTimeWords over_time_words(Kind kind) {
    return {.period = text("statistics.column.period"),
            .value = text("statistics.column.value"),
            .numerator = text("statistics.picture.numerator"),
            .denominator = text("statistics.picture.denominator"),
            .centre = text(kind == Kind::run ? "statistics.picture.median" : "statistics.picture.mean"),
            .lower = text("statistics.picture.lower"),
            .upper = text("statistics.picture.upper"),
            .target = text("statistics.picture.target"),
            .signal = text("statistics.picture.said"),
            .phase = text("statistics.picture.phase"),
            .limits = text("statistics.picture.limits"),
            .provisional = text("statistics.picture.provisional"),
            .earlier = text("statistics.picture.earlier"),
            .missing = text("statistics.picture.missing"),
            .no_value = text("statistics.picture.no_value"),
            .break_at = text("statistics.picture.break_at"),
            .no_points = text("statistics.picture.no_points"),
            .cut_axis = text("statistics.picture.cut_axis"),
            .table = text("statistics.picture.table"),
            .signals = signal_words()};
}

FunnelWords funnel_words(FunnelKind kind, const Funnel& funnel) {
    const bool has_spread = funnel.tau2 > 0;
    const auto* lines = has_spread                  ? "statistics.picture.lines_spread"
                        : kind == FunnelKind::exact ? "statistics.picture.lines_exact"
                                                    : "statistics.picture.lines_chance";
    const auto lines_around = [&](double coverage) { return text(lines, {{"share", web::in_percent(coverage, 1)}}); };
    return {.unit = text("statistics.column.unit"),
            .value = text("statistics.column.value"),
            .numerator = text("statistics.picture.numerator"),
            .base = text("statistics.picture.denominator"),
            .signal = text("statistics.picture.said"),
            .lower95 = text("statistics.column.lower95"),
            .upper95 = text("statistics.column.upper95"),
            .lower998 = text("statistics.column.lower998"),
            .upper998 = text("statistics.column.upper998"),
            .centre = text("statistics.picture.all_units"),
            .inner = lines_around(inner_coverage),
            .outer = lines_around(outer_coverage),
            .higher = text(has_spread ? "statistics.picture.unit_higher_spread" : "statistics.picture.unit_higher"),
            .lower = text(has_spread ? "statistics.picture.unit_lower_spread" : "statistics.picture.unit_lower"),
            .own = text("statistics.picture.own"),
            .missing = text("statistics.picture.no_value"),
            .no_units = text("statistics.picture.no_units"),
            .cut_axis = text("statistics.picture.cut_axis"),
            .table = text("statistics.picture.table")};
}

MultiplesWords multiples_words() {
    return {.name = text("statistics.picture.name"),
            .latest = text("statistics.picture.latest"),
            .no_value = text("statistics.picture.no_value"),
            .one_scale = text("statistics.picture.one_scale"),
            .own_scales = text("statistics.picture.own_scales"),
            .cut_axis = text("statistics.picture.cut_axis"),
            .table = text("statistics.picture.table")};
}

DumbbellWords dumbbell_words(const Measure& measure) {
    return {.row = text("statistics.picture.name"),
            .first = {},
            .second = {},
            .gap = text("statistics.picture.gap"),
            .gap_unit = measure.is_share ? text("statistics.picture.points") : measure.unit,
            .withheld = text("statistics.picture.withheld"),
            .no_gap = text("statistics.picture.no_gap"),
            .no_rows = text("statistics.picture.no_rows"),
            .cut_axis = text("statistics.picture.cut_axis"),
            .table = text("statistics.picture.table")};
}

}  // namespace touchstone::charts
