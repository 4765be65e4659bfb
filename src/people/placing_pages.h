// Asking for a place below another organisation's service, and answering.
#pragma once
#include <map>
#include <string>

#include "people/placing_store.h"
#include "web/components.h"
#include "web/router.h"

namespace touchstone::people {

// For the page of a service: what its administrators may ask for, and what they are asked.
struct Placing {
    web::Data data;
    std::map<std::string, web::FormNow> forms;
};
[[nodiscard]] Placing placing_of(const web::Visit&, db::Read&, const Everything&, const Service&, const Problems&);
// For the overview: what the actor is asked, as links to the services.
[[nodiscard]] web::List places_to_answer(const web::Visit&, db::Read&);

void add_placing_pages(web::Router&);

}  // namespace touchstone::people
