// Partnerships of organisations in an area, and the services they provide, as a tree (guide parts 1.1 and 3.1).
#pragma once
#include <optional>
#include <string>

#include "base/ids.h"

namespace touchstone::people {

struct Partnership {
    PartnershipId id;
    std::string name, area, about;
};

struct Organisation {
    OrganisationId id;
    std::string name;
    std::string kind;  // council_department, health_board, police, voluntary_body, other
};

struct Service {
    ServiceId id;
    OrganisationId organisation;
    std::optional<ServiceId> parent;
    std::string name;
    int level = 1;  // strategic, operational, delivery: the three levels of part 3.1
    std::string organisation_name;
};

}  // namespace touchstone::people
