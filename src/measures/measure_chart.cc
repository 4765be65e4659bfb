#include "measures/measure_chart.h"

#include <algorithm>
#include <cmath>

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

// What a kind of chart takes: shares, counts over a base, whole counts. Figures of another kind are charted as single values.
bool suits(const Definition& definition, const statistics::Series& series) {
    using statistics::Kind;
    const auto all = [&](auto holds) { return std::ranges::all_of(statistics::without_missing(series), holds); };
    switch (definition.chart) {
        case Kind::run:
        case Kind::xmr:
            return true;
        case Kind::p:
        case Kind::p_prime:
            return definition.unit == Unit::per_cent && statistics::are_shares(series);
        case Kind::u:
        case Kind::u_prime:
            return all([](const auto& point) { return point.is_quotient() && point.numerator >= 0; });
        case Kind::c:
            return all(
                [](const auto& point) { return !point.is_quotient() && *point.value >= 0 && std::floor(*point.value) == *point.value; });
    }
    return false;
}

statistics::Kind kind_for(const Definition& definition, const statistics::Series& series) {
    return suits(definition, series) ? definition.chart : statistics::Kind::xmr;
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

bool tells_something(const OverTime& it) {
    return std::ranges::any_of(it.series, [](const auto& point) { return point.value.has_value(); });
}

double in_chart(const Definition& definition, double number) { return definition.unit == Unit::per_cent ? number / 100 : number; }

OverTime over_time(const Definition& definition, const std::vector<Observation>& figures, const std::vector<Break>& breaks,
                   const std::vector<Target>& targets) {
    OverTime it;
    for (const auto& figure : figures) it.series.push_back(point_of(definition, figure));
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
    if (definition.unit == Unit::rate) options.smallest_base = 0;  // a rate's base is in its own unit
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
    const auto begun = it.breaks.empty() ? 0 : it.breaks.back();
    auto at = it.chart.points.size();  // what is missing has no limits where these depend on its base
    while (at > begun && !(it.chart.points[at - 1].lower && it.chart.points[at - 1].upper)) --at;
    if (at == begun || it.chart.points[at - 1].standing == statistics::Standing::open) return std::nullopt;
    const auto& last = it.chart.points[at - 1];
    const auto wanted = in_chart(definition, target.value);
    const bool wants_more = definition.better == Direction::higher;
    if (wanted < *last.lower) return wants_more ? Standing::will_be_met : Standing::will_be_missed;
    if (wanted > *last.upper) return wants_more ? Standing::will_be_missed : Standing::will_be_met;
    return Standing::by_luck;
}

int values_from(const Definition& definition, const std::vector<Observation>& figures, Date day) {
    return static_cast<int>(std::ranges::count_if(
        figures, [&](const Observation& it) { return it.period.first >= day && value_of(definition, it).has_value(); }));
}

}  // namespace touchstone::measures
