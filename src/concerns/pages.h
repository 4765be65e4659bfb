// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::concerns {

void add_pages(web::Router&);

}  // namespace touchstone::concerns
