#include "duties/pages.h"

#include "duties/duty_pages.h"

namespace touchstone::duties {

void add_pages(web::Router& router) {
    add_duty_pages(router);
    add_aspect_pages(router);
}

}  // namespace touchstone::duties
