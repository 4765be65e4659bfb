#include "conclusions/pages.h"

namespace touchstone::conclusions {

void add_pages(web::Router& router) {
    for (const auto* part : {"question", "key_area", "component"}) router.word(part);
    add_conclusion_pages(router);
    add_figure_pages(router);
    add_capacity_pages(router);
}

}  // namespace touchstone::conclusions
