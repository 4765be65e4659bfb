#pragma once
#include "web/router.h"

namespace touchstone::duties {

// The register and the form of one duty.
void add_duty_pages(web::Router&);
// One duty with its aspects, and what is known of one aspect.
void add_aspect_pages(web::Router&);

}  // namespace touchstone::duties
