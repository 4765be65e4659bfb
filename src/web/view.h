// Templates and the data they are filled with. A name that the page does not give is an error, never silence.
#pragma once
#include <string>

#include "web/data.h"

namespace touchstone::web {

// The text, or false when it is empty: what an optional part of a template asks for.
[[nodiscard]] Data or_false(const std::string& text);

// Fills the template: "evaluations/judgement" is src/evaluations/views/judgement.mustache, "ui/layout" ui/components/layout.mustache.
// Throws std::logic_error on a missing template, partial, name or text.
[[nodiscard]] std::string render(const std::string& view, const Object& data);

// Every template that the binary carries, parsed; throws on the first that cannot be. For the start and for tests.
void check_all_views();

}  // namespace touchstone::web
