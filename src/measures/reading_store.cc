#include "measures/reading_store.h"

#include <map>

namespace touchstone::measures {
namespace {

template <class Value>
std::map<MeasureId, std::vector<Value>> by_measure(const std::vector<std::pair<MeasureId, Value>>& all) {
    std::map<MeasureId, std::vector<Value>> sorted;
    for (const auto& [measure, value] : all) sorted[measure].push_back(value);
    return sorted;
}

std::vector<std::string> parts_of(const Series& series) {
    std::vector<std::string> parts{series.organisation_name, series.whose.area_name, series.whose.people};
    std::erase(parts, "");
    return parts;
}

}  // namespace

std::vector<Reading> AskedReadings::readings() const {
    auto all_breaks = by_measure(*breaks);
    auto all_targets = by_measure(*targets);
    auto all_themes = by_measure(*themes);
    std::map<MeasureId, std::vector<std::string>> whose;
    for (const auto& [measure, first] : *series) whose[measure] = parts_of(first);
    std::map<MeasureId, std::vector<Observation>> told;
    for (const auto& each : *figures) told[each.measure].push_back(each.figure);
    std::vector<Reading> readings;
    for (const auto& kept : *measures) {
        auto& it = readings.emplace_back(Reading{.id = kept.id,
                                                 .owner_name = kept.owner_name,
                                                 .definition = kept.definition,
                                                 .whose = whose[kept.id],
                                                 .figures = {},
                                                 .breaks = std::move(all_breaks[kept.id]),
                                                 .targets = std::move(all_targets[kept.id]),
                                                 .over_time = {}});
        it.definition.themes = std::move(all_themes[kept.id]);
        it.over_time = over_time(it.definition, told[kept.id], it.breaks, it.targets);
        it.figures = std::move(told[kept.id]);
    }
    return readings;
}

AskedReadings ask_readings(db::Trip& trip, const Sight& sight, const Those& those) {
    return {ask_measures(trip, sight, those),   ask_breaks(trip, sight, those),       ask_all_targets(trip, sight, those),
            ask_all_themes(trip, sight, those), ask_first_series(trip, sight, those), ask_first_figures(trip, sight, those)};
}

}  // namespace touchstone::measures
