#pragma once
#include "frameworks/framework.h"
#include "web/router.h"

namespace touchstone::frameworks {

void add_framework_pages(web::Router&);

// "Level 5, very good" and its passage, or false where nothing illustrates the level.
[[nodiscard]] web::Data passage(const Framework&, const Theme&, int level);
// "/frameworks/generic-2006/1.0.0"
[[nodiscard]] std::string address_of(const Framework&);

}  // namespace touchstone::frameworks
