#include "plans/pages.h"

#include "plans/plan_pages.h"

namespace touchstone::plans {

void add_pages(web::Router& router) {
    add_plan_pages(router);
    add_level_pages(router);
    add_objective_pages(router);
    add_target_pages(router);
    add_action_pages(router);
    add_line_of_sight_pages(router);
    add_feed_pages(router);
}

}  // namespace touchstone::plans
