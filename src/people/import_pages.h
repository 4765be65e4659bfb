#pragma once
#include "web/router.h"

namespace touchstone::people {

void add_import_pages(web::Router&);

}  // namespace touchstone::people
