#pragma once
#include <string>

#include "base/time.h"
#include "web/router.h"

namespace touchstone::concerns {

// Urgent concerns: raising one, what was done about it, and who receives them.
void add_concern_pages(web::Router&);

// Passes on what nobody acknowledged in time to those who receive all concerns; once each. Answers how many.
int escalate_concerns(db::Write&, const std::string& base_url, Instant now);

}  // namespace touchstone::concerns
