#pragma once
#include "web/router.h"

namespace touchstone::people {

void add_service_pages(web::Router&);

}  // namespace touchstone::people
