// What programs read, as JSON from the stores that pages read from: the same sight, the same names gaps have. Nothing is decided here.
#pragma once
#include "web/router.h"

namespace touchstone::api {

// Who asks; people, organisations and services; frameworks.
void add_place_pages(web::Router&);
// Evaluations and evidence with what hangs on them.
void add_evaluation_pages(web::Router&);
// Plans, reports, duties, standards and good practice.
void add_work_pages(web::Router&);

}  // namespace touchstone::api
