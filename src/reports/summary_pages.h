// What a long report begins with: a page that sums it up, and its contents.
#pragma once
#include "reports/body_pages.h"

namespace touchstone::reports {

// The beginning of each conclusion with how often each level was awarded, or false where the report has no conclusions.
[[nodiscard]] web::Data summary_of(const nlohmann::json& content);
// Its parts with their indicators, or false where it has only one.
[[nodiscard]] web::Data contents_of(const Layout&, const web::List& sections);

}  // namespace touchstone::reports
