// Help: a short page for each place, and whom to ask here.
#pragma once
#include <string>

#include "web/response.h"
#include "web/router.h"
#include "web/visit.h"

namespace touchstone::app {

void add_help_pages(web::Router&);

// The help that fits the page, for its footer.
[[nodiscard]] std::string help_about(const web::Visit&, const web::Response&);
// {text, href (or false)}, or false where the server names nobody.
[[nodiscard]] web::Data contact_of(const web::Settings&);

}  // namespace touchstone::app
