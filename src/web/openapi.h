// The description of the API (OpenAPI 3.1), made from the route table.
#pragma once
#include "web/api.h"

namespace touchstone::web {

[[nodiscard]] Json openapi_of(const Router&);
[[nodiscard]] Response openapi_answer(const Router&);

}  // namespace touchstone::web
