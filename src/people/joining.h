// How an organisation comes into a second partnership: its home gives a code away, for one purpose, once.
#pragma once
#include <string>
#include <vector>

#include "base/fields.h"
#include "people/organisation.h"

namespace touchstone::people {

struct JoiningCode {
    PartnershipId home;
    OrganisationId organisation;
    std::string organisation_name, home_name;
    std::string purpose;
    AccountId made_by;
    Instant made_at, expires_at;
};

inline constexpr std::chrono::days joining_code_lasts{14};

// What is said when a code is made, and when one is used.
struct JoiningCodeDraft {
    std::string purpose;
};
struct JoiningDraft {
    std::string code;
};
[[nodiscard]] const Fields<JoiningCodeDraft>& joining_code_fields();
[[nodiscard]] const Fields<JoiningDraft>& joining_fields();

// What is asked of who makes one: an organisation of one's own partnership that is open, and what for.
[[nodiscard]] Outcome<JoiningCode> make_joining_code(const PartnershipId& home, const Organisation&, const JoiningCodeDraft&,
                                                     const AccountId& by, Instant now);
// Why the partnership that holds `organisations` cannot take in what the code is for; empty when it can.
[[nodiscard]] Problems joining_problems(const JoiningCode&, const PartnershipId&, const std::vector<Organisation>& organisations);

}  // namespace touchstone::people
