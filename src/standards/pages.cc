#include "standards/pages.h"

#include "standards/standard_pages.h"

namespace touchstone::standards {

void add_pages(web::Router& router) {
    add_standard_pages(router);
    add_gathered_pages(router);
}

}  // namespace touchstone::standards
