#pragma once
#include "web/router.h"

namespace touchstone::reports {

void add_list_pages(web::Router&);

}  // namespace touchstone::reports
