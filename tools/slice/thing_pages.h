#pragma once
#include "web/router.h"

namespace touchstone::@things@ {

void add_@thing@_pages(web::Router&);

}  // namespace touchstone::@things@
