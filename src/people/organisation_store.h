#pragma once
#include <optional>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "db/only.h"
#include "db/trip.h"
#include "people/organisation.h"

namespace touchstone::people {

void add_partnership(db::Write&, const Partnership&);
void add_organisation(db::Write&, const By&, const Organisation&);
void add_service(db::Write&, const By&, const Service&);

// Empty: none of its own.
void choose_language(db::Write&, const By&, const std::string& language);
// Who has a second organisation that is open works with partners.
void end_working_alone(db::Write&, const By&);
// Whether the partnership is one organisation by itself.
void choose_working(db::Write&, const By&, bool alone);
// Everybody may step in as its people where the server runs as a demonstration, and only there.
void mark_demonstration(db::Write&, const PartnershipId&);
// All that there is came from an export with this sum.
void note_import(db::Write&, const By&, const std::string& sha256);
bool has_real_partnership(db::Read&);

// One list of columns, of a partnership called `p`, and one reader.
inline constexpr const char* partnership_columns = "p.id, p.name, p.area, p.about, p.works_alone";
Partnership read_partnership(const db::Row&);
std::vector<PartnershipId> list_partnerships(db::Read&);
std::optional<Partnership> find_partnership(db::Read&, const PartnershipId&);
// In the order of their names.
std::vector<Partnership> list_partnerships_by_name(db::Read&);
// In the order of organisation and name.
db::Answer<std::vector<Service>> ask_services(db::Trip&, const PartnershipId&, const db::Only& = {});
std::vector<Service> list_services(db::Read&, const PartnershipId&, const db::Only& = {});
std::vector<Organisation> list_organisations(db::Read&, const PartnershipId&, const db::Only& = {});

// Nothing where the partnership has named none yet.
std::optional<ServiceId> find_any_service(db::Read&, const PartnershipId&);

// Both, in one statement.
Everything list_everything(db::Read&, const PartnershipId&);

// For saving, however many there are. What these ids name, and whatever those services are part of.
Everything list_with_above(db::Read&, const PartnershipId&, const std::vector<std::string>& ids);
// Those of this name, but for case; maybe of a few more that are lower-cased alike.
std::vector<Organisation> list_organisations_called(db::Read&, const PartnershipId&, const std::string& name);
// Each organisation with the service of it that is named beside it, if there is one; in the order of `list_everything`.
Everything list_called(db::Read&, const PartnershipId&, const std::vector<PairOfNames>&);

// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_organisation(db::Write&, const By&, const Organisation& before, const Organisation& after);
[[nodiscard]] bool save_service(db::Write&, const By&, const Service& before, const Service& after);
// The row alone, for stores that say in their own words what happened to it.
[[nodiscard]] bool write_organisation(db::Write&, const PartnershipId&, const Organisation&);
[[nodiscard]] bool write_service(db::Write&, const PartnershipId&, const Service&);

// For the router's guard: the partnership's members see its organisations and services.
std::optional<Seen> look_up_organisation(db::Read&, const Actor&, const std::string& id, Instant now);
std::optional<Seen> look_up_service(db::Read&, const Actor&, const std::string& id, Instant now);

}  // namespace touchstone::people
