#pragma once
#include "web/router.h"

namespace touchstone::privacy {

void add_rights_pages(web::Router&);
// What an erased account is called from then on.
[[nodiscard]] std::string former_name(int number);

}  // namespace touchstone::privacy
