#pragma once
#include "web/router.h"

namespace touchstone::app {

void add_activity_pages(web::Router&);

}  // namespace touchstone::app
