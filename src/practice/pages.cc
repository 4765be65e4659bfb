#include "practice/pages.h"

#include "practice/practice_pages.h"

namespace touchstone::practice {

void add_pages(web::Router& router) {
    add_practice_pages(router);
    add_practice_form_pages(router);
}

}  // namespace touchstone::practice
