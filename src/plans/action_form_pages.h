#pragma once
#include <string>

#include "plans/action.h"
#include "web/router.h"

namespace touchstone::plans {

// Adding an action point to an objective, and changing one.
void add_action_form_pages(web::Router&);
// For the record of changes.
[[nodiscard]] std::string as_json(const ActionPoint&);

}  // namespace touchstone::plans
