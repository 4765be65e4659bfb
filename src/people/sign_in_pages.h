#pragma once
#include "web/router.h"

namespace touchstone::people {

void add_sign_in_pages(web::Router&);

}  // namespace touchstone::people
