#include "cycles/pages.h"

#include "cycles/cycle_pages.h"

namespace touchstone::cycles {

void add_pages(web::Router& router) {
    add_known_pages(router);
    add_next_pages(router);
    add_since_pages(router);
}

}  // namespace touchstone::cycles
