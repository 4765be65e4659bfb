// What several pages of this slice show alike.
#pragma once
#include <string>
#include <vector>

#include "frameworks/framework.h"
#include "practice/practice.h"
#include "web/components.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::practice {

[[nodiscard]] std::string address_of(const PracticeId&);
// A page about one practice: its place in the site and who can see it.
[[nodiscard]] web::Response practice_page(const std::string& view, const std::string& title, const Practice&, web::Object, web::Status);
// "5.1 Identifying needs"; the code alone where the framework has no such indicator any more.
[[nodiscard]] std::string indicator_word(const frameworks::Framework*, const std::string& code);
// Those that are judged, to choose among.
[[nodiscard]] std::vector<web::Option> indicator_options(const frameworks::Framework*);

}  // namespace touchstone::practice
