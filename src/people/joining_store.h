// An organisation in several partnerships: one row in each, under one id. Home describes it, the others hold copies.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "people/joining.h"

namespace touchstone::people {

// Where the organisation is at home.
void keep_joining_code(db::Write&, const By&, const JoiningCode&, const std::string& token_hash);
// Nothing when there is none, or it has been used, or its time is over.
std::optional<JoiningCode> find_joining_code(db::Read&, const std::string& token_hash, Instant now);

// The partnerships that hold a copy of it.
std::vector<Partnership> list_partnerships_with(db::Read&, const PartnershipId& home, const OrganisationId&);
// Makes the copy with its services, or opens again the one that had been left, and uses up the code. Home is told by which partnership.
void take_in(db::Write&, const By&, const JoiningCode&, const std::string& token_hash, const std::string& partnership_name);
// The copy and its services are closed and no more described from home, which is told so.
void leave(db::Write&, const By&, const Organisation&, const std::string& partnership_name);
// Brings every copy up to what stands at home: after each change of the organisation or of one of its services.
void bring_up_to_date(db::Write&, const PartnershipId& home, const OrganisationId&, Instant now);

}  // namespace touchstone::people
