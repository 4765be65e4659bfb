// What of a file can be taken, as the console says it: as JSON for programs, as lines for people.
#pragma once
#include <string>

#include "voice/imported_form.h"

namespace touchstone::app {

// {"title", "default_language", "languages", "questions": [{"name", "type", "label", "choices": [{"name", "label"}], "rows": [{"name",
// "label"}], "relevant", "required"}], "refused": [{"sheet", "row", "column", "path", "name", "why"}], "left_out": the same}. Labels are in
// the default language; types are those of the form. Where a page begins is no question. What there is not is null.
[[nodiscard]] std::string as_json(const voice::ImportedForm&);

[[nodiscard]] std::string as_lines(const voice::ImportedForm&);

}  // namespace touchstone::app
