#include "measures/measure_chart.h"

#include <algorithm>

namespace touchstone::measures {
namespace {

statistics::Point point_of(const Definition& definition, const Observation& it) {
    const auto label = text_of(it.period);
    if (!it.denominator) {
        const auto value = value_of(definition, it);
        return statistics::measured(label, value ? std::optional(in_chart(definition, *value)) : std::nullopt);
    }
    const auto base = definition.unit == Unit::rate ? *it.denominator / definition.factor() : *it.denominator;
    return statistics::quotient(label, it.numerator, base);
}

// Kinds that need a quotient fall back on individual values where figures came without their parts.
statistics::Kind kind_for(const Definition& definition, const statistics::Series& series) {
    using statistics::Kind;
    const bool needs_quotients = definition.chart != Kind::run && definition.chart != Kind::xmr && definition.chart != Kind::c;
    const bool has_all = std::ranges::all_of(series, [](const auto& point) { return !point.value || point.is_quotient(); });
    return needs_quotients && !has_all ? Kind::xmr : definition.chart;
}

double days(Date day) { return static_cast<double>(std::chrono::sys_days(day).time_since_epoch().count()); }

// Straight between two targets; the first and the last hold before and after.
double target_at(const std::vector<Target>& targets, Date day) {
    const auto next = std::ranges::find_if(targets, [&](const Target& target) { return target.by >= day; });
    if (next == targets.end()) return targets.back().value;
    if (next == targets.begin()) return next->value;
    const auto& before = *std::prev(next);
    const auto part = (days(day) - days(before.by)) / (days(next->by) - days(before.by));
    return before.value + part * (next->value - before.value);
}

}  // namespace

double in_chart(const Definition& definition, double number) { return definition.unit == Unit::per_cent ? number / 100 : number; }

OverTime over_time(const Definition& definition, const std::vector<Observation>& figures, const std::vector<Break>& breaks,
                   const std::vector<Target>& targets) {
    OverTime it;
    for (const auto& figure : figures) it.series.push_back(point_of(definition, shown(definition, figure)));
    for (const auto& each : breaks) {
        const auto at = std::ranges::find_if(figures, [&](const Observation& figure) { return figure.period.first >= each.from; });
        const auto place = static_cast<std::size_t>(at - figures.begin());
        if (place == 0 || at == figures.end() || (!it.breaks.empty() && it.breaks.back() == place)) continue;
        it.breaks.push_back(place);
        it.why.push_back(each);
    }
    if (!targets.empty())
        for (const auto& figure : figures) it.target.emplace_back(in_chart(definition, target_at(targets, figure.period.last)));
    if (it.series.empty()) return it;
    statistics::TimeOptions options;
    options.breaks = it.breaks;
    options.is_stock = definition.counting == Counting::stock;
    it.chart = statistics::time_chart(kind_for(definition, it.series), it.series, options);
    return it;
}

const Names<Standing>& standings() {
    static const Names<Standing> names{
        {Standing::will_be_met, "will_be_met"}, {Standing::will_be_missed, "will_be_missed"}, {Standing::by_luck, "by_luck"}};
    return names;
}

std::optional<Standing> standing_of(const Definition& definition, const OverTime& it, const Target& target) {
    if (definition.better == Direction::neither || it.series.empty() || it.chart.silence) return std::nullopt;
    const auto& last = it.chart.points.back();
    if (!last.lower || !last.upper || last.standing == statistics::Standing::open) return std::nullopt;
    const auto wanted = in_chart(definition, target.value);
    const bool wants_more = definition.better == Direction::higher;
    if (wanted < *last.lower) return wants_more ? Standing::will_be_met : Standing::will_be_missed;
    if (wanted > *last.upper) return wants_more ? Standing::will_be_missed : Standing::will_be_met;
    return Standing::by_luck;
}

int values_from(const std::vector<Observation>& figures, Date day) {
    return static_cast<int>(
        std::ranges::count_if(figures, [&](const Observation& it) { return it.period.first >= day && it.state == FigureState::value; }));
}

}  // namespace touchstone::measures
