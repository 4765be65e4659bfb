#pragma once
#include "web/router.h"

namespace touchstone::people {

void add_organisation_edit_pages(web::Router&);

}  // namespace touchstone::people
