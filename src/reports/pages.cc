#include "reports/pages.h"

#include "reports/list_pages.h"
#include "reports/package.h"
#include "reports/publishing_pages.h"
#include "reports/report_pages.h"

namespace touchstone::reports {

void add_pages(web::Router& router) {
    add_list_pages(router);
    add_report_pages(router);
    add_package_pages(router);
    add_publishing_pages(router);
}

}  // namespace touchstone::reports
