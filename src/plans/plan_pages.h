#pragma once
#include "web/router.h"

namespace touchstone::plans {

// The list, a plan with its examiner and signatures, its form and history.
void add_plan_pages(web::Router&);
// What the awarded levels ask for, and what is answered.
void add_level_pages(web::Router&);
void add_objective_pages(web::Router&);
void add_target_pages(web::Router&);
void add_action_pages(web::Router&);
// A calendar that one subscribes to.
void add_feed_pages(web::Router&);
// From a quotation to a measure, and back.
void add_line_of_sight_pages(web::Router&);

}  // namespace touchstone::plans
