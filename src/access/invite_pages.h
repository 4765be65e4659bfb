#pragma once
#include "web/router.h"

namespace touchstone::access {

void add_invite_pages(web::Router&);

}  // namespace touchstone::access
