#pragma once
#include "web/router.h"

namespace touchstone::access {

void add_partnership_pages(web::Router&);

}  // namespace touchstone::access
