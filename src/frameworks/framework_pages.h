#pragma once
#include <string>
#include <vector>

#include "frameworks/framework_store.h"
#include "web/router.h"

namespace touchstone::frameworks {

void add_framework_pages(web::Router&);

// "Level 5, very good" and its passage, or false where nothing illustrates the level.
[[nodiscard]] web::Data passage(const Framework&, const Theme&, int level);
// Where evidence on a theme is usually found, with its heading, or false where the framework does not say.
[[nodiscard]] web::Data typical_evidence(const Theme&);
// "/frameworks/generic-2006/1.0.0"
[[nodiscard]] std::string address_of(const Framework&);
// The latest version of each framework, the latest published first.
[[nodiscard]] std::vector<const Framework*> latest_frameworks(db::Read&);
// The same of those that were asked for with something else.
[[nodiscard]] std::vector<const Framework*> latest_among(db::Read&, const std::vector<Published>&);
// For a form that belongs to no evaluation: whose indicators it shows, sent along as `framework`, and links to the same form with those of
// the others. False where there is one framework.
[[nodiscard]] web::Data framework_switch(const std::vector<const Framework*>& all, const std::string& chosen, const std::string& form);

}  // namespace touchstone::frameworks
