#pragma once
#include "web/router.h"

namespace touchstone::evaluations {

// /rights/retention: rules, what is due, what is held, and disposals with their certificates.
void add_retention_pages(web::Router&);

}  // namespace touchstone::evaluations
