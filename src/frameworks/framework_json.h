// A framework as JSON: how it is stored, hashed and handed to other programs.
#pragma once
#include <string>
#include <string_view>

#include "frameworks/framework.h"

namespace touchstone::frameworks {

// Equal frameworks give equal bytes. Every text must be well-formed UTF-8, as the readers see to.
[[nodiscard]] std::string to_json(const Framework&);
// What it looks like, as web/shape.h writes it.
[[nodiscard]] std::string json_shape();
// Reads what to_json wrote. Throws std::invalid_argument on anything else.
[[nodiscard]] Framework from_json(std::string_view);

}  // namespace touchstone::frameworks
