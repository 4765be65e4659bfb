#include "people/organisation.h"

#include <algorithm>

#include "base/text.h"

namespace touchstone::people {
namespace {

constexpr std::size_t name_max = 150;

std::optional<int> level_from(const std::string& name) {
    for (const auto& [number, known] : {std::pair{1, "strategic"}, {2, "operational"}, {3, "delivery"}})
        if (name == known) return number;
    return std::nullopt;
}

}  // namespace

Outcome<NewService> add_service(const ServiceDraft& draft, const std::vector<Organisation>& known, Instant now) {
    Problems problems;
    NewService fresh;
    const auto organisation = std::ranges::find(known, OrganisationId{draft.organisation}, &Organisation::id);
    if (!draft.new_organisation.empty()) {
        fresh.organisation = Organisation{OrganisationId::make(now), draft.new_organisation, "other"};
        fresh.service.organisation = fresh.organisation->id;
    } else if (organisation != known.end()) {
        fresh.service.organisation = organisation->id;
    } else {
        problems.push_back({"organisation", "people.services.organisation_missing"});
    }
    if (characters(draft.new_organisation) > name_max) problems.push_back({"new_organisation", "people.services.name_too_long"});
    if (draft.name.empty()) problems.push_back({"name", "people.services.name_missing"});
    if (characters(draft.name) > name_max) problems.push_back({"name", "people.services.name_too_long"});
    const auto level = level_from(draft.level);
    if (!level) problems.push_back({"level", "people.services.level_missing"});
    if (!problems.empty()) return refuse(problems);
    fresh.service.id = ServiceId::make(now);
    fresh.service.name = draft.name;
    fresh.service.level = *level;
    return fresh;
}

}  // namespace touchstone::people
