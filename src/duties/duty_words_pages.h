// What several pages of this slice show alike.
#pragma once
#include <string>
#include <vector>

#include "duties/duty.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::duties {

[[nodiscard]] std::string address_of(const DutyId&);
// A page about one duty: its place in the site and who can see it.
[[nodiscard]] web::Response duty_page(const std::string& view, const std::string& title, const Duty&, web::Object, web::Status);
// "1 March 2027, overdue"
[[nodiscard]] std::string review_in_words(const Duty&, Instant now);

}  // namespace touchstone::duties
