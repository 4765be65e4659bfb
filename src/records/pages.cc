#include "records/pages.h"

#include "records/record_pages.h"

namespace touchstone::records {

void add_pages(web::Router& router) { add_record_pages(router); }

}  // namespace touchstone::records
