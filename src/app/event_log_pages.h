#pragma once
#include "web/router.h"

namespace touchstone::app {

void add_event_log_pages(web::Router&);

}  // namespace touchstone::app
