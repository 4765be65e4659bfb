// The form about a file of figures that waits for answers.
#pragma once
#include "measures/figure_import_store.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::measures {

[[nodiscard]] std::vector<FieldShape> answer_shapes();
[[nodiscard]] ImportDraft read_answers(const FileFound&, const web::Form&);

// Measures of the same owner, which figures may go into.
[[nodiscard]] std::vector<Existing> existing_of(const std::vector<KeptMeasure>&, const OrganisationId& owner);

[[nodiscard]] web::Object answer_form(const web::Visit&, const FigureImport&, const ImportDraft&, const std::vector<Existing>&,
                                      const Problems&);
[[nodiscard]] web::FormNow answer_form_now(const FileFound&, const ImportDraft&);

}  // namespace touchstone::measures
