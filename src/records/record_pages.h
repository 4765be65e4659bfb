#pragma once
#include "web/router.h"

namespace touchstone::records {

// The list, making and rewriting.
void add_record_pages(web::Router&);
// Opening with a reason, reading, files.
void add_reading_pages(web::Router&);
// What keepers look after: readers, readings, erasing.
void add_keeping_pages(web::Router&);

}  // namespace touchstone::records
