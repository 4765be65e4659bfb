#include "plans/measured.h"

#include <algorithm>

#include "measures/observation.h"

namespace touchstone::plans {

const measures::Reading* reading_of(const Content& content, const Target& target) {
    if (target.read_from.is_empty()) return nullptr;
    const auto found = std::ranges::find(content.readings, target.read_from, &measures::Reading::id);
    return found == content.readings.end() ? nullptr : &*found;
}

measures::Verdict verdict_of(const measures::Reading& reading, const Target& target) {
    const auto better = target.direction == Direction::higher ? measures::Direction::higher : measures::Direction::lower;
    return measures::verdict_of(reading, better, measures::number_from(target.aim).value());
}

std::vector<const ActionPoint*> begun(const ObjectiveWhole& whole, Date today) {
    std::vector<const ActionPoint*> all;
    for (const auto& action : whole.actions)
        if ((action.state == ActionState::under_way || action.state == ActionState::done) && action.starts && *action.starts <= today)
            all.push_back(&action);
    std::ranges::stable_sort(all, {}, [](const ActionPoint* action) { return *action->starts; });
    return all;
}

}  // namespace touchstone::plans
