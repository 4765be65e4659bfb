#pragma once
#include "web/router.h"

namespace touchstone::access {

void add_access_token_pages(web::Router&);

}  // namespace touchstone::access
