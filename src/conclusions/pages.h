// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::conclusions {

void add_pages(web::Router&);

// By file.
void add_conclusion_pages(web::Router&);
void add_figure_pages(web::Router&);
void add_capacity_pages(web::Router&);

}  // namespace touchstone::conclusions
