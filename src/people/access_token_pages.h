#pragma once
#include "web/router.h"

namespace touchstone::people {

void add_access_token_pages(web::Router&);

}  // namespace touchstone::people
