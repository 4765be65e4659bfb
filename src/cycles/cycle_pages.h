#pragma once
#include "web/router.h"

namespace touchstone::cycles {

// What is known already of the services.
void add_known_pages(web::Router&);
// Starting the next cycle from a finished evaluation.
void add_next_pages(web::Router&);
// What changed since last time, and what last time's confidence was worth.
void add_since_pages(web::Router&);

}  // namespace touchstone::cycles
