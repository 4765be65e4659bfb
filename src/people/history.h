// For the history: what stands in the things of this slice, by field, as JSON. Kinds, levels and states are kept by name, days as
// "2026-11-01": whoever shows them finds the words.
#pragma once
#include <string>

#include "people/access_token.h"
#include "people/assignment.h"
#include "people/organisation.h"

namespace touchstone::people {

[[nodiscard]] std::string as_json(const Organisation&);
[[nodiscard]] std::string as_json(const Service&);
[[nodiscard]] std::string as_json(const AccessToken&);
// `role` and `on` are what people call the two.
[[nodiscard]] std::string as_json(const Assignment&, const std::string& role, const std::string& on);

}  // namespace touchstone::people
