#pragma once
#include "web/router.h"

namespace touchstone::app {

// Home, about, the health checks, and the preview of every component.
void add_home_pages(web::Router&);

}  // namespace touchstone::app
