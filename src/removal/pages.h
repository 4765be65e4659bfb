// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::removal {

void add_pages(web::Router&);

}  // namespace touchstone::removal
