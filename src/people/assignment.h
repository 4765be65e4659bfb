// A role of one account in one partnership, held on something, from one day until another. A role that has ended keeps its row.
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/permission.h"
#include "base/time.h"

namespace touchstone::people {

struct Assignment {
    AssignmentId id;
    AccountId account;
    Role role = Role::reader;
    Reach reach = Reach::partnership;
    std::string on;  // id of the partnership, organisation, service or evaluation
    Instant since;
    std::optional<Instant> until;
    std::string reason;  // why it was given; for an inspector, the commission
    AccountId given_by;
};

[[nodiscard]] std::string name_of(Role);
[[nodiscard]] std::optional<Role> role_from(const std::string& name);
// From the one who may most to the one who may least.
[[nodiscard]] const std::vector<Role>& all_roles();
[[nodiscard]] std::string name_of(Reach);
// Of several, the role in which somebody may most.
template <class Roles>
[[nodiscard]] Role foremost(const Roles& held) {
    for (const auto role : all_roles())
        if (std::ranges::find(held, role, [](const auto& one) { return one.role; }) != held.end()) return role;
    return Role::reader;
}

// Something that a role can be held on.
struct Holding {
    Reach reach = Reach::partnership;
    std::string id, name;
    Place place;
};

// What someone typed. `on` is "organisation/<id>"; the role ends with the day `until`.
struct AssignmentDraft {
    std::string role, on, until, reason;
};

inline constexpr std::size_t reason_max_characters = 500;
[[nodiscard]] const Fields<AssignmentDraft>& assignment_fields();

// `known` is what roles can be held on here. Nobody gives more than they hold; an inspector's role needs its reason and its end.
[[nodiscard]] Outcome<Assignment> give(const Actor& giver, const AccountId& to, const AssignmentDraft&, const std::vector<Holding>& known,
                                       Instant now);
// Ends now. Those who could have given a role can end it.
[[nodiscard]] Outcome<Assignment> end(const Assignment&, const Actor& by, const Place& place, Instant now);

// A role on the whole partnership, from now on: how the first administrator comes to be.
[[nodiscard]] Assignment on_partnership(const PartnershipId&, const AccountId&, Role, Instant now);

[[nodiscard]] std::string text_of(const Holding&);

// For the history, by field. `role` and `on` are what people call the two.
[[nodiscard]] std::string as_json(const Assignment&, const std::string& role, const std::string& on);

}  // namespace touchstone::people
