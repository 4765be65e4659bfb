// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::@things@ {

void add_pages(web::Router&);

}  // namespace touchstone::@things@
