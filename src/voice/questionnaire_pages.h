// What the pages that begin a questionnaire share.
#pragma once
#include <vector>

#include "evaluations/owner_pages.h"

namespace touchstone::voice {

inline constexpr const char* xlsform_address = "/questionnaires/import/xlsform";

// The partnership and organisations for which this person may ask; what a service asks is its organisation's.
[[nodiscard]] std::vector<evaluations::Owner> owners_offered(const web::Visit&, db::Read&);

}  // namespace touchstone::voice
