// What the description for programs says of fields.
#pragma once
#include <string>

#include "base/fields.h"

namespace touchstone::web {

// What may stand in this field, where its kind alone does not say it; else empty.
[[nodiscard]] std::string meaning_of(const FieldShape&);
// The address under /api/v1 whose items' ids the field takes; empty where there is none, or where it also takes something else.
[[nodiscard]] std::string ids_from(const FieldShape&);

}  // namespace touchstone::web
