// A form that somebody else opened than who is signed in now.
#pragma once
#include "web/response.h"
#include "web/router.h"
#include "web/visit.h"

namespace touchstone::web {

// Somebody else has signed in since the form was opened.
[[nodiscard]] bool is_anothers(const Route&, const Visit&);
// Says who wrote it and who would save it: doing so is a choice.
[[nodiscard]] Response others_page(const Visit&);

}  // namespace touchstone::web
