#include "@things@/pages.h"

#include "@things@/@thing@_pages.h"

namespace touchstone::@things@ {

void add_pages(web::Router& router) { add_@thing@_pages(router); }

}  // namespace touchstone::@things@
