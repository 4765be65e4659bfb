#include "measures/pages.h"

namespace touchstone::measures {

void add_pages(web::Router& router) {
    add_measure_pages(router);
    add_definition_pages(router);
    add_figure_pages(router);
    add_phase_pages(router);
    add_comparison_pages(router);
    add_equity_pages(router);
    add_outcome_table_pages(router);
    add_starter_pages(router);
    add_figure_import_pages(router);
}

}  // namespace touchstone::measures
