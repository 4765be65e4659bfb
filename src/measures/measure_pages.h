// One measure with its picture: what other pages of measures show again when a form on it was refused.
#pragma once
#include <optional>
#include <vector>

#include "evaluations/sharing_store.h"
#include "measures/measure_words_pages.h"

namespace touchstone::measures {

// Nothing where there is no such measure.
[[nodiscard]] std::optional<Told> told_at(const web::Visit&, db::Read&);

// The page with what was typed into one of its forms, and what is wrong with it.
[[nodiscard]] web::Response whole_page(const web::Visit&, db::Read&, const Told&, const Problems& = {}, web::Status = web::Status::ok);

}  // namespace touchstone::measures
