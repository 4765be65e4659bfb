// A plan at a glance: its objectives, what is overdue, what the examiner remarks, who has signed.
#pragma once
#include "plans/content.h"
#include "plans/plan_words_pages.h"

namespace touchstone::plans {

// What is sent beside the fields of a signature: the edition that is signed.
inline const FieldShape edition_shape{"seen_edition", FieldShape::Kind::number};
[[nodiscard]] web::Response glance_page(const web::Visit&, db::Read&, const Content&, const Problems&, web::Status);
// The organisations whose part whoever looks may sign: those that they lead, and that the plan is about.
[[nodiscard]] std::vector<Partner> signable(const web::Visit&, const Content&);

}  // namespace touchstone::plans
