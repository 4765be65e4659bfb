#include "measures/comparison.h"

#include <algorithm>

namespace touchstone::measures {
namespace {

bool has_counts(const Observation* figure) { return figure != nullptr && figure->denominator && *figure->denominator > 0; }

// Those of which more than half of the places have what is asked.
template <class IsThere>
std::vector<Period> most_have(const std::vector<Place>& places, IsThere is_there) {
    auto periods = periods_of(places);
    std::erase_if(periods, [&](const Period& period) {
        const auto count = std::ranges::count_if(places, [&](const Place& place) { return is_there(value_at(place.line, period)); });
        return 2 * static_cast<std::size_t>(count) <= places.size();
    });
    return periods;
}

}  // namespace

const Observation* value_at(const Line& line, const Period& period) {
    const auto found = std::ranges::find(line, period, &Observation::period);
    return found == line.end() || found->state != FigureState::value ? nullptr : &*found;
}

std::vector<Period> periods_of(const std::vector<Place>& places) {
    std::vector<Period> periods;
    for (const auto& place : places)
        for (const auto& figure : place.line)
            if (figure.state == FigureState::value) periods.push_back(figure.period);
    std::ranges::sort(periods, [](const Period& one, const Period& other) { return is_before(other, one); });
    periods.erase(std::ranges::unique(periods).begin(), periods.end());
    return periods;
}

std::optional<Period> compared_at(const std::vector<Place>& places) {
    const auto most = most_have(places, [](const Observation* figure) { return figure != nullptr; });
    const auto any = periods_of(places);
    if (any.empty()) return std::nullopt;
    return most.empty() ? any.front() : most.front();
}

statistics::Series units_at(const std::vector<Place>& places, const Period& period) {
    statistics::Series units;
    for (const auto& place : places) {
        const auto* figure = value_at(place.line, period);
        units.push_back(has_counts(figure) ? statistics::quotient(place.name, figure->numerator, figure->denominator)
                                           : statistics::measured(place.name, figure ? figure->value : std::nullopt));
    }
    return units;
}

Together together(const std::vector<Place>& places) {
    const auto periods = most_have(places, has_counts);
    std::vector<const Place*> members;
    for (const auto& place : places)
        if (std::ranges::all_of(periods, [&](const Period& period) { return has_counts(value_at(place.line, period)); }))
            members.push_back(&place);
    Together it;
    if (periods.empty() || members.size() < 2) return it;
    it.places = static_cast<int>(members.size());
    for (auto period = periods.rbegin(); period != periods.rend(); ++period) {
        Observation sum{.period = *period, .state = FigureState::value, .value = {}, .numerator = 0, .denominator = 0};
        for (const auto* place : members) {
            const auto& figure = *value_at(place->line, *period);
            *sum.numerator += *figure.numerator;
            *sum.denominator += *figure.denominator;
        }
        it.line.push_back(sum);
    }
    return it;
}

}  // namespace touchstone::measures
