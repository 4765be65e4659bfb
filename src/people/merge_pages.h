#pragma once
#include "web/router.h"

namespace touchstone::people {

void add_merge_pages(web::Router&);

}  // namespace touchstone::people
