// Who is asking. Permissions are plain predicates over an actor.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "base/ids.h"

namespace touchstone {

// Stored: never renumber.
enum class Role { reader = 1, evaluator = 2, administrator = 3 };

// An account as it acts in one partnership. Nobody signed in: an actor without an id and without roles.
struct Actor {
    AccountId id;
    std::string name;
    PartnershipId partnership;
    std::vector<Role> roles;

    bool is_signed_in() const { return !id.is_empty(); }
    bool is(Role role) const { return std::ranges::find(roles, role) != roles.end(); }
};

// One named question about an actor. A route without one cannot be registered.
struct Permission {
    std::string name;
    bool (*holds)(const Actor&) = nullptr;
};

namespace may {
inline const Permission anyone{"anyone", [](const Actor&) { return true; }};
inline const Permission read{"read", [](const Actor& actor) { return !actor.roles.empty(); }};
inline const Permission evaluate{"evaluate", [](const Actor& actor) { return actor.is(Role::evaluator) || actor.is(Role::administrator); }};
inline const Permission administer{"administer", [](const Actor& actor) { return actor.is(Role::administrator); }};
}  // namespace may

}  // namespace touchstone
