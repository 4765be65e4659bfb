#pragma once
#include "web/router.h"

namespace touchstone::reports {

// Publishing an evaluation, its reports, their templates, and what everybody may read without signing in.
void add_publishing_pages(web::Router&);
void add_reading_pages(web::Router&);

}  // namespace touchstone::reports
