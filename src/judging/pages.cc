#include "judging/pages.h"

namespace touchstone::judging {

void add_pages(web::Router& router) {
    add_desk_pages(router);
    add_below_pages(router);
    add_moderation_pages(router);
    add_calibration_pages(router);
    add_conflict_pages(router);
    add_inspection_pages(router);
    add_triangulation_pages(router);
}

}  // namespace touchstone::judging
