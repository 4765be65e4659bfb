// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::access {

void add_pages(web::Router&);

}  // namespace touchstone::access
