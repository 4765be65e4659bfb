// Partnerships of organisations in an area, and the services they provide, as a tree (guide parts 1.1 and 3.1).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

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

// What someone typed. A new organisation is named in words; one that is there already by its id.
struct ServiceDraft {
    std::string organisation, new_organisation, name, level;
};

struct NewService {
    std::optional<Organisation> organisation;  // to be made first
    Service service;
};

// `known` are the partnership's organisations. Problems are named "people.services.<field>_missing".
[[nodiscard]] touchstone::Outcome<NewService> add_service(const ServiceDraft&, const std::vector<Organisation>& known, Instant now);

}  // namespace touchstone::people
