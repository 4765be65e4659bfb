#pragma once
#include "web/router.h"

namespace touchstone::plans {

// Adding an action point to an objective, and changing one.
void add_action_form_pages(web::Router&);

}  // namespace touchstone::plans
