#pragma once
#include "web/router.h"

namespace touchstone::practice {

// The search, and one practice with those who took it up.
void add_practice_pages(web::Router&);
// The form of one practice.
void add_practice_form_pages(web::Router&);

}  // namespace touchstone::practice
