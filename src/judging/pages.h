// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::judging {

void add_pages(web::Router&);

// By file.
void add_desk_pages(web::Router&);
void add_below_pages(web::Router&);
void add_moderation_pages(web::Router&);
void add_calibration_pages(web::Router&);
void add_conflict_pages(web::Router&);
void add_inspection_pages(web::Router&);
void add_triangulation_pages(web::Router&);

}  // namespace touchstone::judging
