// A place below a service of another organisation. One asks, the other agrees, and it opens nothing: roles reach down within one
// organisation only.
#pragma once
#include <string>
#include <vector>

#include "people/organisation.h"

namespace touchstone::people {

// Asked for, and not yet answered.
struct AskedPlace {
    ServiceId service, parent;
    std::string service_name, service_organisation;  // names
    std::string parent_name, parent_organisation;
    OrganisationId of_parent;  // whose administrators answer
    Instant asked_at{};
};

// The services that this one may be asked to be placed below: open ones of other organisations, none of them below it.
[[nodiscard]] std::vector<const Service*> possible_places(const Service&, const std::vector<Service>& all);
// The service in that place. Refused, at the field "parent", where it cannot be.
[[nodiscard]] Outcome<Service> placed(const Service& before, const ServiceId& parent, const std::vector<Service>& all);

}  // namespace touchstone::people
