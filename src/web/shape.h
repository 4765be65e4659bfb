// The shape of JSON, written shortly where it is made: "{id, level?: number, themes: [{theme, text}], is_over: yes_no}".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/fields.h"

namespace touchstone::web {

// As a JSON schema. A name without more is a text, one with "?" may be absent or null, "anything" is any JSON, and "a|b" is one of these
// words. Throws std::logic_error for what is no shape.
[[nodiscard]] nlohmann::ordered_json schema_of(std::string_view shape);

// Of declared fields: types, lengths, allowed values; null empties a field. Which of them must be there is said as "required".
[[nodiscard]] nlohmann::ordered_json schema_of(const std::vector<FieldShape>&, const std::vector<std::string>& required = {});

}  // namespace touchstone::web
