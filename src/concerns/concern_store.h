// Urgent concerns in tables: there for those who receive them and for the one who raised them, and for nobody else.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "concerns/concern.h"
#include "db/trip.h"

namespace touchstone::concerns {

struct Step {
    StepKind kind = StepKind::noted;
    std::string words, by_name;
    AccountId by;
    Instant at;
};
struct ConcernWhole {
    Concern concern;
    std::string organisation_name, raised_by_name;
    bool is_received = false;  // by the one who looks, not only raised
    std::vector<Step> steps;   // in their order; empty in a list
};
// Those that this person raised or receives; open ones first, the most pressing first.
std::vector<ConcernWhole> list_concerns(db::Read&, const PartnershipId&, const AccountId&);
std::optional<ConcernWhole> find_concern(db::Read&, const PartnershipId&, const AccountId&, const ConcernId&);
// Nothing for somebody who looks through another one's eyes.
std::optional<Seen> look_up_concern(db::Read&, const Actor&, const std::string& id, Instant now);

// What happens to a concern is told without a word of it.
void add_concern(db::Write&, const By&, const Concern&);
void add_step(db::Write&, const By&, const Concern&, const Step&);

struct Receiver {
    OrganisationId organisation;  // empty: of all that nobody else receives
    std::string organisation_name;
    AccountId account;
    std::string name, email;
};
db::Answer<std::vector<Receiver>> ask_receivers(db::Trip&, const PartnershipId&);
std::vector<Receiver> list_receivers(db::Read&, const PartnershipId&);
void add_receiver(db::Write&, const By&, const OrganisationId&, const AccountId&);
// False when there is none.
[[nodiscard]] bool remove_receiver(db::Write&, const By&, const OrganisationId&, const AccountId&);
// The addresses of those who receive what is about this organisation.
std::vector<Receiver> receivers_of(db::Read&, const PartnershipId&, const OrganisationId&);

// Every open concern, of any partnership, that nobody has acknowledged in time and that has not been passed on yet.
std::vector<Concern> list_late(db::Read&, Instant now);
void mark_escalated(db::Write&, const Concern&, Instant now);

}  // namespace touchstone::concerns
