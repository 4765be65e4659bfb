// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::search {

void add_pages(web::Router&);

}  // namespace touchstone::search
