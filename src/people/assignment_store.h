// Assignments in tables.
#pragma once
#include <optional>
#include <vector>

#include "db/db.h"
#include "db/only.h"
#include "people/assignment.h"
#include "people/organisation.h"

namespace touchstone::people {

// A person of the partnership, with every role held here, ended ones last.
struct Person {
    AccountId id;
    std::string name, job, email;
    bool is_disabled = false;
    struct HeldRole {
        Assignment assignment;
        Holding on;
        std::string given_by_name;
    };
    std::vector<HeldRole> roles;
};
std::optional<Person> find_person(db::Read&, const PartnershipId&, const AccountId&);
// For the router's guard: whoever holds or held a role in the partnership is there for its members.
std::optional<Seen> look_up_account(db::Read&, const Actor&, const std::string& id, Instant now);
// Everything in the partnership on which this actor may give a role: the partnership, organisations, services, evaluations. One trip.
std::vector<Holding> list_holdings(db::Read&, const Actor&, Instant now, const db::Only& = {});

// The row alone, for stores that say in their own words how somebody came by the role.
void add_assignment(db::Write&, const PartnershipId&, const Assignment&);
// A role and what it is held on, as people call them.
struct Called {
    std::string role, on;
};
void give_role(db::Write&, const By&, const Assignment&, const Called&);
// The role is given unless it is held already. An invitation can be sent again.
void invite(db::Write&, const By&, const Assignment&);
void add_person(db::Write&, const By&, const Assignment&);
// A partnership with its first administrator.
void open_partnership(db::Write&, const By&, const Partnership&, const AccountId& administrator);
// Whether the account holds this role on the same thing already, for as long or longer.
bool is_held(db::Read&, const PartnershipId&, const Assignment&, Instant now);
// False, and nothing changes, when it has ended meanwhile.
[[nodiscard]] bool end_role(db::Write&, const By&, const Assignment& before, const Assignment& after, const Called&);
// Every role of the account, and every role on the thing: as part of what ends them.
void end_roles_of(db::Write&, const AccountId&, Instant now);
void end_roles_on(db::Write&, const PartnershipId&, const std::string& on, Instant now);

}  // namespace touchstone::people
