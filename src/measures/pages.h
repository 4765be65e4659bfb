// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::measures {

void add_pages(web::Router&);

void add_measure_pages(web::Router&);
void add_definition_pages(web::Router&);
void add_figure_pages(web::Router&);
void add_phase_pages(web::Router&);
void add_comparison_pages(web::Router&);
void add_equity_pages(web::Router&);
void add_outcome_table_pages(web::Router&);
void add_starter_pages(web::Router&);
void add_figure_import_pages(web::Router&);

}  // namespace touchstone::measures
