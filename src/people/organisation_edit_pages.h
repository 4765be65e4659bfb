#pragma once
#include "people/organisation.h"
#include "web/router.h"

namespace touchstone::people {

void add_organisation_edit_pages(web::Router&);

// The page of a service as it is, with what is wrong with something that was asked on it.
[[nodiscard]] web::Response service_page(const web::Visit&, db::Read&, const Everything&, const Service&, const Problems&, web::Status);

}  // namespace touchstone::people
