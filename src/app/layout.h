// What stands around every page: navigation, who is signed in, the footer.
#pragma once
#include "web/response.h"
#include "web/static_files.h"
#include "web/visit.h"

namespace touchstone::app {

[[nodiscard]] web::Object layout(const web::Visit&, const web::Response&, const web::StaticFiles&);

}  // namespace touchstone::app
