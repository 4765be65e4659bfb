#include "concerns/pages.h"

#include "concerns/concern_pages.h"

namespace touchstone::concerns {

void add_pages(web::Router& router) { add_concern_pages(router); }

}  // namespace touchstone::concerns
