#pragma once
#include "web/router.h"

namespace touchstone::people {

void add_draft_pages(web::Router&);
// A form that was saved needs its draft no more.
void forget_draft(const web::Visit&, db::Write&);

}  // namespace touchstone::people
