#include "privacy/pages.h"

#include "privacy/rights_pages.h"

namespace touchstone::privacy {

void add_pages(web::Router& router) { add_rights_pages(router); }

}  // namespace touchstone::privacy
