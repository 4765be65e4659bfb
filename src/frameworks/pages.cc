#include "frameworks/pages.h"

#include "frameworks/framework_pages.h"

namespace touchstone::frameworks {

void add_pages(web::Router& router) { add_framework_pages(router); }

}  // namespace touchstone::frameworks
