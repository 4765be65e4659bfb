#pragma once
#include "web/router.h"

namespace touchstone::standards {

// The register of specific standards and their crosswalk.
void add_standard_pages(web::Router&);
// With which of them an item was gathered, and what they give to an evaluation.
void add_gathered_pages(web::Router&);

}  // namespace touchstone::standards
