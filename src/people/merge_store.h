// Merging in tables: everything that refers to what goes refers to what it became a part of.
#pragma once
#include <string>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "people/organisation.h"

namespace touchstone::people {

// How much of one sort refers to something: "services", "parts", "roles", "evaluations", "evidence", "shares".
struct Referring {
    std::string what;
    int count = 0;
};
std::vector<Referring> count_referring(db::Read&, const PartnershipId&, const OrganisationId&);
std::vector<Referring> count_referring(db::Read&, const PartnershipId&, const ServiceId&);

// What goes, as it is `after`, refers from now on to what it becomes a part of, and so does everything else. False when someone else saved
// it meanwhile.
[[nodiscard]] bool merge(db::Write&, const By&, const Organisation& before, const Organisation& after, const std::string& into_name);
[[nodiscard]] bool merge(db::Write&, const By&, const Service& before, const Service& after, const std::string& into_name);

void refer_to(db::Write&, const PartnershipId&, const OrganisationId& from, const OrganisationId& into);
void refer_to(db::Write&, const PartnershipId&, const ServiceId& from, const ServiceId& into);

// Columns that refer to an organisation or a service, as "table.column". A test holds them against the database's shape.
[[nodiscard]] std::vector<std::string> columns_that_follow();

}  // namespace touchstone::people
