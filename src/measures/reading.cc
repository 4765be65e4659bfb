#include "measures/reading.h"

#include <algorithm>

namespace touchstone::measures {
namespace {

// The place of the latest figure with a value that may be shown.
std::optional<std::size_t> latest_place(const Reading& reading) {
    for (auto place = reading.over_time.series.size(); place > 0; --place)
        if (reading.over_time.series[place - 1].value) return place - 1;
    return std::nullopt;
}

}  // namespace

const Observation* Reading::latest() const {
    const auto place = latest_place(*this);
    return place ? &figures[*place] : nullptr;
}

std::vector<evidence::ThemeRef> Reading::themes(const std::string& framework) const {
    std::vector<evidence::ThemeRef> themes;
    for (const auto& each : definition.themes)
        if (const auto linked = evidence::linked_theme_from(each, {}); linked && linked->framework == framework)
            themes.push_back(linked->theme);
    return themes;
}

std::vector<std::string> Reading::indicators(const std::string& framework) const {
    std::vector<std::string> codes;
    for (const auto& theme : themes(framework))
        if (std::ranges::find(codes, theme.indicator) == codes.end()) codes.push_back(theme.indicator);
    return codes;
}

std::optional<SaidNow> said_now(const Reading& reading) {
    const auto& chart = reading.over_time.chart;
    const auto latest = latest_place(reading);
    if (!latest || chart.silence || chart.points[*latest].said.signal == statistics::Signal::none) return std::nullopt;
    const auto said = chart.points[*latest].said;
    const auto begun = reading.over_time.breaks.empty() ? 0 : reading.over_time.breaks.back();
    auto since = *latest;
    for (auto place = *latest; place > begun; --place) {
        if (!reading.over_time.series[place - 1].value) continue;
        const auto& before = chart.points[place - 1].said;
        if (before.signal != said.signal || before.side != said.side) break;
        since = place - 1;
    }
    return SaidNow{said, reading.figures[since].period};
}

std::string key_of(const SaidNow& now) {
    constexpr const char* sides[] = {"", "_higher", "_lower"};
    return std::string(statistics::name_of(now.said.signal)) + sides[static_cast<std::size_t>(now.said.side)] + "/" + text_of(now.since);
}

bool is_worse(const Definition& definition, const SaidNow& now) {
    return (definition.better == Direction::higher && now.said.side == statistics::Side::lower) ||
           (definition.better == Direction::lower && now.said.side == statistics::Side::higher);
}

const Names<Verdict>& verdicts() {
    static const Names<Verdict> names{{Verdict::met, "met"},
                                      {Verdict::missed, "missed"},
                                      {Verdict::met_by_luck, "met_by_luck"},
                                      {Verdict::missed_by_luck, "missed_by_luck"},
                                      {Verdict::no_figure, "no_figure"},
                                      {Verdict::silent, "silent"}};
    return names;
}

Verdict verdict_of(const Reading& reading, Direction better, double wanted) {
    const auto latest = latest_place(reading);
    if (!latest) return Verdict::no_figure;
    auto definition = reading.definition;
    definition.better = better;
    const auto standing =
        standing_of(definition, reading.over_time, {.id = {}, .by = {}, .value = wanted, .why = {}, .made_by = {}, .made_at = {}});
    if (!standing) return Verdict::silent;
    if (*standing == Standing::will_be_met) return Verdict::met;
    if (*standing == Standing::will_be_missed) return Verdict::missed;
    const auto now = reading.over_time.series[*latest].value.value(), aim = in_chart(definition, wanted);
    return (better == Direction::higher ? now >= aim : now <= aim) ? Verdict::met_by_luck : Verdict::missed_by_luck;
}

std::vector<Target> missed_targets(const Reading& reading) {
    std::vector<Target> missed;
    for (const auto& target : reading.targets)
        if (standing_of(reading.definition, reading.over_time, target) == Standing::will_be_missed) missed.push_back(target);
    return missed;
}

After after(const Reading& reading, Date day, Date today) {
    After it;
    for (std::size_t place = 0; place < reading.figures.size(); ++place)
        if (reading.over_time.series[place].value && reading.figures[place].period.last > day) ++it.figures;
    for (const auto& each : reading.breaks)
        if (each.from > day && each.from <= today) it.breaks.push_back(each);
    for (const auto& target : reading.targets)
        if (target.by > day && target.by <= today) it.passed.push_back(target);
    return it;
}

Beside beside(const Reading& reading, Date day) {
    Beside it;
    for (std::size_t place = 0; place < reading.figures.size(); ++place) {
        const auto& figure = reading.figures[place];
        if (!reading.over_time.series[place].value) continue;
        if (figure.period.last < day) it.before.push_back(figure);
        if (figure.period.first >= day) it.since.push_back(figure);
    }
    return it;
}

}  // namespace touchstone::measures
