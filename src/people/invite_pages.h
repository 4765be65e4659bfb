#pragma once
#include "web/router.h"

namespace touchstone::people {

void add_invite_pages(web::Router&);

}  // namespace touchstone::people
