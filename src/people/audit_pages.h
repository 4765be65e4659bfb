#pragma once
#include "web/router.h"

namespace touchstone::people {

void add_audit_pages(web::Router&);

}  // namespace touchstone::people
