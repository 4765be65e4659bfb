#pragma once
#include "web/router.h"

namespace touchstone::access {

// Signing in at the provider that the operator trusts.
void add_openid_pages(web::Router&);

}  // namespace touchstone::access
