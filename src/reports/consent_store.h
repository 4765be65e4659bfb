// Consents in tables, and what they are asked for.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/only.h"
#include "db/trip.h"
#include "reports/consent.h"

namespace touchstone::reports {

// What is there of others' evidence for the one who looks, with the consents for this version: by title. One statement.
std::vector<Lent> list_lent(db::Read&, const Sight&, const EvaluationId&, int number);
// False, and nothing changes, when it was asked before.
[[nodiscard]] bool ask_consent(db::Write&, const By&, const Consent&);

// As its owners see it.
struct AskedConsent {
    Consent consent;
    std::string item, report, publisher, asked_by_name, asked_by_email;
};
// Of the items of these organisations, and of the partnership's own; the latest first.
std::vector<AskedConsent> list_asked(db::Read&, const Sight&, const db::Only& = {});
// How many of them wait for an answer.
db::Answer<int> ask_waiting_consents(db::Trip&, const Sight&);
// Only where it waits for an answer, or was given and is to be taken back; false, and nothing changes, otherwise.
[[nodiscard]] bool answer_consent(db::Write&, const By&, const Consent&, bool is_given);
[[nodiscard]] bool take_back_consent(db::Write&, const By&, const Consent&);

struct Receiver {
    std::string email, name;
};
// Who leads what belongs to this organisation, or to the partnership where it is empty.
std::vector<Receiver> list_leads(db::Read&, const PartnershipId&, const OrganisationId&, Instant now);

}  // namespace touchstone::reports
