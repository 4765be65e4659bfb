#include "people/placing.h"

#include <algorithm>

namespace touchstone::people {
namespace {

bool lies_below(const Service& one, const ServiceId& above, const std::vector<Service>& all) {
    const auto* service = &one;
    for (std::size_t steps = 0; steps <= all.size(); ++steps) {
        if (service->id == above) return true;
        const auto up = service->parent ? std::ranges::find(all, *service->parent, &Service::id) : all.end();
        if (up == all.end()) return false;
        service = &*up;
    }
    return true;
}

}  // namespace

std::vector<const Service*> possible_places(const Service& service, const std::vector<Service>& all) {
    std::vector<const Service*> places;
    for (const auto& one : all)
        if (one.organisation != service.organisation && !one.closed_at && one.merged_into.is_empty() && service.parent != one.id &&
            !lies_below(one, service.id, all))
            places.push_back(&one);
    return places;
}

Outcome<Service> placed(const Service& before, const ServiceId& parent, const std::vector<Service>& all) {
    const auto places = possible_places(before, all);
    const bool may_be = std::ranges::any_of(places, [&](const Service* one) { return one->id == parent; });
    if (before.closed_at || !before.is_kept_here() || !may_be) return refuse({{"parent", "people.placing.not_there"}});
    auto after = before;
    after.parent = parent;
    return after;
}

}  // namespace touchstone::people
