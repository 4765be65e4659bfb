// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::tasks {

void add_pages(web::Router&);

}  // namespace touchstone::tasks
