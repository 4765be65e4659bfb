// Whose something new can be, as people choose among them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "evaluations/sharing_store.h"
#include "web/components.h"
#include "web/visit.h"

namespace touchstone::evaluations {

// Whose something new can be, where this actor adds it. Asked only where there is a choice, and only at the start: what is somebody's stays
// theirs.
[[nodiscard]] std::vector<Owner> possible_owners(const web::Visit&, db::Read&, Ability);
// Organisations and the partnership only, for what belongs to no single service: what is asked of people, and measures.
[[nodiscard]] std::vector<Owner> owners_offered(const web::Visit&, db::Read&);
[[nodiscard]] std::vector<Owner> without_services(std::vector<Owner>);
// As people choose among them: those of a service are named so.
[[nodiscard]] std::vector<Owner> named_owners(std::vector<Owner>);
[[nodiscard]] web::Data owner_choice(const std::vector<Owner>&, const std::string& chosen, const Problems&);
// The chosen one, or the only one.
[[nodiscard]] std::optional<Owner> owner_from(const std::vector<Owner>&, const std::string& chosen);

}  // namespace touchstone::evaluations
