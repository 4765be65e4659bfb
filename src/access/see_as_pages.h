#pragma once
#include "web/router.h"

namespace touchstone::access {

void add_see_as_pages(web::Router&);

}  // namespace touchstone::access
