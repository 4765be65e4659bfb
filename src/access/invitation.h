// Who is invited, and to which role.
#pragma once
#include <string>

#include "people/account.h"
#include "people/assignment.h"

namespace touchstone::access {

struct InvitationDraft {
    std::string name, email, job;
    std::string role, on, until, reason;

    people::AccountDraft account() const { return {email, name, job, ""}; }
    people::AssignmentDraft assignment() const { return {role, on, until, reason}; }
};
[[nodiscard]] const Fields<InvitationDraft>& invitation_fields();

}  // namespace touchstone::access
